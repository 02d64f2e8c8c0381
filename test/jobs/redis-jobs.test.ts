import { expect, onTestFinished, test, vi } from 'vitest';
import { RedisJobs } from '../../src/jobs/redis-jobs.ts';
import { openedRedis, startRedis } from '../redis/real-redis.ts';
import { job } from './queue-promises.ts';

async function open() {
  const server = await startRedis();
  onTestFinished(() => server.stop());
  const redis = await openedRedis(server.url);
  onTestFinished(() => {
    redis.close();
  });
  return new RedisJobs(redis.hasty, '{seaworthy}');
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
