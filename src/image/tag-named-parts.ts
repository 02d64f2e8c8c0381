import { readDistribution } from './tag-distribution.ts';
import { isDate, isNumber, numbersOf } from './tag-numbers.ts';
import { keepWord } from './tag-reading.ts';
import type { TagReading } from './tag-reading.ts';
import { ARCHITECTURES, NUMBERED_STAGES, STAGES, UNSTABLE_CHANNELS } from './tag-vocabulary.ts';
import type { TagWord } from './tag-words.ts';

const HEXADECIMAL = /^g?[0-9a-f]{7,64}$/;

/** `amd64`, and `x86_64` in two words: their digits are no version. */
export function readArchitecture(
  reading: TagReading,
  words: readonly TagWord[],
  index: number,
): number {
  const { whole = '', separator = '' } = words[index] ?? {};
  if (!ARCHITECTURES.has(whole)) return 0;
  const next = words[index + 1];
  const isSpread = whole === 'x86' && next?.whole === '64';
  reading.variant += separator + whole + (isSpread ? `${next.separator}64` : '');
  reading.words.push(whole);
  return isSpread ? 2 : 1;
}

/** A commit's hash: hexadecimal, with digits and letters. A number alone is a build until others tell. */
export function readHash(reading: TagReading, words: readonly TagWord[], index: number): number {
  const { whole = '', separator = '', stem = '' } = words[index] ?? {};
  if (whole.length < 7 || stem === '' || !HEXADECIMAL.test(whole)) return 0;
  if (!/\d/.test(whole) || !/[a-f]/.test(whole)) return 0;
  reading.hashLength = whole.startsWith('g') ? whole.length - 1 : whole.length;
  reading.variant += `${separator}{hash}`;
  return 1;
}

export function readDistributionWord(
  reading: TagReading,
  words: readonly TagWord[],
  index: number,
): number {
  const word = words[index];
  const read = reading.distribution === null ? readDistribution(words, index) : null;
  if (word === undefined || read === null) return 0;
  const { family } = read.distribution;
  reading.distribution = read.distribution;
  reading.variant += `${word.separator}{${family === 'windows' ? word.stem : family}}`;
  return read.words;
}

/** `rc1`, `beta.1`, `ea-17`, `nightly`. */
export function readStage(reading: TagReading, words: readonly TagWord[], index: number): number {
  const word = words[index];
  if (word === undefined) return 0;
  const { stem, number, whole } = word;
  if (UNSTABLE_CHANNELS.has(whole)) {
    reading.preRelease ??= whole;
    keepWord(reading, word);
    return 1;
  }
  if (!STAGES.has(stem)) return 0;
  if (reading.version === null || reading.preRelease !== null) return 0;
  if (number === '' && NUMBERED_STAGES.has(stem)) return 0;
  // `8u392-b08` is the one version after which `b` counts builds.
  if (stem === 'b' && reading.isUpdate) return 0;
  const next = words[index + 1];
  const hasNext = number === '' && next !== undefined && isNumber(next) && !isDate(next.whole);
  const numbers = numbersOf(hasNext ? next.whole : number);
  reading.preRelease = [stem, ...numbers].join('.');
  return hasNext ? 2 : 1;
}
