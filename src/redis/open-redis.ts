import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { connectRedis } from './redis-connections.ts';
import type { RedisClient, RedisConnections, RedisNews } from './redis-connections.ts';
import { faultOf, isRefusal } from './redis-fault.ts';

export type RedisOpening =
  | { readonly kind: 'open'; readonly redis: RedisConnections }
  /** `problem`: a sentence without a final dot that names the cure. */
  | { readonly kind: 'unfit'; readonly problem: string };

export interface RedisOpeningNews extends RedisNews {
  /** It is not there yet, and is asked again; told once. */
  readonly isAwaited: (error: unknown) => void;
}

/** Milliseconds between two tries. */
const PAUSE = 1_000;

/** Waits for Redis as long as it takes, and looks whether it is fit to keep jobs. `url`: `redis://` or `rediss://`. */
export async function openRedis(url: string, news: RedisOpeningNews): Promise<RedisOpening> {
  const problem = await waitFor(url, news);
  if (problem !== null) return { kind: 'unfit', problem };
  const redis = connectRedis(url, news);
  for (const client of [redis.hasty, redis.patient]) {
    if (client.status !== 'ready') await once(client, 'ready');
  }
  return { kind: 'open', redis };
}

async function waitFor(url: string, { isAwaited }: RedisOpeningNews): Promise<string | null> {
  let isTold = false;
  for (;;) {
    const probe = new Redis(url, { lazyConnect: true, retryStrategy: null });
    try {
      return await look(probe);
    } catch (error) {
      if (!isTold) isAwaited(error);
      isTold = true;
    } finally {
      probe.disconnect();
    }
    await sleep(PAUSE);
  }
}

/** Null where it is fit; throws where it may be later. */
async function look(probe: RedisClient): Promise<string | null> {
  let lastError: unknown = null;
  probe.on('error', (error) => {
    lastError = error;
  });
  try {
    await probe.connect();
    return faultOf(await probe.info());
  } catch (error) {
    // Why a connection was closed is only told to listeners.
    const cause = lastError ?? error;
    if (isRefusal(cause))
      return `Redis refuses us (${cause.message}): compare the name and the password in the address`;
    throw cause;
  }
}
