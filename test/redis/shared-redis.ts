import { afterAll } from 'vitest';
import type { RedisConnections } from '../../src/redis/redis-connections.ts';
import { openedRedis, startRedis } from './real-redis.ts';
import type { RealRedis } from './real-redis.ts';

export interface SharedRedis {
  readonly server: RealRedis;
  /** As two processes have them. */
  readonly processes: readonly [RedisConnections, RedisConnections];
}

/** One Redis for all tests of a file, gone with it. */
export async function sharedRedis(): Promise<SharedRedis> {
  const server = await startRedis();
  const processes = [await openedRedis(server.url), await openedRedis(server.url)] as const;
  afterAll(async () => {
    for (const connections of processes) connections.close();
    await server.stop();
  });
  return { server, processes };
}
