import type { LogicalPiece, LogicalText, Word } from './model.ts';
import type { Span } from './span.ts';
import { skipSpace, trimSpaceEnd } from './white-space.ts';

/** Joins the given ranges of `text` into one logical text. `end` is the offset of an empty one. */
export function joinRanges(text: string, ranges: readonly Span[], end: number): LogicalText {
  const pieces: LogicalPiece[] = [];
  let joined = '';
  let last = end;
  for (const range of ranges) {
    if (range.start === range.end) continue;
    pieces.push({ index: joined.length, offset: range.start });
    joined += text.slice(range.start, range.end);
    last = range.end;
  }
  return { text: joined, pieces, end: last };
}

/** The offset in the file of character `index`; for `text.length` the offset after the last one. */
function offsetAt({ text, pieces, end }: LogicalText, index: number): number {
  if (index >= text.length) return end;
  const piece = pieces[pieceAt(pieces, index)];
  return piece === undefined ? end : piece.offset + index - piece.index;
}

/** Position of the piece that holds character `index`. */
function pieceAt(pieces: readonly LogicalPiece[], index: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.index ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The range in the file of the characters `[from, to)`; continuations in between are part of it. */
export function spanAt(logical: LogicalText, from: number, to: number): Span {
  const start = offsetAt(logical, from);
  return { start, end: to > from ? offsetAt(logical, to - 1) + 1 : start };
}

/** The characters `[from, to)` as a logical text of their own. */
export function sliceLogical(logical: LogicalText, from: number, to: number): LogicalText {
  const { start, end } = spanAt(logical, from, to);
  if (from >= to) return { text: '', pieces: [], end };
  const pieces: LogicalPiece[] = [{ index: 0, offset: start }];
  for (let at = pieceAt(logical.pieces, from) + 1; at < logical.pieces.length; at += 1) {
    const piece = logical.pieces[at];
    if (piece === undefined || piece.index >= to) break;
    pieces.push({ index: piece.index - from, offset: piece.offset });
  }
  return { text: logical.text.slice(from, to), pieces, end };
}

/** The characters `[from, to)` without white space at both ends. */
export function trimLogical(logical: LogicalText, from: number, to: number): LogicalText {
  const start = skipSpace(logical.text, from, to);
  return sliceLogical(logical, start, trimSpaceEnd(logical.text, start, to));
}

export function wordAt(logical: LogicalText, from: number, to: number): Word {
  return { text: logical.text.slice(from, to), span: spanAt(logical, from, to) };
}

/** Index of the first character at or behind an offset of the file; offsets never descend. */
export function indexOfOffset(logical: LogicalText, offset: number): number {
  let low = 0;
  let high = logical.text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offsetAt(logical, middle) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The logical text between two offsets of the file. */
export function textBetween(logical: LogicalText, start: number, end: number): string {
  return logical.text.slice(indexOfOffset(logical, start), indexOfOffset(logical, end));
}
