import { describe, expect, it, test } from 'vitest';
import { cronProblem, nextAfter } from '../../src/schedule/cron.ts';

const NO_CRON = 'is no time in the five fields of cron, such as `0 5 * * 1-5`';
const TOO_OFTEN = 'comes more than once an hour; give one minute, such as in `0 * * * *`';

describe('a text is taken as times of cron', () => {
  it.each([
    '0 5 * * 1-5',
    '15 */6 * * *',
    '0 5 * * mon-fri',
    '0 5 1,15 * *',
    '0 5 L * *',
    '0 5 * JAN-MAR 1#2',
    '0 5 29 2 *',
    ' 0  5 ? * SUN ',
  ])('%j', (text) => {
    expect(cronProblem(text)).toBeNull();
  });
});

describe('a text is refused', () => {
  it.each([
    ['', NO_CRON],
    ['0 5 * *', NO_CRON],
    ['0 0 5 * * *', NO_CRON],
    ['@daily', NO_CRON],
    ['H H * * *', NO_CRON],
    ['61 5 * * *', NO_CRON],
    ['0 25 * * *', NO_CRON],
    ['0 5 31 2 *', NO_CRON],
    ['0 5 31 2,4 *', NO_CRON],
    ['0 5 * * 1-5;', NO_CRON],
    ['0 5 * * constructor', NO_CRON],
    ['* * * * *', TOO_OFTEN],
    ['*/15 5 * * *', TOO_OFTEN],
    ['0,30 5 * * *', TOO_OFTEN],
  ])('%j', (text, problem) => {
    expect(cronProblem(text)).toBe(problem);
  });
});

/** The next times after a moment. */
function timesAfter(cron: string, timeZone: string, moment: string, count: number) {
  const times = [Date.parse(moment)];
  for (let time = 0; time < count; time += 1) {
    times.push(nextAfter({ cron, timeZone }, times.at(-1) ?? 0));
  }
  return times.slice(1).map((time) => new Date(time).toISOString().slice(0, 16));
}

describe('the next times', () => {
  test.each<[string, string, string, string, readonly string[]]>([
    [
      'are those of the zone, summer and winter',
      '0 5 * * 1-5',
      'Europe/Zurich',
      '2026-10-23T12:00Z',
      ['2026-10-26T04:00', '2026-10-27T04:00'],
    ],
    [
      'come after the moment, never at it',
      '0 5 * * *',
      'UTC',
      '2026-11-26T05:00Z',
      ['2026-11-27T05:00'],
    ],
    [
      'come an hour later where the zone leaves out the hour',
      '30 2 * * *',
      'Europe/Zurich',
      '2026-03-28T12:00Z',
      ['2026-03-29T01:30', '2026-03-30T00:30'],
    ],
    [
      'come once where the hour comes twice',
      '30 2 * * *',
      'Europe/Zurich',
      '2026-10-24T12:00Z',
      ['2026-10-25T00:30', '2026-10-26T01:30'],
    ],
    [
      'of each hour come in both hours of the same name',
      '0 * * * *',
      'Europe/Zurich',
      '2026-10-24T23:30Z',
      ['2026-10-25T00:00', '2026-10-25T01:00', '2026-10-25T02:00'],
    ],
    [
      'may be years away',
      '0 5 29 2 *',
      'UTC',
      '2026-11-26T05:00Z',
      ['2028-02-29T05:00', '2032-02-29T05:00'],
    ],
  ])('%s', (_, cron, timeZone, moment, expected) => {
    expect(timesAfter(cron, timeZone, moment, expected.length)).toEqual(expected);
  });
});
