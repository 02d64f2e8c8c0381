/** A part of a tag between `-`, `_` and `+`, lower-case. */
export interface TagWord {
  /** What stands before it: `-`, `_`, `+`, or nothing before the first. */
  readonly separator: string;
  /** `alpine3.20`. */
  readonly whole: string;
  /** Without digits and dots at the end: `alpine`; empty for a mere number. */
  readonly stem: string;
  /** The digits and dots at the end: `3.20`. */
  readonly number: string;
}

/** The words of a tag in their order: those of `20-alpine3.20` are `20` and `alpine3.20`. */
export function tagWords(tag: string): TagWord[] {
  const text = tag.toLowerCase();
  const words: TagWord[] = [];
  let start = 0;
  for (let at = 0; at <= text.length; at += 1) {
    if (at < text.length && !isSeparator(text.charCodeAt(at))) continue;
    if (at > start) words.push(tagWord(text, start, at));
    start = at + 1;
  }
  return words;
}

function tagWord(text: string, start: number, end: number): TagWord {
  let stemEnd = end;
  while (stemEnd > start && isDigitOrDot(text.charCodeAt(stemEnd - 1))) stemEnd -= 1;
  return {
    separator: start === 0 ? '' : text.charAt(start - 1),
    whole: text.slice(start, end),
    stem: text.slice(start, stemEnd),
    number: text.slice(stemEnd, end),
  };
}

function isSeparator(code: number): boolean {
  return code === 0x2d || code === 0x5f || code === 0x2b;
}

function isDigitOrDot(code: number): boolean {
  return code === 0x2e || (code >= 0x30 && code <= 0x39);
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
