/** One more than BuildKit still takes for a slip (`util/suggest`). */
const TOO_FAR = 3;

/** Longer names are compared with nothing. */
const LONGEST_NAME = 100;

/** Among more names than a person can keep apart, nearness says nothing, and looking takes time. */
const MOST_NAMES = 200;

/** The name that was probably meant: fewest insertions, deletions and replacements, at most two. */
export function nearName(name: string, candidates: readonly string[]): string | null {
  if (candidates.length > MOST_NAMES) return null;
  let best: string | null = null;
  let least = TOO_FAR;
  for (const candidate of candidates) {
    if (candidate === name) return null;
    const distance = editDistance(name, candidate);
    // Two short names have little in common even when they are this near.
    if (distance >= least || distance * 2 >= candidate.length) continue;
    best = candidate;
    least = distance;
  }
  return best;
}

/** The same where no second name is as likely; else null. */
export function onlyNearName(name: string, candidates: readonly string[]): string | null {
  const near = nearName(name, candidates);
  const others = candidates.filter((candidate) => candidate !== near);
  return near !== null && nearName(name, others) === null ? near : null;
}

function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) >= TOO_FAR || a.length > LONGEST_NAME) return TOO_FAR;
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const shifted = Math.min(above[column] ?? 0, current[column - 1] ?? 0) + 1;
      current.push(Math.min(replaced, shifted));
    }
    above = current;
  }
  return above[b.length] ?? TOO_FAR;
}
