import { keyBlockText } from '../key-block.ts';
import { plainLines } from './plain-lines.ts';

/** GitHub's limit for the text of a pull request, an issue or a comment, in characters. */
export const LONGEST_BODY = 65_536;

const CUT = '\n\n… cut, because no more fits here.';

/** Puts `head` before a text; where both do not fit the text is cut, and what it remembers in its key block stays. */
export function cutBody(head: string, body: string): string {
  if (head.length + body.length <= LONGEST_BODY) return `${head}${body}`;
  const block = keyBlockText(body);
  const end = block === null ? `${CUT}\n` : `${CUT}\n\n${block}\n`;
  const rest = block === null ? body : body.replace(block, '');
  return `${head}${cutMarkdown(rest, LONGEST_BODY - head.length - end.length)}${end}`;
}

/** A text for GitHub, cut where it is too long. */
export function fitBody(text: string): string {
  return cutBody('', text);
}

/** A tag in the middle of a line is a word of somebody in code, and ours begin lines. */
const BEGINS_TAG = /^ {0,3}<\/?details\b/i;

/** The beginning of a Markdown text that ends with a paragraph, and leaves no folded section, no code and no comment open. */
function cutMarkdown(text: string, room: number): string {
  if (text.length <= room) return text.trimEnd();
  const starts = [0];
  for (const line of text.split('\n')) starts.push((starts.at(-1) ?? 0) + line.length + 1);
  let depth = 0;
  let end = 0;
  for (const { text: line, index } of plainLines(text)) {
    const start = starts[index] ?? 0;
    if (start > room) break;
    if (line.trim() === '' && depth === 0) end = start;
    if (BEGINS_TAG.test(line)) depth = Math.max(0, depth + opened(line));
  }
  return text.slice(0, end).trimEnd();
}

function opened(line: string): number {
  const tags = line.match(/<\/?details\b/gi) ?? [];
  const closing = tags.filter((tag) => tag.startsWith('</')).length;
  return tags.length - 2 * closing;
}
