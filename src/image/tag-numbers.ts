import type { TagWord } from './tag-words.ts';

/** True for a word of digits and dots alone, digits first. */
export function isNumber({ stem, whole }: TagWord): boolean {
  return stem === '' && whole.charCodeAt(0) !== 0x2e;
}

/** The numbers of `3.20`: `[3, 20]`. Empty places are left out. */
export function numbersOf(text: string): number[] {
  const numbers: number[] = [];
  for (const part of text.split('.')) {
    if (part !== '') numbers.push(Number(part));
  }
  return numbers;
}

/** Negative when `a` is the older one; a missing number counts as 0: 17.0.8 is below 17.0.8.1. */
export function compareNumbers(a: readonly number[], b: readonly number[]): number {
  const length = Math.max(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A day written without separators, `20251014`, of the years in which images have been made. */
export function isDate(text: string): boolean {
  return /^(?:19[89]|20\d)\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(text);
}
