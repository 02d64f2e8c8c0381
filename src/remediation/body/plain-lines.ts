/** A line that a reader sees as a line of its own: in no code block, quote or HTML comment. */
export interface PlainLine {
  /** Without its end. */
  readonly text: string;
  /** 0-based, among all lines of the text. */
  readonly index: number;
}

/** GitHub Flavored Markdown, 4.5: at most three blanks before a fence, no backquote behind one of backquotes. */
const FENCE = /^ {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$/;

const QUOTE = /^ {0,3}>/;

/** What ends a paragraph, so that the next line does not go on with a quote (GFM 5.1, "laziness"). */
const BREAK = /^\s*$|^ {0,3}(?:#{1,6}(?:\s|$)|[-*+] |\d{1,9}[.)] |<)/;

/** HTML whose content is shown as it stands, or not at all (GFM 4.6). */
const HIDDEN = [
  { opening: '<!--', closing: '-->' },
  { opening: '<pre', closing: '</pre>' },
] as const;

/** The lines of a Markdown text that are neither quoted nor code. */
export function plainLines(text: string): PlainLine[] {
  const plain: PlainLine[] = [];
  let fence: string | null = null;
  let closing: string | null = null;
  let isQuoted = false;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.replace(/\r$/, '');
    if (closing !== null) {
      if (line.toLowerCase().includes(closing)) closing = null;
      continue;
    }
    if (fence !== null) {
      if (isEndOf(fence, line)) fence = null;
      continue;
    }
    const [, backquotes, tildes] = FENCE.exec(line) ?? [];
    fence = backquotes ?? tildes ?? null;
    isQuoted = QUOTE.test(line) || (isQuoted && !BREAK.test(line));
    if (fence !== null || isQuoted) continue;
    closing = closingOf(line);
    plain.push({ text: line, index });
  }
  return plain;
}

function isEndOf(fence: string, line: string): boolean {
  const trimmed = line.trim();
  return trimmed.startsWith(fence) && trimmed.replaceAll(fence.charAt(0), '') === '';
}

/** The end that is looked for from the next line on; null where nothing is left open. */
function closingOf(line: string): string | null {
  const lower = line.toLowerCase();
  for (const { opening, closing } of HIDDEN) {
    const start = lower.lastIndexOf(opening);
    if (start !== -1 && !lower.includes(closing, start)) return closing;
  }
  return null;
}
