import type { RedisClient } from '../redis/redis-connections.ts';
import type { RememberedHeads } from './remembered-heads.ts';

/** Seconds. A day later another look is due in any case. */
const LONGEST = 26 * 60 * 60;

/** For all processes, and beyond their lives; Redis forgets by itself what is of no use any more. */
export function createRedisHeads(redis: RedisClient, prefix: string): RememberedHeads {
  const keyOf = (repository: number) => `${prefix}:head:${repository}`;
  return {
    find: async (repository, basis) => {
      const [known, commit = '', etag = ''] =
        (await redis.get(keyOf(repository)))?.split('\n') ?? [];
      return known === basis ? { basis, commit, etag } : null;
    },
    remember: async (repository, { basis, commit, etag }) => {
      await redis.set(keyOf(repository), [basis, commit, etag].join('\n'), 'EX', LONGEST);
    },
    forget: async (repository) => {
      await redis.del(keyOf(repository));
    },
  };
}
