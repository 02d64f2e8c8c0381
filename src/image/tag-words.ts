/** A part of a tag between `-`, `_` and `+`, lower-case. */
export interface TagWord {
  /** `alpine3.20`. */
  readonly whole: string;
  /** Without digits and dots at the end: `alpine`; empty for a mere number. */
  readonly stem: string;
}

/** The words of a tag in their order: those of `20-alpine3.20` are `20` and `alpine3.20`. */
export function tagWords(tag: string): TagWord[] {
  const words: TagWord[] = [];
  for (const whole of tag.toLowerCase().split(/[-_+]/)) {
    if (whole !== '') words.push({ whole, stem: withoutNumber(whole) });
  }
  return words;
}

function withoutNumber(word: string): string {
  let end = word.length;
  while (end > 0 && '0123456789.'.includes(word.charAt(end - 1))) end -= 1;
  return word.slice(0, end);
}

/** The numbers that a tag starts with: `[3, 12]` for `v3.12-slim`; null when there are none. */
export function leadingVersion(tag: string): readonly number[] | null {
  const match = /^v?(\d+(?:\.\d+)*)/.exec(tag);
  return match?.[1] === undefined ? null : match[1].split('.').map(Number);
}

/** Negative when `a` is the older one; a missing number counts as the newest: `3` is not below 3.12. */
export function compareVersions(a: readonly number[], b: readonly number[]): number {
  for (const [index, number] of b.entries()) {
    const own = a[index];
    if (own === undefined) return 0;
    if (own !== number) return own - number;
  }
  return 0;
}
