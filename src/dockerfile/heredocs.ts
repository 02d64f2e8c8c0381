import type { HereDocument, LogicalText } from './model.ts';
import { spanAt } from './logical-text.ts';
import { readPhysicalLine } from './physical-lines.ts';
import type { Span } from './span.ts';
import { isSpace } from './white-space.ts';

const OPERATOR = /^[0-9]*<<(-?)([^<]+)$/;

export interface HeredocReading {
  readonly heredocs: readonly HereDocument[];
  /** End of the last terminator line, line ending excluded; null without here-documents. */
  readonly end: number | null;
  /** Where the line after the last terminator starts. */
  readonly next: number;
  /** The operator whose terminator is missing. */
  readonly unterminated: Span | null;
}

/** Reads the here-documents that `logical` opens; their bodies start at offset `next`. */
export function readHeredocs(text: string, logical: LogicalText, next: number): HeredocReading {
  const heredocs: HereDocument[] = [];
  let position = next;
  let end: number | null = null;
  for (const opening of readOpenings(logical)) {
    const closed = readBody(text, position, opening);
    if (closed === null) {
      return { heredocs, end: text.length, next: text.length, unterminated: opening.operator };
    }
    heredocs.push(closed.heredoc);
    end = closed.heredoc.terminator.end;
    position = closed.next;
  }
  return { heredocs, end, next: position, unterminated: null };
}

interface Opening {
  readonly name: string;
  readonly expand: boolean;
  readonly stripTabs: boolean;
  readonly operator: Span;
}

function readOpenings(logical: LogicalText): Opening[] {
  if (!logical.text.includes('<<')) return [];
  const openings: Opening[] = [];
  for (const [from, to] of shellWordRanges(logical.text)) {
    const match = OPERATOR.exec(logical.text.slice(from, to));
    const raw = match?.[2];
    if (match === null || raw === undefined) continue;
    const name = removeQuotes(raw);
    if (name === '') continue;
    openings.push({
      name,
      expand: !/['"]/.test(raw),
      stripTabs: match[1] === '-',
      operator: spanAt(logical, from, to),
    });
  }
  return openings;
}

/** Words split at white space outside quotes; the escape is always a backslash here, as in BuildKit. */
function shellWordRanges(text: string): [number, number][] {
  const ranges: [number, number][] = [];
  let start = -1;
  let quote = '';
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (quote === '' && isSpace(text.charCodeAt(index))) {
      if (start !== -1) ranges.push([start, index]);
      start = -1;
      continue;
    }
    if (start === -1) start = index;
    if (character === '\\' && quote !== "'") index += 1;
    else if (character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
  }
  if (start !== -1) ranges.push([start, text.length]);
  return ranges;
}

function removeQuotes(word: string): string {
  return word.replace(/\\(.)|['"]/g, '$1');
}

function readBody(
  text: string,
  start: number,
  opening: Opening,
): { heredoc: HereDocument; next: number } | null {
  let position = start;
  while (position < text.length) {
    const line = readPhysicalLine(text, position);
    const lineText = text.slice(line.start, line.end);
    if ((opening.stripTabs ? lineText.replace(/^\t+/, '') : lineText) === opening.name) {
      const raw = text.slice(start, line.start);
      const heredoc: HereDocument = {
        ...opening,
        body: { start, end: line.start },
        terminator: { start: line.start, end: line.end },
        content: opening.stripTabs ? raw.replace(/^\t+/gm, '') : raw,
        raw,
      };
      return { heredoc, next: line.next };
    }
    position = line.next;
  }
  return null;
}
