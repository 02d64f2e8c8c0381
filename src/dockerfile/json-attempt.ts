/** An array that is no valid JSON, read as it was probably meant. */
export interface JsonAttempt {
  readonly items: readonly string[];
  /** True when only the quotes differ: single ones around text without special characters. */
  readonly isExact: boolean;
}

/** Quotes that a string may begin with, typographic ones of an editor too, and those that end it. */
const QUOTES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['\u2018', '\u2019'],
  ['\u2019', '\u2019'],
  ['\u201c', '\u201d'],
  ['\u201d', '\u201d'],
]);

/** What stands between the brackets, piece by piece. */
interface Reading {
  readonly text: string;
  position: number;
  isExact: boolean;
}

/**
 * True when the text begins as a JSON array does and not as the command `[`: a bracket with something
 * right behind it that is not a blank, or a list with commas.
 */
function looksLikeJson(text: string): boolean {
  return /^\[(?:[^\s[]|\s+(?:'[^']*'|"[^"]*")\s*,|\s+"[\w/][^"]*"\s+"[\w/][^"]*"(?:\s+"[^"]*")*\s*\]\s*$)/.test(
    text,
  );
}

/** True for an array that was meant as JSON and is none: it can be read, or begins with a quote. */
export function isJsonAttempt(text: string): boolean {
  return (
    looksLikeJson(text) && (/^\[["'\u2018\u201c]/.test(text) || readJsonAttempt(text) !== null)
  );
}

/** Reads `['a', 'b']`, `[a, b]` and `["a",]`; null when what was meant cannot be told. */
export function readJsonAttempt(text: string): JsonAttempt | null {
  if (!looksLikeJson(text)) return null;
  const reading: Reading = { text, position: 1, isExact: true };
  const items: string[] = [];
  for (;;) {
    skipBlanks(reading);
    if (take(reading, ']')) {
      // A comma before the bracket.
      reading.isExact = false;
      break;
    }
    const item = readItem(reading);
    if (item === null) return null;
    items.push(item);
    const end = reading.position;
    skipBlanks(reading);
    if (take(reading, ']')) break;
    if (take(reading, ',')) continue;
    // A comma or the bracket was forgotten, which only quotes show.
    if (!QUOTES.has(text.charAt(end - 1)) || !isBorder(text, end, reading.position)) return null;
    reading.isExact = false;
    if (reading.position === text.length) break;
  }
  const isWhole = text.slice(reading.position).trim() === '';
  return isWhole && items.length > 0 ? { items, isExact: reading.isExact } : null;
}

/** The end of the text, or a string that begins behind a blank. */
function isBorder(text: string, end: number, next: number): boolean {
  return next === text.length || (next > end && QUOTES.has(text.charAt(next)));
}

function skipBlanks(reading: Reading): void {
  while (/\s/.test(reading.text.charAt(reading.position))) reading.position += 1;
}

function take(reading: Reading, character: string): boolean {
  if (reading.text.charAt(reading.position) !== character) return false;
  reading.position += 1;
  return true;
}

function readItem(reading: Reading): string | null {
  const { text, position } = reading;
  const closing = QUOTES.get(text.charAt(position));
  return closing === undefined ? readBare(reading) : readQuoted(reading, closing);
}

/** Text in quotes without an escape in it. */
function readQuoted(reading: Reading, quote: string): string | null {
  const end = reading.text.indexOf(quote, reading.position + 1);
  const item = reading.text.slice(reading.position + 1, end);
  if (end === -1 || item.includes('\\')) return null;
  if (/["'\u2018\u2019\u201c\u201d]/.test(item) || /[\u2018\u2019\u201c\u201d]/.test(quote)) {
    reading.isExact = false;
  }
  reading.position = end + 1;
  return item;
}

/** A word without quotes, up to the next separator. */
function readBare(reading: Reading): string | null {
  const start = reading.position;
  while (/[\w./:=@%+-]/.test(reading.text.charAt(reading.position))) reading.position += 1;
  reading.isExact = false;
  return reading.position === start ? null : reading.text.slice(start, reading.position);
}
