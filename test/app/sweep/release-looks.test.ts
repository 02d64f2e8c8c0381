import { expect, test } from 'vitest';
import { createMemoryHeads } from '../../../src/app/stores/memory-heads.ts';
import { createMemorySweepBook } from '../../../src/app/stores/memory-sweep-book.ts';
import { releaseLooks } from '../../../src/app/sweep/release-looks.ts';
import type { ReleaseParts } from '../../../src/app/sweep/release-looks.ts';
import type { RunningSweep, SweepState } from '../../../src/app/stores/sweep-book.ts';
import type { Job } from '../../../src/jobs/job-queue.ts';
import type {
  ListedRepository,
  ReadRepositoryPage,
} from '../../../src/remediation/sweep/repository-list.ts';

const NOON = Date.parse('2026-11-26T12:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ID = 7;

const STATE: SweepState = {
  last: NOON - 24 * HOUR,
  wishes: { cron: '0 12 * * *', timeZone: 'UTC', enabled: true, window: 0 },
  configuration: 'of the owner',
  running: null,
};

const BEGUN: RunningSweep = {
  ...{ began: NOON, window: 0, isAgain: false, except: null },
  ...{ after: null, isListed: false, pending: [], share: 1, pause: 0, repositories: 0, looks: 0 },
};

function listed(id: number): ListedRepository {
  return {
    ...{ id, owner: 'acme', name: `r${id}`, branch: 'main', commit: `c${id}` },
    ...{ isArchived: false, isFork: false, visibility: 'private', topics: [], language: null },
    ...{ kilobytes: 1, pullsAt: null, problem: null },
  };
}

/** A sweep of so many repositories, of which the first of each page of a hundred is archived, and what it has asked for. */
function scene(total: number, window: number) {
  let now = NOON;
  let pages = 0;
  /** Whether the queue has a job that goes on. */
  let isAsked = true;
  const jobs: Job[] = [];
  const sweeps = createMemorySweepBook();
  const heads = createMemoryHeads();
  const readPage: ReadRepositoryPage = (after) => {
    pages += 1;
    const from = Number(after ?? 0);
    const ids = Array.from({ length: Math.min(100, total - from) }, (_, at) => from + at);
    const repositories = ids.map((id) => ({ ...listed(id), isArchived: id % 100 === 0 }));
    return Promise.resolve({
      repositories,
      total,
      next: from + 100 < total ? String(from + 100) : null,
    });
  };
  const world = () => ({ newsOf: () => Promise.reject(new Error('no image is known')) });
  const parts: ReleaseParts = {
    ...{ sweeps, heads, world, version: '1.0.0', now: () => new Date(now) },
    queue: {
      add: (job) => {
        if (job.kind === 'sweep') isAsked = true;
        else jobs.push(job);
        return Promise.resolve();
      },
    },
  };
  /** Somebody asks about it: the queue, or else the schedule at the first of the given moments at which it is due. */
  const goOn = async (moments: Iterable<number> = []) => {
    const state = await sweeps.find(ID);
    const running = state === null ? BEGUN : state.running;
    if (running === null) return null;
    for (const moment of isAsked ? [now] : moments) {
      const claimed = { now: moment, again: moment + HOUR, furthest: moment + 25 * HOUR };
      if (!isAsked && (await sweeps.claim(claimed)).length === 0) continue;
      isAsked = false;
      now = moment;
      const sweeping = { installation: ID, cause: 'schedule', readPage, page: null };
      return releaseLooks(sweeping, { ...STATE, running: { ...running, window } }, parts);
    }
    return null;
  };
  return { goOn, jobs, sweeps, heads, pages: () => pages, now: () => now };
}

function* everyTick(from: number) {
  for (let at = from; ; at += 10_000) yield at;
}

test('50,000 repositories are gone through page by page, each behind the looks of the one before', async () => {
  const { goOn, jobs, sweeps, pages } = scene(50_000, 0);
  let longest = 0;
  let most = 0;
  for (let before = 0; (await goOn()) !== null; before = jobs.length) {
    most = Math.max(most, jobs.length - before);
    longest = Math.max(longest, JSON.stringify(await sweeps.find(ID)).length);
  }
  expect(jobs).toHaveLength(49_500);
  expect(new Set(jobs.map(({ repository }) => repository)).size).toBe(49_500);
  expect([pages(), most]).toEqual([500, 99]);
  expect(longest).toBeLessThan(1000);
  expect(jobs.every(({ priority }) => priority === 'sweep')).toBe(true);
});

test('looks are spread over the window', async () => {
  const { goOn, jobs, now } = scene(41, 2 * HOUR);
  const released: number[] = [];
  for (;;) {
    const before = jobs.length;
    if ((await goOn(everyTick(now()))) === null) break;
    released.push(...jobs.slice(before).map(() => (now() - NOON) / MINUTE));
  }
  expect(released).toEqual(Array.from({ length: 40 }, (_, index) => index * 3));
});

test('a sweep that stood still for a day goes on at its pace', async () => {
  const { goOn, jobs, now } = scene(41, 2 * HOUR);
  await goOn(everyTick(NOON));
  await goOn(everyTick(NOON + 24 * HOUR));
  expect(jobs).toHaveLength(2);
  await goOn(everyTick(now()));
  expect([jobs.length, now()]).toEqual([3, NOON + 24 * HOUR + 3 * MINUTE]);
});

test('what is unchanged is not looked at, and the sweep ends at once', async () => {
  const { goOn, jobs, heads, sweeps } = scene(3, 2 * HOUR);
  const head = { etag: '', basis: '1.0.0 of the owner', images: [], at: NOON, until: NOON + HOUR };
  for (const id of [1, 2]) await heads.remember(id, { ...head, commit: `c${id}` });
  expect(await goOn(everyTick(NOON))).toEqual({ kind: 'swept', repositories: 3, looks: 0 });
  expect(jobs).toEqual([]);
  expect(await sweeps.find(ID)).toEqual({ ...STATE, last: NOON, running: null });
});
