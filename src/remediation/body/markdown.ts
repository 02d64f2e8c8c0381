import { oneLine, shorten } from './plain-text.ts';

/** What GitHub makes a link, a mention or a formula of wherever it stands, but not in code. */
const ACTIVE = /:\/\/|www\.|@\w|#\d|\bGH-\d|\$/i;

/** Stays outside of the code that such a word becomes. */
const BEFORE = /^[(["'<]+/;
const BEHIND = /[.,;:!?)\]"'>]+$/;

/** What makes the beginning of a line a heading, a list, a quote or a line under a heading. */
const BEGINNING = /^(?:(?=[#>=]|[-+](?:[-\s]|$))|(\d{1,9})(?=[.)](?:\s|$)))/;

/**
 * Text from a repository, a report or a registry as inert Markdown: no link, no mention, no HTML, no
 * control character, one line, of at most 1,000 characters before it is escaped.
 */
export function escapeMarkdown(text: string): string {
  return escapeLine(shorten(oneLine(text)).trim());
}

/** Our own sentences with words of others in them: what stands between backquotes becomes code, the rest is escaped. */
export function prose(text: string): string {
  return joinParts(partsOf(text), escapeLine, code);
}

/** The same for the one line of HTML that is no Markdown: the summary of a folded section. */
export function proseHtml(text: string): string {
  const escape = (part: string) => mapWords(part, escapeHtml, codeHtml);
  return joinParts(partsOf(text), escape, codeHtml);
}

/** Every second one stood between backquotes. */
function partsOf(text: string): readonly string[] {
  const line = shorten(oneLine(text)).trim();
  const parts = line.split('`');
  // A backquote too many, from a name: then none of them is ours.
  return parts.length % 2 === 0 ? [line] : parts;
}

function joinParts(
  parts: readonly string[],
  escape: (part: string) => string,
  quote: (part: string) => string,
): string {
  let text = '';
  for (const [index, part] of parts.entries()) {
    const next = index % 2 === 0 || part === '' ? escape(part) : quote(part);
    // Two pieces of code side by side would be one.
    text += text.endsWith('`') && next.startsWith('`') ? ` ${next}` : next;
  }
  return text;
}

function escapeLine(line: string): string {
  return mapWords(line, escapeWord, code).replace(BEGINNING, '$1\\');
}

function escapeWord(word: string): string {
  return word
    .replace(/[\\`*_[\]|~]/g, String.raw`\$&`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');
}

function mapWords(
  line: string,
  escape: (word: string) => string,
  quote: (word: string) => string,
): string {
  const words = line.split(/(\s+)/).map((word) => {
    if (!ACTIVE.test(word)) return escape(word);
    const [before = ''] = BEFORE.exec(word) ?? [];
    const [behind = ''] = BEHIND.exec(word.slice(before.length)) ?? [];
    const core = word.slice(before.length, word.length - behind.length);
    return `${escape(before)}${quote(core)}${escape(behind)}`;
  });
  return words.join('');
}

/** GitHub's parser takes no longer run of backquotes than 80 for the end of code (cmark, `MAXBACKTICKS`). */
const LONG_RUN = /`{60,}/g;

/** A code span that no content can leave; not for tables, where a `|` would leave it. */
export function code(text: string): string {
  const inert = shorten(oneLine(text)).replace(LONG_RUN, '…') || ' ';
  const longest = Math.max(0, ...(inert.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = inert.startsWith('`') || inert.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${inert}${pad}${fence}`;
}

function codeHtml(text: string): string {
  return `<code>${escapeHtml(shorten(oneLine(text)))}</code>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A code block that no content can leave. */
export function codeBlock(text: string, language: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}${text.endsWith('\n') ? '' : '\n'}${fence}`;
}

/**
 * A section that opens on a click; GitHub renders Markdown inside when blank lines surround it. The summary is HTML:
 * words of others go through `proseHtml`.
 */
export function details(summary: string, content: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${content}\n\n</details>`;
}
