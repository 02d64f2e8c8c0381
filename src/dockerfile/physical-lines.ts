import type { Comment, LogicalText } from './model.ts';
import { joinRanges } from './logical-text.ts';
import type { Span } from './span.ts';
import { skipSpace } from './white-space.ts';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const HASH = 0x23;

/** One physical line: `end` excludes the line ending, `next` is where the following line starts. */
export interface PhysicalLine {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** An instruction's lines joined, here-documents excluded. */
export interface LogicalLine {
  readonly logical: LogicalText;
  readonly comments: readonly Comment[];
  /** Blank lines inside the continuation, line ending included. */
  readonly blankLines: readonly Span[];
  /** End of the last line that carries text, line ending excluded. */
  readonly end: number;
  /** Where the line after the instruction starts. */
  readonly next: number;
}

export function readPhysicalLine(text: string, start: number): PhysicalLine {
  const feed = text.indexOf('\n', start);
  const next = feed === -1 ? text.length : feed + 1;
  let end = next;
  while (end > start && isLineEnding(text.charCodeAt(end - 1))) end -= 1;
  return { start, end, next };
}

function isLineEnding(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}

/** The comment on this line, or null when its first visible character is not `#`. */
export function commentOn(text: string, line: PhysicalLine): Comment | null {
  const start = skipSpace(text, line.start, line.end);
  if (start >= line.end || text.charCodeAt(start) !== HASH) return null;
  return { text: text.slice(start, line.end), span: { start, end: line.end } };
}

/**
 * Offset of the continuation character that ends `[start, end)`, or -1. As in BuildKit, an escape
 * character before it makes it an ordinary character, and blanks may follow it.
 */
function continuationAt(text: string, start: number, end: number, escape: string): number {
  let last = end - 1;
  while (last >= start && (text[last] === ' ' || text[last] === '\t')) last -= 1;
  if (last < start || text[last] !== escape) return -1;
  return last > start && text[last - 1] === escape ? -1 : last;
}

/**
 * Reads the logical line that starts in the physical line `first`, from `start` (its first visible
 * character) on, with BuildKit's rules: comment and blank lines inside a continuation vanish.
 */
export function readLogicalLine(
  text: string,
  first: PhysicalLine,
  start: number,
  escape: string,
): LogicalLine {
  const ranges: Span[] = [];
  const comments: Comment[] = [];
  const blankLines: Span[] = [];
  let line = first;
  let lineStart = start;
  for (;;) {
    const continuation = continuationAt(text, lineStart, line.end, escape);
    ranges.push({ start: lineStart, end: continuation === -1 ? line.end : continuation });
    if (continuation === -1) break;
    const following = skipIgnoredLines(text, line.next, comments, blankLines);
    if (following === null) break;
    line = following;
    lineStart = following.start;
  }
  const next = skipTrailing(comments, blankLines, line);
  return { logical: joinRanges(text, ranges, start), comments, blankLines, end: line.end, next };
}

function skipIgnoredLines(
  text: string,
  from: number,
  comments: Comment[],
  blankLines: Span[],
): PhysicalLine | null {
  let position = from;
  while (position < text.length) {
    const line = readPhysicalLine(text, position);
    const comment = commentOn(text, line);
    if (comment !== null) comments.push(comment);
    else if (skipSpace(text, line.start, line.end) < line.end) return line;
    else blankLines.push({ start: line.start, end: line.next });
    position = line.next;
  }
  return null;
}

/** A continuation that runs into the end of the file has swallowed the comments and blanks there. */
function skipTrailing(
  comments: readonly Comment[],
  blanks: readonly Span[],
  line: PhysicalLine,
): number {
  return Math.max(line.next, comments.at(-1)?.span.end ?? 0, blanks.at(-1)?.end ?? 0);
}
