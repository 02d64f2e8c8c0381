import type { TagDistribution } from './tag-distribution.ts';

/** How the runtime's version is counted; one scheme does not follow another. */
export type VersionScheme = 'release' | 'calendar' | 'date' | 'serial';

/** A second version in a tag: the 21 of `3.9-eclipse-temurin-21`, the 17 of `8-jdk17`. */
export interface TagRuntime {
  /** The word before it: `temurin`, `jdk`; empty where there is none. */
  readonly name: string;
  readonly version: readonly number[];
}

/** A tag taken apart. Each part moves on its own line; what does not move is in `prefix` and `variant`. */
export interface Tag {
  readonly text: string;
  /** Lower-case text before the version: `v`, `jdk-`, or empty. */
  readonly prefix: string;
  /** The version of what the image is for; null in `lts-alpine` and `bookworm-slim`. */
  readonly version: readonly number[] | null;
  readonly scheme: VersionScheme | null;
  /** In semver's form: `rc.1`. */
  readonly preRelease: string | null;
  /** Lower-case text after the version, with a name in braces where another part stands. */
  readonly variant: string;
  readonly distribution: TagDistribution | null;
  readonly runtimes: readonly TagRuntime[];
  /** Dates, revisions and build numbers, in their order: they only count between equal versions. */
  readonly builds: readonly number[];
  /** How many numbers the parts have. Tags of another precision do not follow. */
  readonly precision: string;
  /** Length of a commit's hash among the words; 0 without one. */
  readonly hashLength: number;
  /** The words that are neither numbers nor names of parts: `slim`, `lts`. */
  readonly words: readonly string[];
}

/** The release of the distribution that a tag names; null when it names none. */
export function releaseOf({ distribution }: Tag): readonly number[] | null {
  return distribution?.release ?? null;
}
