/** Sets of the numbers below a count, each in one set, that can be united. */
export interface DisjointSets {
  /** The number that stands for the set of a number. */
  readonly headOf: (index: number) => number;
  readonly membersOf: (head: number) => readonly number[];
  readonly unite: (a: number, b: number) => void;
  /** Each set in ascending order, the sets in the order of their first. */
  readonly all: () => readonly (readonly number[])[];
}

/** At first each number is a set of its own. */
export function newDisjointSets(count: number): DisjointSets {
  const heads = Array.from({ length: count }, (_, index) => index);
  const sets = heads.map((index) => [index]);
  const headOf = (index: number) => heads[index] ?? index;
  const membersOf = (head: number) => sets[head] ?? [];
  const unite = (a: number, b: number): void => {
    const [one, other] = [headOf(a), headOf(b)];
    if (one === other) return;
    // The smaller set moves: each number moves at most as often as the count can be halved.
    const isSmaller = membersOf(one).length < membersOf(other).length;
    const [large, small] = isSmaller ? [other, one] : [one, other];
    for (const member of membersOf(small)) {
      heads[member] = large;
      sets[large]?.push(member);
    }
    sets[small] = [];
  };
  const all = () =>
    sets
      .filter((members) => members.length > 0)
      .map((members) => [...members].sort((a, b) => a - b))
      .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
  return { headOf, membersOf, unite, all };
}
