import { describe, expect, test } from 'vitest';
import { decideSweep, lastOf } from '../../src/schedule/sweep-times.ts';
import type { SweepWishes } from '../../src/schedule/sweep-times.ts';

const MORNINGS: SweepWishes = {
  cron: '0 5 * * *',
  timeZone: 'Europe/Zurich',
  enabled: true,
  window: 0,
};
const WEEKLY: SweepWishes = { ...MORNINGS, cron: '0 5 * * 1' };
const USUAL: SweepWishes = { cron: null, timeZone: 'UTC', enabled: true, window: 0 };

function at(text: string): number {
  return Date.parse(`${text}Z`);
}

describe('a sweep', () => {
  test.each<[string, SweepWishes, string | null, string, boolean, string]>([
    ['waits for its time', MORNINGS, '2026-11-25T04:00', '2026-11-26T03:59', false, '11-26T04:00'],
    ['is due at its time', MORNINGS, '2026-11-25T04:00', '2026-11-26T04:00', true, '11-27T04:00'],
    ['is not due twice', MORNINGS, '2026-11-26T04:00', '2026-11-26T04:01', false, '11-27T04:00'],
    ['is caught up', MORNINGS, '2026-11-25T04:00', '2026-11-26T17:00', true, '11-27T04:00'],
    ['is caught up once', MORNINGS, '2026-11-26T17:00', '2026-11-26T17:01', false, '11-27T04:00'],
    [
      'is caught up once for a month',
      MORNINGS,
      '2026-10-20T04:00',
      '2026-11-26T17:00',
      true,
      '11-27T04:00',
    ],
    [
      'of nobody knows when is not made up for',
      MORNINGS,
      null,
      '2026-11-26T17:00',
      false,
      '11-27T04:00',
    ],
    [
      'is asked for within a day',
      WEEKLY,
      '2026-11-23T04:00',
      '2026-11-26T17:00',
      false,
      '11-27T17:00',
    ],
    [
      'that is turned off is asked for a day later',
      { ...MORNINGS, enabled: false },
      '2026-10-01T04:00',
      '2026-11-26T17:00',
      false,
      '11-27T17:00',
    ],
    [
      'waits while the clock is behind the last one',
      MORNINGS,
      '2027-11-26T04:00',
      '2026-11-26T17:00',
      false,
      '11-27T04:00',
    ],
    [
      'is due in summer an hour earlier',
      MORNINGS,
      '2026-06-25T04:00',
      '2026-06-26T03:00',
      true,
      '06-27T03:00',
    ],
  ])('%s', (_, wishes, last, now, isDue, askAt) => {
    const decision = decideSweep(wishes, 7, last === null ? null : at(last), at(now));
    expect({
      isDue: decision.isDue,
      askAt: new Date(decision.askAt).toISOString().slice(5, 16),
    }).toEqual({ isDue, askAt });
  });

  test('that went on over its next time is not followed by one for that time', () => {
    const began = at('2026-11-26T04:00');
    expect(lastOf(MORNINGS, 7, began, at('2026-11-26T06:00'))).toBe(began);
    const late = at('2026-11-27T04:30');
    expect(lastOf(MORNINGS, 7, began, late)).toBe(late);
  });

  test('that ended in the hour that comes twice is not followed by another one in it', () => {
    const wishes = { ...MORNINGS, cron: '30 2 * * *' };
    const last = lastOf(wishes, 7, at('2026-10-25T00:30'), at('2026-10-25T01:10'));
    expect(decideSweep(wishes, 7, last, at('2026-10-25T01:30')).isDue).toBe(false);
  });
});

test('without a wish each of 1,440 installations has its own minute of the day', () => {
  const now = at('2026-11-26T00:00');
  const all = Array.from({ length: 1440 }, (_, index) => 51_000_000 + index);
  const times = all.map((id) => decideSweep(USUAL, id, now, now - 1).askAt);
  expect(new Set(times).size).toBe(1440);
});

test('owners who want the same time get moments within a tenth of their window', () => {
  const now = at('2026-11-26T00:00');
  const wishes = { ...MORNINGS, window: 10 * 60 * 60_000 };
  const delays = [1, 2, 3, 4].map(
    (id) => decideSweep(wishes, id, now, now).askAt - at('2026-11-26T04:00'),
  );
  expect(delays.map((delay) => Math.floor(delay / 60_000))).toEqual([24, 48, 12, 36]);
});

test('a clock that jumps forth and back neither sweeps again and again nor never', () => {
  const day = 24 * 60 * 60_000;
  let last = at('2026-11-26T04:00');
  const sweptAt = (now: number) => {
    const { isDue } = decideSweep(MORNINGS, 7, last, now);
    // What is kept never lies ahead.
    last = isDue ? now : Math.min(last, now);
    return isDue;
  };
  const noon = at('2026-11-26T12:00');
  const seen = [
    noon,
    noon + 365 * day,
    noon + 365 * day + 1,
    noon,
    noon + 1,
    noon + day,
    noon + day + 1,
  ];
  expect(seen.map(sweptAt)).toEqual([false, true, false, false, false, true, false]);
});
