import { isDate, isNumber, numbersOf } from './tag-numbers.ts';
import type { TagReading } from './tag-reading.ts';
import { readVersionWord } from './tag-version.ts';
import { BUILD_STEMS, RUNTIME_WORDS } from './tag-vocabulary.ts';
import type { TagWord } from './tag-words.ts';

/** Longer numbers are kept as words: they are not exact. */
export const LONGEST_NUMBER = 15;

/** As many numbers are a version, whatever stands before them. */
const VERSION_NUMBERS = 3;

/** `2024-05-30`. */
export function readSpelledDate(
  reading: TagReading,
  words: readonly TagWord[],
  index: number,
): number {
  const year = words[index]?.whole ?? '';
  if (year.length !== 4 || !/^20\d\d$/.test(year)) return 0;
  const date = `${year}${words[index + 1]?.whole ?? ''}${words[index + 2]?.whole ?? ''}`;
  if (!isDate(date)) return 0;
  takeDate(reading, words[index], [Number(date)]);
  return 3;
}

export function readVersion(reading: TagReading, words: readonly TagWord[], index: number): number {
  const word = words[index];
  if (word === undefined || reading.version !== null) return 0;
  const read = readVersionWord(word);
  if (read === null) return 0;
  if (reading.distribution !== null && isDate(String(read.version[0]))) return 0;
  reading.version = read.version;
  reading.prefix = reading.variant + word.separator + read.prefix;
  reading.variant = read.rest;
  reading.preRelease ??= read.preRelease;
  reading.isUpdate = read.isUpdate;
  return 1;
}

/** `20251014`, also with a count behind it: `20240523.1`. */
export function readDate(reading: TagReading, words: readonly TagWord[], index: number): number {
  const word = words[index];
  if (word?.stem !== '') return 0;
  const numbers = numbersOf(word.number);
  if (numbers.length > 2 || !isDate(String(numbers[0]))) return 0;
  takeDate(reading, word, numbers);
  return 1;
}

function takeDate(reading: TagReading, word: TagWord | undefined, numbers: number[]): void {
  if (reading.version === null && reading.distribution === null) {
    reading.version = numbers;
    reading.prefix = reading.variant + (word?.separator ?? '');
    reading.variant = '';
    return;
  }
  reading.builds.push(...numbers);
  reading.buildKinds += 'd';
}

/** `jdk17`, `temurin-21`, `cuda12.1`. */
export function readRuntime(reading: TagReading, words: readonly TagWord[], index: number): number {
  const { whole = '', stem = '', number = '', separator = '' } = words[index] ?? {};
  if (isTooLong(number)) return 0;
  const next = words[index + 1];
  if (stem !== '' && number !== '' && !BUILD_STEMS.has(stem)) {
    reading.runtimes.push({ name: stem, version: numbersOf(number) });
    reading.variant += `${separator}${stem}{}`;
    return 1;
  }
  if (reading.version === null || !RUNTIME_WORDS.has(whole)) return 0;
  if (next === undefined || !isNumber(next) || isDate(next.whole)) return 0;
  reading.runtimes.push({ name: stem, version: numbersOf(next.number) });
  reading.variant += `${separator}${stem}${next.separator}{}`;
  return 2;
}

export function readBuild(reading: TagReading, words: readonly TagWord[], index: number): number {
  const word = words[index];
  if (word === undefined || (reading.version === null && reading.distribution === null)) return 0;
  const isCounted = BUILD_STEMS.has(word.stem) && word.number !== '';
  if ((!isCounted && !isNumber(word)) || isTooLong(word.number)) return 0;
  // `25_1.11.7_3.7.4` of sbt's image: who counts with three numbers counts versions.
  if (!isCounted && numbersOf(word.number).length >= VERSION_NUMBERS) {
    reading.runtimes.push({ name: '', version: numbersOf(word.number) });
    reading.variant += `${word.separator}{}`;
    return 1;
  }
  reading.builds.push(...numbersOf(word.number));
  reading.buildKinds += isFull(reading, word) ? '=' : word.stem || 'n';
  return 1;
}

/** After `_` or `+`, and in `8u392-b08`, a build number tells that the version is complete. */
function isFull(reading: TagReading, { separator, stem }: TagWord): boolean {
  if (stem === '') return separator !== '-' && reading.variant === '';
  return stem === 'b' && reading.isUpdate;
}

function isTooLong(number: string): boolean {
  return number.length > LONGEST_NUMBER && numbersOf(number).some((one) => one > 1e15);
}
