import { Redis } from 'ioredis';

export type RedisClient = Redis;

export interface RedisConnections {
  /** Fails at once where Redis cannot be reached: for whoever can tell somebody. */
  readonly hasty: RedisClient;
  /** Waits until Redis can be reached: for work in the background. */
  readonly patient: RedisClient;
  readonly close: () => void;
}

/** What the connection comes to; `isBack` follows each `isGone`. */
export interface RedisNews {
  readonly isGone: () => void;
  readonly isBack: () => void;
}

/** Milliseconds. GitHub gives up on an event after ten seconds. */
const LONGEST_COMMAND = 5_000;
const LONGEST_PAUSE = 2_000;

/** Two connections that come back by themselves. `url`: `redis://` or `rediss://`. */
export function connectRedis(url: string, news: RedisNews): RedisConnections {
  const retryStrategy = (times: number) => Math.min(LONGEST_PAUSE, 50 * times);
  const hasty = new Redis(url, {
    retryStrategy,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: LONGEST_COMMAND,
  });
  const patient = new Redis(url, { retryStrategy, maxRetriesPerRequest: null });
  watch(patient, news);
  // What it fails at is told to whoever asked.
  hasty.on('error', () => undefined);
  return {
    hasty,
    patient,
    close: () => {
      hasty.disconnect();
      patient.disconnect();
    },
  };
}

function watch(client: RedisClient, { isGone, isBack }: RedisNews): void {
  let isHere = true;
  client.on('error', () => undefined);
  client.on('close', () => {
    if (isHere) isGone();
    isHere = false;
  });
  client.on('ready', () => {
    if (!isHere) isBack();
    isHere = true;
  });
}
