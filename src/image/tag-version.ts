import compare from 'semver/functions/compare.js';
import { isDate, numbersOf } from './tag-numbers.ts';
import type { VersionScheme } from './tag.ts';
import type { TagWord } from './tag-words.ts';

/** A word that holds a version. */
export interface VersionWord {
  /** `v` or empty. */
  readonly prefix: string;
  readonly version: number[];
  /** In semver's form: `rc.1`. */
  readonly preRelease: string | null;
  /** What follows the numbers and is no stage: `.final`. */
  readonly rest: string;
  /** `8u392`, as Java counted up to 8. */
  readonly isUpdate: boolean;
}

const VERSION = /^(v?)(\d+(?:\.\d+)*)([a-z.][a-z0-9.]*)?$/;
const UPDATE = /^(\d+)u(\d+)$/;
const STAGE = /^\.?(alpha|beta|cr|dev|pre|preview|rc|a|b|m)\.?(\d[\d.]*)?$/;

/** Larger numbers are not exact. */
const LARGEST = 1e15;

/** Reads `1.2.3`, `v1.2`, `3.8.0b1`, `4.8.3.Final`, `8u392`; null for other words. */
export function readVersionWord({ whole }: TagWord): VersionWord | null {
  const update = UPDATE.exec(whole);
  if (update !== null) {
    const version = [Number(update[1]), 0, Number(update[2])];
    return { prefix: '', version, preRelease: null, rest: '', isUpdate: true };
  }
  const match = VERSION.exec(whole);
  if (match === null) return null;
  const [, prefix = '', numbers = '', tail = ''] = match;
  const version = numbersOf(numbers);
  if (version.some((number) => number > LARGEST)) return null;
  const stage = STAGE.exec(tail);
  if (stage === null) return { prefix, version, preRelease: null, rest: tail, isUpdate: false };
  const preRelease = [stage[1] ?? '', ...numbersOf(stage[2] ?? '')].join('.');
  return { prefix, version, preRelease, rest: '', isUpdate: false };
}

/** Years count as `calendar`, eight digits as `date`, other long numbers as `serial`. */
export function schemeOf(version: readonly number[]): VersionScheme {
  const [first = 0] = version;
  if (isDate(String(first))) return 'date';
  if (first >= 1990 && first < 2100) return 'calendar';
  return first >= 100_000 ? 'serial' : 'release';
}

/** Orders what comes before a release by semver's rules; null is the release itself. */
export function comparePreReleases(a: string | null, b: string | null): number {
  if (a === b) return 0;
  return compare(semverOf(a), semverOf(b));
}

function semverOf(preRelease: string | null): string {
  return preRelease === null ? '0.0.0' : `0.0.0-${preRelease}`;
}
