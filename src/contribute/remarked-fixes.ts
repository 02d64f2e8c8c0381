import type { Proposal, ProposedFix } from '../remediation/proposal.ts';
import { overlap } from './etiquette/touched-lines.ts';
import { lineHunks } from './line-hunks.ts';
import type { LineHunk } from './line-hunks.ts';
import type { Remark } from './past-contributions.ts';

/** What somebody said of lines that fixes changed. */
export interface RemarkedFixes {
  readonly remark: Remark;
  readonly fixes: readonly ProposedFix[];
}

/** New remarks of the house on single lines, with the fixes that these lines come from; the lines are known by their text. */
export function remarkedFixes(
  remarks: readonly Remark[],
  { files, fixes }: Pick<Proposal, 'files' | 'fixes'>,
): readonly RemarkedFixes[] {
  return remarks.flatMap((remark) => {
    const file = files.find(({ path }) => path === remark.path);
    if (file === undefined || !remark.isNew || !remark.isOfHouse) return [];
    const hunks = lineHunks(file.before ?? '', file.after).filter((hunk) => isAbout(remark, hunk));
    const own = fixes.filter(
      ({ path, editedLines }) =>
        path === file.path &&
        hunks.some(({ range }) => editedLines.some((lines) => overlap(lines, range))),
    );
    return own.length === 0 ? [] : [{ remark, fixes: own }];
  });
}

function isAbout({ rows }: Remark, { removed, added }: LineHunk): boolean {
  return rows.some((row) => {
    const text = row.slice(1);
    if (row.startsWith('+')) return added.includes(text);
    return row.startsWith('-') && removed.includes(text);
  });
}
