import { parseTag } from './parse-tag.ts';
import { LONGEST_NUMBER } from './tag-counted-parts.ts';
import type { Tag } from './tag.ts';
import { schemeOf } from './tag-version.ts';

/**
 * Reads many tags: what follows the version is the same in most of a list, and is read only once.
 */
export function tagParser(): (text: string) => Tag {
  const byRest = new Map<string, Tag>();
  return (text) => {
    const start = text.charCodeAt(0) === 0x76 ? 1 : 0;
    const version: number[] = [];
    const end = readPlainVersion(text, start, version);
    if (end === -1 || isSpelledDate(text, start, end)) return parseTag(text);
    const rest = text.slice(end);
    let like = byRest.get(rest);
    if (like === undefined) {
      like = parseTag(`0${rest}`);
      byRest.set(rest, like);
    }
    const { preRelease, variant, distribution, runtimes, builds, hashLength, words } = like;
    return {
      text,
      prefix: start === 1 ? 'v' : '',
      version,
      scheme: schemeOf(version),
      preRelease,
      variant,
      distribution,
      runtimes,
      builds,
      precision: like.precision.startsWith('c')
        ? like.precision
        : String(version.length) + like.precision.slice(1),
      hashLength,
      words,
    };
  };
}

/** Adds the numbers of `1.2.3` to `version`; returns where they end, -1 unless a `-` or the end follows. */
function readPlainVersion(text: string, start: number, version: number[]): number {
  let at = start;
  for (;;) {
    const from = at;
    let number = 0;
    for (let digit = digitAt(text, at); digit >= 0; digit = digitAt(text, at)) {
      number = number * 10 + digit;
      at += 1;
    }
    if (at === from || at - from > LONGEST_NUMBER) return -1;
    version.push(number);
    const code = text.charCodeAt(at);
    if (at === text.length || code === 0x2d) return at;
    if (code !== 0x2e) return -1;
    at += 1;
  }
}

function digitAt(text: string, at: number): number {
  const digit = text.charCodeAt(at) - 0x30;
  return digit >= 0 && digit <= 9 ? digit : -1;
}

/** Whether it goes on as `2024-05-30` does. */
function isSpelledDate(text: string, start: number, end: number): boolean {
  return end - start === 4 && digitAt(text, end + 1) >= 0;
}
