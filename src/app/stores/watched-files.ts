import { pathMatcher } from '../../remediation/path-patterns.ts';
import { isMentioned } from '../../remediation/preload-files.ts';

/** What one repository has us read beside what is read anyway. */
export interface Watched {
  /** Of its Dockerfiles. */
  readonly words: ReadonlySet<string>;
  /** Of its configuration. */
  readonly patterns: readonly string[];
}

/**
 * Which files are read only because the Dockerfiles or the configuration of a repository name them, by the id of the
 * repository: a push that touches none of them, and nothing that is read anyway, needs no look.
 */
export interface WatchedFiles {
  /** Null where nothing is known, and every file counts. */
  readonly find: (repository: number) => Promise<KeptWatched | null>;
  /** Null for what cannot be kept. */
  readonly remember: (repository: number, watched: KeptWatched | null) => Promise<void>;
}

/** As it is kept: a kilobyte or two. */
export interface KeptWatched {
  /** A number for each word. Two words may have one number: that costs a look. */
  readonly words: Uint32Array;
  readonly patterns: readonly string[];
}

/** Of more words than these nothing is kept, and every file counts. */
const MOST_WORDS = 20_000;

/** Null where that is too much. */
export function toKept({ words, patterns }: Watched): KeptWatched | null {
  return words.size > MOST_WORDS ? null : { words: Uint32Array.from(words, hash), patterns };
}

/** Whether one of these paths may be read. */
export function mayReadAny(kept: KeptWatched, paths: readonly string[]): boolean {
  const numbers = new Set(kept.words);
  const words = { has: (word: string) => numbers.has(hash(word)) };
  const isNamed = pathMatcher(kept.patterns);
  return paths.some((path) => isMentioned(path, words) || isNamed(path));
}

/** FNV-1a, 32 bits (RFC 9923). */
function hash(word: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) {
    value = Math.imul(value ^ word.charCodeAt(at), 0x01000193);
  }
  return value >>> 0;
}
