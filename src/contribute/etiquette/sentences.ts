/** A longer text is read up to here, and a longer sentence is cut: nobody writes rules for guests like that. */
const LONGEST_TEXT = 256 * 1024;
const LONGEST_SENTENCE = 600;

const COMMENT_MARKS = /<!-{2,}|-{2,}>/g;
const FENCE = /^\s{0,3}(?:```|~~~)/;
const NEW_BLOCK = /^\s*(?:[-*+•]\s|\d{1,3}[.)]\s|#{1,6}\s|>|\||$)/;

/**
 * The sentences of a Markdown text, in order, on one line each and without the marks of emphasis. Comments count: templates
 * speak in them. Code blocks do not.
 */
export function sentencesIn(text: string): readonly string[] {
  return blocksIn(text.slice(0, LONGEST_TEXT)).flatMap(splitBlock);
}

function blocksIn(text: string): string[] {
  const blocks: string[] = [];
  let current = '';
  let isCode = false;
  for (const raw of text.replace(COMMENT_MARKS, '\n\n').split(/\r?\n/)) {
    if (FENCE.test(raw)) isCode = !isCode;
    if (isCode || FENCE.test(raw)) continue;
    if (NEW_BLOCK.test(raw)) {
      blocks.push(current);
      current = '';
    }
    if (current.length < LONGEST_TEXT) current = `${current} ${plain(raw)}`;
  }
  return [...blocks, current].map((block) => block.trim()).filter((block) => block !== '');
}

/** Without the marks of lists, headings, quotes, emphasis and links; code spans keep their backquotes. */
function plain(line: string): string {
  return line
    .replace(/^[\s>]*(?:[-*+•]\s+|\d{1,3}[.)]\s+|#{1,6}\s+)?(?:\[[ xX]\]\s+)?/, '')
    .replace(/!?\[([^\]]{0,200})\]\([^)\s]{0,500}\)/g, '$1')
    .replace(/\*{1,3}|__|~~/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** At the ends of sentences; the dots of names such as `CONTRIBUTING.md` and `e.g.` end none. */
function splitBlock(block: string): string[] {
  return block
    .split(/(?<=[.!?]["')\]`]?)\s+(?=[A-Z"'([`⚠])/)
    .map((sentence) => sentence.slice(0, LONGEST_SENTENCE).trim())
    .filter((sentence) => sentence !== '');
}
