import type { TagDistribution } from './tag-distribution.ts';
import type { TagRuntime } from './tag.ts';
import type { TagWord } from './tag-words.ts';

/** What has been read of a tag so far. */
export interface TagReading {
  prefix: string;
  version: number[] | null;
  preRelease: string | null;
  variant: string;
  distribution: TagDistribution | null;
  readonly runtimes: TagRuntime[];
  readonly builds: number[];
  /** The kinds of builds: a date does not follow a number. */
  buildKinds: string;
  hashLength: number;
  /** The version is one like `8u392`. */
  isUpdate: boolean;
  readonly words: string[];
}

/** Reads a part that begins at a word; returns how many words it took, 0 when it is not its part. */
export type TagReader = (reading: TagReading, words: readonly TagWord[], index: number) => number;

export function newReading(): TagReading {
  return {
    prefix: '',
    version: null,
    preRelease: null,
    variant: '',
    distribution: null,
    runtimes: [],
    builds: [],
    buildKinds: '',
    hashLength: 0,
    isUpdate: false,
    words: [],
  };
}

/** Keeps a word as it is: it must be the same in every tag of the line. */
export function keepWord(reading: TagReading, { separator, whole }: TagWord): void {
  reading.variant += separator + whole;
  reading.words.push(whole);
}
