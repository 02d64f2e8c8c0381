/** Longer words are no misspelling of anything that we know. */
const LONGEST = 80;

/** The candidate with the fewest typing mistakes between it and the word; null when none is near. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  if (word.length > LONGEST) return null;
  const wanted = word.toLowerCase();
  let best: string | null = null;
  let least = Math.max(2, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toLowerCase(), least);
    // A word that shares nothing with the candidate is no misspelling of it.
    if (distance >= least || distance >= Math.max(wanted.length, candidate.length)) continue;
    best = candidate;
    least = distance;
  }
  return best;
}

/** Characters to insert, remove, replace or swap with their neighbour; `limit` stands for any larger number. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwap =
        row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const replaced = (above[column - 1] ?? 0) + (isSame ? 0 : 1);
      const shifted = Math.min(above[column] ?? 0, current[column - 1] ?? 0) + 1;
      const swapped = isSwap ? (before[column - 2] ?? 0) + 1 : limit;
      current.push(Math.min(replaced, shifted, swapped));
    }
    before = above;
    above = current;
  }
  return above[b.length] ?? limit;
}
