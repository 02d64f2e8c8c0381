import { z } from 'zod';
import type { RedisClient } from '../../redis/redis-connections.ts';
import type { RememberedHeads } from './remembered-heads.ts';

/** Seconds. Another look is due earlier in any case. */
const LONGEST = 30 * 24 * 60 * 60;

const headSchema = z.object({
  etag: z.string(),
  commit: z.string(),
  basis: z.string(),
  images: z.array(z.object({ reference: z.string(), facts: z.string().nullable() })),
  at: z.number(),
  until: z.number(),
});

/** For all processes, and beyond their lives; Redis forgets by itself what is of no use any more. */
export function createRedisHeads(redis: RedisClient, prefix: string): RememberedHeads {
  const keyOf = (repository: number) => `${prefix}:head:${repository}`;
  return {
    find: async (repository) => {
      const text = await redis.get(keyOf(repository));
      // What another version of this program has kept in another form is not known.
      if (text?.startsWith('{') !== true) return null;
      return headSchema.safeParse(JSON.parse(text)).data ?? null;
    },
    remember: async (repository, head) => {
      await redis.set(keyOf(repository), JSON.stringify(head), 'EX', LONGEST);
    },
    forget: async (repository) => {
      await redis.del(keyOf(repository));
    },
  };
}
