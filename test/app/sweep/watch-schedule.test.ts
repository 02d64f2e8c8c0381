import { expect, test } from 'vitest';
import { createMemorySweepBook } from '../../../src/app/stores/memory-sweep-book.ts';
import type { SweepBook } from '../../../src/app/stores/sweep-book.ts';
import { askDue } from '../../../src/app/sweep/watch-schedule.ts';
import type { Job } from '../../../src/jobs/job-queue.ts';

const NOON = Date.parse('2026-11-26T12:00Z');
const MINUTE = 60_000;
const YEAR = 365 * 24 * 60 * MINUTE;

const STATE = {
  last: NOON,
  wishes: { cron: null, timeZone: 'UTC', enabled: true, window: 0 },
  ...{ configuration: '', running: null },
};

/** One of the processes, at a moment of its clock: the installations that it has asked about. */
async function askAt(sweeps: SweepBook, moment: number): Promise<readonly number[]> {
  const jobs: Job[] = [];
  const queue = { add: (job: Job) => Promise.resolve(void jobs.push(job)) };
  await askDue({ sweeps, queue, now: () => new Date(moment) });
  expect(jobs.every(({ priority }) => priority === 'sweep')).toBe(true);
  return jobs.map(({ data }) => Number(data['installation']));
}

test('each installation is asked about once, by whichever process', async () => {
  const book = createMemorySweepBook();
  for (const id of [1, 2]) await book.ensure(id, NOON);
  const asked = await Promise.all([askAt(book, NOON), askAt(book, NOON)]);
  expect(asked.flat()).toEqual([1, 2]);
});

test('one whose job was lost is asked about again', async () => {
  const book = createMemorySweepBook();
  await book.ensure(1, NOON);
  const times = [0, 10, 14, 15, 29, 30].map((minutes) => NOON + minutes * MINUTE);
  const asked: number[] = [];
  for (const time of times) asked.push((await askAt(book, time)).length);
  expect(asked).toEqual([1, 0, 0, 1, 0, 1]);
});

test('a clock that jumps a year ahead and back asks once each time, and goes on', async () => {
  const book = createMemorySweepBook();
  await book.keep(1, STATE, NOON);
  const day = 24 * 60 * MINUTE;
  const asked: number[] = [];
  for (const now of [NOON, NOON + YEAR, NOON + YEAR + 1, NOON + 1, NOON + 2, NOON + day]) {
    const due = await askAt(book, now);
    asked.push(due.length);
    // What the job for it does: asks for the next day.
    for (const id of due) await book.keep(id, STATE, now + day - 1);
  }
  expect(asked).toEqual([1, 1, 0, 1, 0, 1]);
});
