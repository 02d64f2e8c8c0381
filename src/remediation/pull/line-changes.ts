import type { ChangedFile } from './changed-file.ts';

/** What a pull request did to the text of a file. */
export interface LineChanges {
  /** Lines (1-based) that it brought. */
  readonly lines: ReadonlySet<number>;
  /** The text before; null where there was none. */
  readonly before: string | null;
}

/** Of a unified diff: lines of both sides are counted from 1, and by 0 where a side has none. */
const HUNK = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/;

/** Reads what changed out of the hunks; null where there are none, or where they are of another text than `after`. */
export function readLineChanges(
  { kind, changes, patch }: ChangedFile,
  after: string,
): LineChanges | null {
  const lines = after.split('\n');
  if (kind === 'added') return allNew(lines);
  if (patch !== null) return applyBackwards(patch, lines);
  return changes === 0 ? { lines: new Set<number>(), before: after } : null;
}

/** What follows the last line break is a line only where it has text. */
function allNew(lines: readonly string[]): LineChanges {
  const count = lines.at(-1) === '' ? lines.length - 1 : lines.length;
  return { lines: new Set(Array.from({ length: count }, (_, index) => index + 1)), before: null };
}

function applyBackwards(patch: string, after: readonly string[]): LineChanges | null {
  const before: string[] = [];
  const lines = new Set<number>();
  let next = 0;
  for (const row of patch.split('\n')) {
    const hunk = HUNK.exec(row);
    if (hunk !== null) {
      const start = Number(hunk[1]) - (hunk[2] === '0' ? 0 : 1);
      if (start < next || start > after.length) return null;
      before.push(...after.slice(next, start));
      next = start;
      continue;
    }
    const text = row.slice(1);
    if (row.startsWith('-')) before.push(text);
    // What is left is no line of a file: the note that a final line break is missing, and the end of the patch.
    if (!row.startsWith('+') && !row.startsWith(' ')) continue;
    if (after[next] !== text) return null;
    next += 1;
    if (row.startsWith('+')) lines.add(next);
    else before.push(text);
  }
  return { lines, before: [...before, ...after.slice(next)].join('\n') };
}
