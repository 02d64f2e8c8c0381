import { describe, expect, test } from 'vitest';
import { createMemorySweepBook } from '../../../src/app/stores/memory-sweep-book.ts';
import { createRedisSweepBook } from '../../../src/app/stores/redis-sweep-book.ts';
import { MOST_CLAIMED } from '../../../src/app/stores/sweep-book.ts';
import type { SweepBook, SweepState } from '../../../src/app/stores/sweep-book.ts';
import { sharedRedis } from '../../redis/shared-redis.ts';

const { processes: redis } = await sharedRedis();
let count = 0;

const NOON = Date.parse('2026-11-26T12:00Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

function momentsAt(now: number) {
  return { now, again: now + 15 * MINUTE, furthest: now + DAY };
}

const WISHES = { cron: '0 5 * * *', timeZone: 'UTC', enabled: true, window: 7_200_000 };
const STATE: SweepState = { last: NOON, wishes: WISHES, configuration: 'c0ffee', running: null };
const RUNNING: SweepState = {
  ...STATE,
  wishes: { ...WISHES, cron: null },
  running: {
    ...{ began: NOON, window: 0, isAgain: true, except: 7, after: '2', isListed: false },
    ...{ pending: [{ id: 9, owner: 'acme', repo: 'shop' }], share: 1, pause: 0.5 },
    ...{ repositories: 100, looks: 1 },
  },
};

/** As two processes see it. */
function inRedis(): readonly [SweepBook, SweepBook] {
  count += 1;
  const [one, other] = redis;
  const prefix = `{book-${count}}`;
  return [createRedisSweepBook(one.hasty, prefix), createRedisSweepBook(other.hasty, prefix)];
}

function inMemory(): readonly [SweepBook, SweepBook] {
  const book = createMemorySweepBook();
  return [book, book];
}

describe.each([
  ['memory', inMemory],
  ['Redis', inRedis],
])('a book of sweeps in %s', (_, open) => {
  test('gives what is due to one process alone, and again if it is not kept', async () => {
    const [one, other] = open();
    await one.ensure(1, NOON);
    await one.ensure(2, NOON + 1);
    const moments = momentsAt(NOON);
    const claims = await Promise.all([one.claim(moments), other.claim(moments)]);
    expect(claims.flat()).toEqual([1]);
    expect(await other.claim(momentsAt(NOON + 14 * MINUTE))).toEqual([2]);
    expect(await other.claim(momentsAt(NOON + 15 * MINUTE))).toEqual([1]);
    await one.keep(1, STATE, NOON + DAY / 2);
    expect(await one.claim(momentsAt(NOON + DAY / 2 - 1))).toEqual([2]);
    expect(await one.claim(momentsAt(NOON + DAY / 2))).toEqual([1]);
  });

  test('takes a moment of its own for granted only once', async () => {
    const [one] = open();
    await one.ensure(1, NOON + DAY / 2);
    await one.ensure(1, NOON);
    expect(await one.claim(momentsAt(NOON))).toEqual([]);
  });

  test('asks about what was planned by a clock that was ahead', async () => {
    const [one] = open();
    await one.keep(1, STATE, NOON + 365 * DAY);
    await one.keep(2, STATE, NOON + DAY);
    expect(await one.claim(momentsAt(NOON))).toEqual([1]);
    expect(await one.claim(momentsAt(NOON))).toEqual([]);
  });

  test('asks about what was woken, whatever was planned, until that has been done', async () => {
    const [one, other] = open();
    await one.keep(1, STATE, NOON + DAY / 2);
    await other.wake(1, NOON + 2);
    await one.wake(1, NOON + 1);
    await one.wake(1, NOON + 3);
    expect(await other.wakes(1)).toBe(NOON + 1);
    expect(await one.claim(momentsAt(NOON))).toEqual([]);
    await other.keep(1, STATE, NOON + DAY / 2);
    expect(await one.claim(momentsAt(NOON + 1))).toEqual([1]);
    await one.wake(1, null);
    await one.keep(1, STATE, NOON + DAY / 2);
    expect(await other.wakes(1)).toBeNull();
    expect(await other.claim(momentsAt(NOON + 3))).toEqual([]);
  });

  test('gives a few at a time', async () => {
    const [one, other] = open();
    for (let id = 1; id <= MOST_CLAIMED + 1; id += 1) await one.ensure(id, NOON);
    expect(await one.claim(momentsAt(NOON))).toHaveLength(MOST_CLAIMED);
    expect(await other.claim(momentsAt(NOON))).toHaveLength(1);
  });

  test('knows what was kept, in whichever process, until it is forgotten', async () => {
    const [one, other] = open();
    expect(await one.find(1)).toBeNull();
    await one.keep(1, STATE, NOON);
    expect(await other.find(1)).toEqual(STATE);
    await other.keep(1, RUNNING, NOON + 0.25);
    expect(await one.find(1)).toEqual(RUNNING);
    await one.forget(1);
    expect(await other.find(1)).toBeNull();
    expect(await other.claim(momentsAt(NOON + 1))).toEqual([]);
  });
});

test('a state that another version has kept in another form is not known', async () => {
  const [{ hasty }] = redis;
  await hasty.hset('{other}:sweeps', '1', JSON.stringify({ last: 'yesterday' }));
  expect(await createRedisSweepBook(hasty, '{other}').find(1)).toBeNull();
});
