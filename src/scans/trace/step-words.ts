/** A text and its words, to tell how alike two steps of a build are. */
export interface StepWords {
  /** With single blanks. */
  readonly text: string;
  /** How often each word occurs. */
  readonly counts: ReadonlyMap<string, number>;
  /** Of all words together. */
  readonly weight: number;
}

/** Enough of a RUN to know it by, and a bound for what comes from a report. */
const LONGEST = 20_000;

/** What nearly every RUN holds says little about which RUN it is. */
const COMMON = new Set(
  '&& ; \\ | || then fi if do done set -e -x -eux -ex apt-get apt apk yum dnf update install add rm -rf -r -y -q -qq --yes --no-install-recommends --no-cache /var/lib/apt/lists/* clean all'.split(
    ' ',
  ),
);
const COMMON_WEIGHT = 0.2;

export function stepWords(text: string): StepWords {
  const words = text.slice(0, LONGEST).split(/\s+/).filter(Boolean);
  const counts = new Map<string, number>();
  let weight = 0;
  for (const word of words) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
    weight += weightOf(word);
  }
  return { text: words.join(' '), counts, weight };
}

/** 0 to 1: what the two share of what both hold (Dice's coefficient of the weighed words); 1 for the same text. */
export function likeness(one: StepWords, other: StepWords): number {
  if (one.text === other.text) return 1;
  const total = one.weight + other.weight;
  if (total === 0) return 0;
  const [few, many] = one.counts.size < other.counts.size ? [one, other] : [other, one];
  let shared = 0;
  for (const [word, count] of few.counts) {
    const elsewhere = many.counts.get(word) ?? 0;
    if (elsewhere > 0) shared += Math.min(count, elsewhere) * weightOf(word);
  }
  // Only the same text is the same step.
  return Math.min((2 * shared) / total, 0.95);
}

function weightOf(word: string): number {
  return COMMON.has(word) ? COMMON_WEIGHT : 1;
}
