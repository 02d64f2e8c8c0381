import type { LineRange } from '../remediation/patch.ts';

/** One place where two texts differ. */
export interface LineHunk {
  /** Lines (1-based) of the old text; the two between which something was put where none was taken away. */
  readonly range: LineRange;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** Pairs of lines beyond which what lies between the first and the last difference counts as one place. */
const MOST_PAIRS = 1_000_000;

/** Where two texts differ, by lines. */
export function lineHunks(before: string, after: string): readonly LineHunk[] {
  const old = before.split('\n');
  const now = after.split('\n');
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let end = 0;
  const room = Math.min(old.length, now.length) - start;
  while (end < room && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const removed = old.slice(start, old.length - end);
  const added = now.slice(start, now.length - end);
  if (removed.length === 0 && added.length === 0) return [];
  if (removed.length * added.length > MOST_PAIRS) return [hunkAt(start, removed, added)];
  return differences(removed, added).flatMap(({ at, removed: from, added: to }) =>
    // As many lines as before: each for its own.
    from.length === to.length
      ? from.map((line, index) => hunkAt(start + at + index, [line], to.slice(index, index + 1)))
      : [hunkAt(start + at, from, to)],
  );
}

function hunkAt(start: number, removed: readonly string[], added: readonly string[]): LineHunk {
  const range: LineRange =
    removed.length === 0 ? [start, start + 1] : [start + 1, start + removed.length];
  return { range, removed, added };
}

interface Difference {
  /** Index of the first old line. */
  readonly at: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

function differences(old: readonly string[], now: readonly string[]): readonly Difference[] {
  const kept = commonLengths(old, now);
  const all: Difference[] = [];
  let [one, other] = [0, 0];
  while (one < old.length || other < now.length) {
    const [from, to] = [one, other];
    while ((one < old.length || other < now.length) && !isSame(old, now, one, other)) {
      const down = kept[one + 1]?.[other] ?? -1;
      const right = kept[one]?.[other + 1] ?? -1;
      if (one < old.length && (down >= right || other >= now.length)) one += 1;
      else other += 1;
    }
    if (one > from || other > to) {
      all.push({ at: from, removed: old.slice(from, one), added: now.slice(to, other) });
    }
    while (isSame(old, now, one, other)) [one, other] = [one + 1, other + 1];
  }
  return all;
}

function isSame(old: readonly string[], now: readonly string[], one: number, other: number) {
  return one < old.length && other < now.length && old[one] === now[other];
}

/** For each pair of ends how many lines they have in common, in order. */
function commonLengths(
  old: readonly string[],
  now: readonly string[],
): readonly (readonly number[])[] {
  const rows = Array.from({ length: old.length + 1 }, () =>
    Array.from({ length: now.length + 1 }, () => 0),
  );
  for (let one = old.length - 1; one >= 0; one -= 1) {
    const [row = [], below = []] = [rows[one], rows[one + 1]];
    for (let other = now.length - 1; other >= 0; other -= 1) {
      row[other] =
        old[one] === now[other]
          ? 1 + (below[other + 1] ?? 0)
          : Math.max(below[other] ?? 0, row[other + 1] ?? 0);
    }
  }
  return rows;
}
