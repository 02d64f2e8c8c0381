import type { KeptWatched, WatchedFiles } from './watched-files.ts';

/** What is forgotten costs a look more: three or four requests. */
const MOST_REPOSITORIES = 20_000;

/** For the life of the process. */
export function createMemoryWatchedFiles(most = MOST_REPOSITORIES): WatchedFiles {
  /** The oldest first. */
  const all = new Map<number, KeptWatched>();
  return {
    find: (repository) => Promise.resolve(all.get(repository) ?? null),
    remember: (repository, watched) => {
      all.delete(repository);
      if (watched !== null) all.set(repository, watched);
      const [oldest] = all.keys();
      if (all.size > most && oldest !== undefined) all.delete(oldest);
      return Promise.resolve();
    },
  };
}
