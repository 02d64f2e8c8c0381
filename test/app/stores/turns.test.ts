import { describe, expect, test } from 'vitest';
import { createMemoryTurns } from '../../../src/app/stores/memory-turns.ts';
import { createRedisTurns } from '../../../src/app/stores/redis-turns.ts';
import { weightOf } from '../../../src/github/request-pace.ts';
import { RedisJobs } from '../../../src/jobs/redis-jobs.ts';
import { sharedRedis } from '../../redis/shared-redis.ts';

const WRITE = weightOf('POST', '/repos/acme/shop/pulls');
const READ = weightOf('GET', '/repos/acme/shop');
const MINUTE = 60_000;

const { processes: redis } = await sharedRedis();
let count = 0;

interface Scene {
  /** For how long somebody would have waited, in milliseconds. */
  readonly waits: readonly number[];
  readonly take: (times: number, weight: typeof WRITE | null, account?: string) => Promise<void>;
  /** The queue holds the account. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** As if so much time had passed. */
  readonly pass: (milliseconds: number) => Promise<void>;
}

/** A process that does not wait, but says how long it would; its clock stands still. */
function oneProcess(): Scene {
  let now = 1_000_000;
  let held = 0;
  const waits: number[] = [];
  const turns = createMemoryTurns({
    pauseLeft: (account) => (account === 'acme' ? held : 0),
    now: () => now,
    sleep: (milliseconds) => Promise.resolve(waits.push(milliseconds)),
  });
  return {
    waits,
    take: async (times, weight, account = 'acme') => {
      for (let time = 0; time < times; time += 1) await turns.take(account, weight);
    },
    pause: (milliseconds) => {
      held = milliseconds;
      return Promise.resolve();
    },
    pass: (milliseconds) => {
      now += milliseconds;
      return Promise.resolve();
    },
  };
}

/** Two processes that do not wait, but say how long they would. */
function twoProcesses(): Scene {
  count += 1;
  const prefix = `{turns-${count}}`;
  const waits: number[] = [];
  const sleep = (milliseconds: number) => Promise.resolve(waits.push(milliseconds));
  const turns = redis.map(({ patient }) => createRedisTurns(patient, prefix, sleep));
  /** By turns, one after the other. */
  const take = async (times: number, weight: typeof WRITE | null, account = 'acme') => {
    for (let time = 0; time < times; time += 1) await turns[time % 2]?.take(account, weight);
  };
  const pause = (milliseconds: number) =>
    new RedisJobs(redis[0].patient, prefix).pause('acme', milliseconds);
  const pass = async (milliseconds: number) => {
    for (const what of ['points', 'content']) {
      const key = `${prefix}:${what}:acme`;
      const times = await redis[0].patient.lrange(key, 0, -1);
      await redis[0].patient.del(key);
      const earlier = times.map((time) => String(Number(time) - milliseconds));
      if (earlier.length > 0) await redis[0].patient.rpush(key, ...earlier);
    }
  };
  return { waits, take, pause, pass };
}

describe.each([
  ['two processes with Redis', twoProcesses],
  ['one process alone', oneProcess],
])('for %s', (_, open) => {
  test('writes for one account are a second apart', async () => {
    const { waits, take } = open();
    await take(6, WRITE);
    expect(waits.map((wait) => Math.ceil(wait / 1000))).toEqual([1, 2, 3, 4, 5]);
  });

  test('reads, and writes for other accounts, do not wait for writes', async () => {
    const { waits, take } = open();
    await take(1, WRITE);
    await take(2, READ);
    await take(1, WRITE, 'other');
    expect(waits).toEqual([]);
  });

  test('a job does not wait for longer than a minute, and its turn is not taken', async () => {
    const { waits, take } = open();
    const queue = take(100, WRITE);
    await expect(queue).rejects.toMatchObject({ name: 'CodeHostError', isRetryable: true });
    const before = waits.length;
    await expect(take(1, WRITE)).rejects.toMatchObject({ status: 429 });
    expect([before, waits.length]).toEqual([60, 60]);
  });

  test('an hour has 480 writes', async () => {
    const { take, pass } = open();
    for (let round = 0; round < 8; round += 1) {
      await take(60, WRITE);
      await pass(MINUTE);
    }
    // Eight minutes have passed, of the hour that the first one counts for.
    await expect(take(1, WRITE)).rejects.toMatchObject({ retryAfter: near(52 * MINUTE) });
    await take(1, READ);
    await pass(52 * MINUTE);
    await take(1, WRITE);
  });

  test('a minute has 850 points, five of them for a write', async () => {
    const { waits, take } = open();
    await take(1, WRITE);
    await take(845, READ);
    expect(waits).toEqual([]);
    await take(1, READ);
    expect(waits).toEqual([near(MINUTE)]);
  });

  test('a pause that the queue knows of is seen before the next request of a running job', async () => {
    const { take, pause } = open();
    await take(2, READ);
    await pause(90_000);
    for (const weight of [READ, WRITE, null]) {
      await expect(take(1, weight)).rejects.toMatchObject({ retryAfter: near(90_000) });
    }
    await take(1, WRITE, 'other');
  });

  test('a host without limits is asked without a wait', async () => {
    const { waits, take } = open();
    await take(1000, null);
    expect(waits).toEqual([]);
  });
});

/** What is left of so many milliseconds, on a busy machine. */
function near(milliseconds: number): unknown {
  return expect.toSatisfy((wait: number) => wait <= milliseconds && wait > milliseconds - 10_000);
}

test('a clock of Redis that goes back holds nobody up', async () => {
  const { waits, take, pass, pause } = twoProcesses();
  await take(1, WRITE);
  await pass(-180 * MINUTE);
  await take(1, WRITE);
  expect(waits).toEqual([]);
  await pause(90_000);
  await expect(take(1, READ)).rejects.toMatchObject({ retryAfter: near(90_000) });
});
