import type { LineRange } from '../../remediation/patch.ts';

/** Of a unified diff: lines of the old side are counted from 1, and its count is 0 where it has none. */
const HUNK = /^@@ -(\d{1,9})(?:,\d{1,9})? \+\d/;

/** Comparisons of lines after which nobody can tell: a search is as long as the text, for each hunk. */
const MOST_STEPS = 1_000_000;

interface Hunk {
  /** Index of its first old line. */
  readonly start: number;
  readonly rows: readonly string[];
}

/**
 * Lines of a text that a change of somebody else touches, each with the lines beside it, since git merges no two changes side
 * by side. The change may be to an older text: its hunks are found by their lines. Null where that cannot be told.
 */
export function touchedLines(patch: string, text: string): readonly LineRange[] | null {
  const lines = text.split('\n');
  const ranges: LineRange[] = [];
  const budget = { steps: 0 };
  for (const hunk of hunksIn(patch)) {
    const old = hunk.rows.filter((row) => !row.startsWith('+')).map((row) => row.slice(1));
    const start = findBlock(lines, old, hunk.start, budget);
    if (start === null) return null;
    ranges.push(...rangesOf(hunk.rows, start));
  }
  return ranges.length === 0 ? null : ranges;
}

/** True where two ranges share a line. */
export function overlap([first, last]: LineRange, [start, end]: LineRange): boolean {
  return first <= end && start <= last;
}

function hunksIn(patch: string): readonly Hunk[] {
  const hunks: { start: number; rows: string[] }[] = [];
  for (const row of patch.split('\n')) {
    const start = HUNK.exec(row)?.[1];
    if (start !== undefined) hunks.push({ start: Math.max(0, Number(start) - 1), rows: [] });
    // What else there is, is the note that a final line break is missing.
    else if (/^[-+ ]/.test(row)) hunks.at(-1)?.rows.push(row);
  }
  return hunks;
}

/** Index of the lines where they stand next to where they stood; null where they are gone. */
function findBlock(
  lines: readonly string[],
  block: readonly string[],
  expected: number,
  budget: { steps: number },
): number | null {
  const isAt = (start: number): boolean => {
    if (start < 0 || start + block.length > lines.length) return false;
    return block.every((line, index) => {
      budget.steps += 1;
      return lines[start + index] === line;
    });
  };
  for (let distance = 0; distance <= lines.length; distance += 1) {
    budget.steps += 1;
    if (budget.steps > MOST_STEPS) return null;
    if (isAt(expected + distance)) return expected + distance;
    if (isAt(expected - distance)) return expected - distance;
  }
  return null;
}

function rangesOf(rows: readonly string[], start: number): readonly LineRange[] {
  const ranges: LineRange[] = [];
  /** Old lines before this row, counted from 1: the number of the last one. */
  let line = start;
  let from: number | null = null;
  for (const row of [...rows, ' ']) {
    if (row.startsWith(' ')) {
      if (from !== null) ranges.push([from, line + 1]);
      from = null;
    } else {
      from ??= line;
    }
    if (!row.startsWith('+')) line += 1;
  }
  return ranges;
}
