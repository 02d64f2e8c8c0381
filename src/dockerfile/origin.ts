import { compareEdits } from './text-edit.ts';
import type { TextEdit } from './text-edit.ts';

/** Maps an offset in an edited text back to the text before the edits. */
export type Origin = (offset: number) => number;

/** What one edit put into the edited text. */
interface Piece {
  readonly start: number;
  readonly end: number;
  /** Where what it replaced began, in the text before. */
  readonly origin: number;
  /** How much longer the edits up to this one have made the text. */
  readonly shift: number;
}

/** Offsets inside a replacement map to the start of what it replaced. */
export function originOf(edits: readonly TextEdit[]): Origin {
  const pieces = placePieces(edits);
  return (offset) => {
    const piece = lastFrom(pieces, offset);
    if (piece === undefined) return offset;
    return offset < piece.end ? piece.origin : offset - piece.shift;
  };
}

function placePieces(edits: readonly TextEdit[]): readonly Piece[] {
  let shift = 0;
  return edits.toSorted(compareEdits).map(({ span, text }) => {
    const start = span.start + shift;
    shift += text.length - (span.end - span.start);
    return { start, end: start + text.length, origin: span.start, shift };
  });
}

/** The last piece that starts at `offset` or before it. */
function lastFrom(pieces: readonly Piece[], offset: number): Piece | undefined {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return pieces[low - 1];
}
