import { editsConflict } from '../dockerfile/text-edit.ts';
import type { TextEdit } from '../dockerfile/text-edit.ts';
import type { Companion } from '../findings/surroundings.ts';
import { companionsConflict } from './companion-files.ts';
import type { Candidate } from './gate/step.ts';

/** Those that can go in together; the others wait for the next round. */
export function withoutConflicts(candidates: readonly Candidate[]): Candidate[] {
  const taken: TextEdit[] = [];
  const others: Companion[] = [];
  return aloneIfSplit(candidates).filter(({ fix: { edits, companions = [] } }) => {
    if (edits.some((edit) => conflictsWithSome(taken, edit))) return false;
    if (companionsConflict(others, companions)) return false;
    others.push(...companions);
    for (const edit of edits) insertInOrder(taken, edit);
    return true;
  });
}

/** A stage is split when nothing else is left to do: everything in it would move along. */
function aloneIfSplit(candidates: readonly Candidate[]): readonly Candidate[] {
  const others = candidates.filter(({ fix }) => fix.splitStage === undefined);
  return others.length > 0 ? others : candidates.slice(0, 1);
}

/** `taken` is in order of ends and without overlaps, so that only the neighbours need a look. */
function conflictsWithSome(taken: readonly TextEdit[], edit: TextEdit): boolean {
  for (let index = firstEndingAt(taken, edit.span.start); ; index += 1) {
    const other = taken[index];
    if (other === undefined || other.span.start > edit.span.end) return false;
    if (editsConflict(edit, other)) return true;
  }
}

function insertInOrder(taken: TextEdit[], edit: TextEdit): void {
  const index = firstEndingAt(taken, edit.span.end);
  const other = taken[index];
  const isBehind = other?.span.end === edit.span.end && other.span.start < edit.span.start;
  taken.splice(isBehind ? index + 1 : index, 0, edit);
}

/** Index of the first edit that ends at `offset` or behind it. */
function firstEndingAt(taken: readonly TextEdit[], offset: number): number {
  let low = 0;
  let high = taken.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((taken[middle]?.span.end ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
