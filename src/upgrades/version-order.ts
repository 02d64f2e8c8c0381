/** True when two versions agree as far as both go: 3.12 and 3.12.4. */
export function agree(a: readonly number[], b: readonly number[]): boolean {
  const shorter = a.length < b.length ? a : b;
  return shorter.every((number, index) => a[index] === b[index] && number === b[index]);
}

/** Newest first; one that leaves numbers open counts as the newest of them: 3.12 comes before 3.12.4. */
export function newestFirst(a: readonly number[], b: readonly number[]): number {
  const length = Math.max(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const [own, other] = [a[index] ?? Infinity, b[index] ?? Infinity];
    if (own !== other) return own < other ? 1 : -1;
  }
  return 0;
}
