import { shortMark } from '../remediation/key-block.ts';
import type { LineRange } from '../remediation/patch.ts';
import type { ProposedFix } from '../remediation/proposal.ts';
import { isDropped } from './dropped-fixes.ts';
import type { Dropped } from './dropped-fixes.ts';
import { overlap } from './etiquette/touched-lines.ts';

/** How much strangers are asked to look at. */
export interface Size {
  readonly files: number;
  readonly fixes: number;
  /** Edited lines of the files as they were. */
  readonly lines: number;
}

/** Of the first contribution to a repository: one look is enough for it. */
export const FIRST: Size = { files: 2, fixes: 6, lines: 24 };

/** Where one was merged before. */
export const LATER: Size = { files: 10, fixes: 40, lines: 200 };

/** Which fixes are to be chosen from, and what speaks against some of them. */
export interface Choice {
  readonly size: Size;
  /** Lines that others are changing, by path. */
  readonly taken: ReadonlyMap<string, readonly LineRange[]>;
  /** Short marks of the fixes of an open contribution, which gets no others; null for a new one. */
  readonly kept: ReadonlySet<string> | null;
  readonly dropped: Dropped;
}

export interface ChosenFixes {
  readonly marks: ReadonlySet<string>;
  /** Whether some were left to others. */
  readonly isHeldBack: boolean;
}

/**
 * What was dropped is not offered again, and what others are changing is left to them. What is open is not taken apart where
 * others have come since: it waits as it is.
 */
export function chosenFixes(
  fixes: readonly ProposedFix[],
  { size, taken, kept, dropped }: Choice,
): ChosenFixes {
  const wanted = fixes.filter(
    (fix) => !isDropped(fix, dropped) && (kept?.has(shortMark(fix.mark)) ?? true),
  );
  const free = wanted.filter(
    ({ path, editedLines }) =>
      !(taken.get(path) ?? []).some((range) => editedLines.some((own) => overlap(own, range))),
  );
  const isHeldBack = free.length < wanted.length;
  if (kept === null) return { marks: fittingFixes(free, size), isHeldBack };
  return { marks: new Set(isHeldBack ? [] : free.map(({ mark }) => mark)), isHeldBack };
}

/** Marks of the fixes that fit, in their order; one that does not fit is passed over. */
function fittingFixes(fixes: readonly ProposedFix[], size: Size): ReadonlySet<string> {
  const files = new Set<string>();
  const marks = new Set<string>();
  let lines = 0;
  for (const fix of fixes) {
    const more = fix.editedLines.reduce((sum, [first, last]) => sum + last - first + 1, 0);
    const isNewFile = !files.has(fix.path);
    if (marks.size >= size.fixes || lines + more > size.lines) continue;
    if (isNewFile && files.size >= size.files) continue;
    files.add(fix.path);
    marks.add(fix.mark);
    lines += more;
  }
  return marks;
}
