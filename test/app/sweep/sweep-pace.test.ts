import { expect, test } from 'vitest';
import { sweepPace } from '../../../src/app/sweep/sweep-pace.ts';

const MINUTE = 60_000;

test.each<[string, number, number, number, number, number]>([
  ['a few looks are spread over the whole window', 120 * MINUTE, 40, 4, 1, 30 * MINUTE],
  [
    'looks of a long list are spread over the part of their page',
    120 * MINUTE,
    1000,
    24,
    2,
    MINUTE,
  ],
  [
    'a very long list is read faster than looks can be spread',
    120 * MINUTE,
    50_000,
    100,
    100,
    14_400,
  ],
  [
    'where nothing is to be looked at, the next page comes in its turn',
    60 * MINUTE,
    600,
    0,
    1,
    10 * MINUTE,
  ],
  ['without a window nobody waits', 0, 50_000, 100, 100, 0],
])('%s', (_, window, total, looks, share, pause) => {
  expect(sweepPace(window, total, looks)).toEqual({ share, pause });
});
