import {
  readBuild,
  readDate,
  readRuntime,
  readSpelledDate,
  readVersion,
} from './tag-counted-parts.ts';
import { readArchitecture, readDistributionWord, readHash, readStage } from './tag-named-parts.ts';
import { keepWord, newReading } from './tag-reading.ts';
import type { TagReader, TagReading } from './tag-reading.ts';
import type { Tag, TagRuntime } from './tag.ts';
import { schemeOf } from './tag-version.ts';
import { ROLLING_CHANNELS } from './tag-vocabulary.ts';
import { tagWords } from './tag-words.ts';
import type { TagWord } from './tag-words.ts';

/** In the order in which they are asked. */
const READERS: readonly TagReader[] = [
  readArchitecture,
  readSpelledDate,
  readHash,
  readDistributionWord,
  readStage,
  readVersion,
  readDate,
  readRuntime,
  readBuild,
];

/** A point in time as MinIO writes it. */
const TIMESTAMP = /^(release\.)?(\d{4})-(\d\d)-(\d\d)t(\d\d)-(\d\d)-(\d\d)z/;

/** Takes a tag apart, in time linear in its length. Every tag can be read; most words are variants. */
export function parseTag(text: string): Tag {
  const reading = newReading();
  const words = tagWords(skipTimestamp(reading, text));
  for (let index = 0; index < words.length;) {
    index += readWord(reading, words, index);
  }
  if (reading.version === null) promoteRuntime(reading);
  return finish(reading, text);
}

function readWord(reading: TagReading, words: readonly TagWord[], index: number): number {
  for (const read of READERS) {
    const taken = read(reading, words, index);
    if (taken > 0) return taken;
  }
  const word = words[index];
  if (word !== undefined) keepWord(reading, word);
  return 1;
}

function skipTimestamp(reading: TagReading, text: string): string {
  if (!/[Zz]/.test(text)) return text;
  const match = TIMESTAMP.exec(text.toLowerCase());
  if (match === null) return text;
  const [whole, prefix = '', ...numbers] = match;
  reading.prefix = prefix;
  reading.version = [Number(numbers.slice(0, 3).join('')), Number(numbers.slice(3).join(''))];
  return text.slice(whole.length);
}

/** In `stream9` and `jdk11-slim` the only numbered word is the version; `lts-jdk21` rolls. */
function promoteRuntime(reading: TagReading): void {
  const [first, ...others] = reading.runtimes;
  if (first === undefined || reading.distribution?.family === 'windows') return;
  if (reading.words.some((word) => ROLLING_CHANNELS.has(word))) return;
  const at = reading.variant.indexOf('{}');
  reading.version = [...first.version];
  reading.prefix = reading.variant.slice(0, at);
  reading.variant = reading.variant.slice(at + 2);
  reading.runtimes.splice(0, reading.runtimes.length, ...others);
}

function finish(reading: TagReading, text: string): Tag {
  const { version, distribution, buildKinds, runtimes } = reading;
  const counts = isComplete(reading) ? 'complete' : countsOf(version, runtimes);
  return {
    text,
    prefix: reading.prefix,
    version,
    scheme: version === null ? null : schemeOf(version),
    preRelease: reading.preRelease,
    variant: reading.variant,
    distribution,
    runtimes,
    builds: reading.builds,
    precision: `${counts}/${distribution?.form ?? ''}/${buildKinds}`,
    hashLength: reading.hashLength,
    words: reading.words,
  };
}

/**
 * A date, or a build number after `_`, names one build: then the count of numbers does not say how far
 * the tag rolls, and 4.8 is as complete as 4.8.1.
 */
function isComplete({ version, buildKinds }: TagReading): boolean {
  return version !== null && (buildKinds.includes('=') || buildKinds.includes('d'));
}

function countsOf(version: readonly number[] | null, runtimes: readonly TagRuntime[]): string {
  let counts = String(version?.length ?? 0);
  for (const runtime of runtimes) counts += `,${runtime.version.length}`;
  return counts;
}
