import type { ProposedFix } from '../remediation/proposal.ts';

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

/** Marks of the fixes that fit, in their order; one that does not fit is passed over. */
export function fittingFixes(fixes: readonly ProposedFix[], size: Size): ReadonlySet<string> {
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
