import type { RememberedHead, RememberedHeads } from './remembered-heads.ts';

/** A few hundred bytes each. What is forgotten costs three requests more. */
const MOST_HEADS = 50_000;

/** For the life of the process. */
export function createMemoryHeads(most = MOST_HEADS): RememberedHeads {
  /** The oldest first. */
  const heads = new Map<number, RememberedHead>();
  return {
    find: (repository) => Promise.resolve(heads.get(repository) ?? null),
    remember: (repository, head) => {
      heads.delete(repository);
      heads.set(repository, head);
      const [oldest] = heads.keys();
      if (heads.size > most && oldest !== undefined) heads.delete(oldest);
      return Promise.resolve();
    },
    forget: (repository) => {
      heads.delete(repository);
      return Promise.resolve();
    },
  };
}
