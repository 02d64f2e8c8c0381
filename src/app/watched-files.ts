import { pathMatcher } from '../remediation/path-patterns.ts';
import { isMentioned } from '../remediation/preload-files.ts';

/** What one repository has us read beside what is read anyway. */
export interface Watched {
  /** Of its Dockerfiles. */
  readonly words: ReadonlySet<string>;
  /** Of its configuration. */
  readonly patterns: readonly string[];
}

interface Kept {
  /** A number for each word. */
  readonly words: Uint32Array;
  readonly patterns: readonly string[];
}

/** A kilobyte or two each. What is forgotten costs a look more: three or four requests. */
const MOST_REPOSITORIES = 20_000;

/** Of more words than these nothing is kept, and every file counts. */
const MOST_WORDS = 20_000;

/**
 * Which files are read only because the Dockerfiles or the configuration of a repository name them: a push that touches none
 * of them, and nothing that is read anyway, needs no look. Two words may have one number: that costs a look, too.
 */
export class WatchedFiles {
  readonly #kept = new Map<number, Kept>();

  /** Whether one of these paths may be; true also where nothing is known of the repository, by its id. */
  mayReadAny(repository: number, paths: readonly string[]): boolean {
    const kept = this.#kept.get(repository);
    if (kept === undefined) return true;
    const numbers = new Set(kept.words);
    const words = { has: (word: string) => numbers.has(hash(word)) };
    const isNamed = pathMatcher(kept.patterns);
    return paths.some((path) => isMentioned(path, words) || isNamed(path));
  }

  remember(repository: number, { words, patterns }: Watched): void {
    this.#kept.delete(repository);
    if (words.size > MOST_WORDS) return;
    this.#kept.set(repository, { words: Uint32Array.from(words, hash), patterns });
    if (this.#kept.size <= MOST_REPOSITORIES) return;
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined) this.#kept.delete(oldest);
  }
}

/** FNV-1a, 32 bits (RFC 9923). */
function hash(word: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) {
    value = Math.imul(value ^ word.charCodeAt(at), 0x01000193);
  }
  return value >>> 0;
}
