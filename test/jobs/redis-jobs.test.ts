import { expect, onTestFinished, test, vi } from 'vitest';
import { RedisJobs } from '../../src/jobs/redis-jobs.ts';
import { openedRedis, startRedis } from '../redis/real-redis.ts';
import { job } from './queue-promises.ts';

const PREFIX = '{seaworthy}';
const HOUR = 3_600_000;

async function open() {
  const server = await startRedis();
  onTestFinished(() => server.stop());
  const redis = await openedRedis(server.url);
  onTestFinished(() => {
    redis.close();
  });
  /** All that was written down becomes later, as if the clock had gone back by so much. */
  const setBack = async (milliseconds: number) => {
    for (const key of [`${PREFIX}:waiting:shop`, `${PREFIX}:running`]) {
      for (const [field, text] of Object.entries(await redis.hasty.hgetall(key))) {
        await redis.hasty.hset(key, field, later(text, milliseconds));
      }
    }
    for (const key of await redis.hasty.keys(`${PREFIX}:pause:*`)) {
      const since = Number(await redis.hasty.get(key)) + milliseconds;
      await redis.hasty.set(key, since, 'PX', (await redis.hasty.pttl(key)) + milliseconds);
    }
  };
  return Object.assign(new RedisJobs(redis.hasty, PREFIX), { setBack });
}

function later(text: string, milliseconds: number): string {
  return text.replaceAll(
    /"(?:written|notBefore|till)":\d{10,}/g,
    (field) => `${field.slice(0, field.indexOf(':') + 1)}${timeIn(field) + milliseconds}`,
  );
}

function timeIn(field: string): number {
  return Number(field.slice(field.indexOf(':') + 1));
}

test('a job whose answer got lost on the way is given once more, to the same process alone', async () => {
  const jobs = await open();
  await jobs.put(job());
  const limits = { lease: 60_000, attempts: 3 };
  const run = await jobs.begin('shop', 'mine', limits);
  expect(run).toMatchObject({ job: job(), attempt: 1 });
  expect(await jobs.begin('shop', 'mine', limits)).toMatchObject({ job: job(), attempt: 1 });
  expect(await jobs.begin('shop', 'another', limits)).toBeNull();
});

test('a clock that goes back prolongs no wait and no pause', async () => {
  const jobs = await open();
  const limits = { lease: 60_000, attempts: 3 };
  await jobs.put(job());
  const run = await jobs.begin('shop', 'first', limits);
  if (run === null) throw new Error('nothing waits');
  await jobs.end(run, { outcome: 'again', wait: HOUR, pause: HOUR });
  expect((await jobs.due('shop'))?.wait).toBeGreaterThan(HOUR / 2);
  await jobs.setBack(3 * HOUR);
  expect(await jobs.due('shop')).toEqual({ wait: 0, rank: 1 });
  await jobs.put(job());
  expect(await jobs.begin('shop', 'second', limits)).toMatchObject({ attempt: 1 });
});

test('a clock that goes back leaves a job to the process that runs it, for no longer than its lease', async () => {
  const jobs = await open();
  const limits = { lease: 60_000, attempts: 3 };
  await jobs.put(job());
  await jobs.begin('shop', 'first', limits);
  await jobs.setBack(3 * HOUR);
  expect(await jobs.begin('shop', 'second', limits)).toBeNull();
  expect((await jobs.due('shop'))?.wait).toBeLessThanOrEqual(60_000);
});

test('a job whose process has died is due though nothing else waits, and is given up in the end', async () => {
  const jobs = await open();
  await jobs.put(job());
  const limits = { lease: 20, attempts: 2 };
  await jobs.begin('shop', 'first', limits);
  for (const token of ['second', 'third']) {
    await vi.waitFor(async () => {
      expect(await jobs.due('shop')).toEqual({ wait: 0, rank: 1 });
    });
    await jobs.begin('shop', token, limits);
  }
  expect(await jobs.dead()).toMatchObject([
    { job: job(), reason: 'the process that ran it ended', attempts: 2 },
  ]);
  expect(await jobs.counts()).toEqual({ waiting: 0, running: 0, dead: 1 });
});
