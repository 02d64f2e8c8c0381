import { z } from 'zod';
import type { RedisConnections } from '../../redis/redis-connections.ts';
import type { KeptWatched, WatchedFiles } from './watched-files.ts';

/** Seconds. A repository is looked at every day on which something happens; what is forgotten costs a look more. */
const LONGEST = 30 * 24 * 60 * 60;

const keptSchema = z.object({
  words: z.array(z.number().int().nonnegative().max(0xffffffff)),
  patterns: z.array(z.string()),
});

/** For all processes: those that take events never look themselves. */
export function createRedisWatchedFiles(
  { hasty, patient }: Pick<RedisConnections, 'hasty' | 'patient'>,
  prefix: string,
): WatchedFiles {
  const keyOf = (repository: number) => `${prefix}:watched:${repository}`;
  return {
    // Whoever sends the event waits; without an answer every file counts.
    find: async (repository) => read(await hasty.get(keyOf(repository)).catch(() => null)),
    remember: async (repository, watched) => {
      if (watched === null) await patient.del(keyOf(repository));
      else await patient.set(keyOf(repository), print(watched), 'EX', LONGEST);
    },
  };
}

function print({ words, patterns }: KeptWatched): string {
  return JSON.stringify({ words: [...words], patterns });
}

/** Null also for what another version of this program has kept in another form. */
function read(text: string | null): KeptWatched | null {
  if (text === null) return null;
  const kept = keptSchema.safeParse(JSON.parse(text)).data;
  return kept === undefined ? null : { ...kept, words: Uint32Array.from(kept.words) };
}
