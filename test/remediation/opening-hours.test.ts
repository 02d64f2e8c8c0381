import { expect, test } from 'vitest';
import { isOpeningTime, nextOpening } from '../../src/remediation/opening-hours.ts';

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const DAY = { days: WEEK, from: '08:00', to: '17:00', timeZone: 'UTC' };
const NIGHT = { days: ['fri' as const], from: '22:00', to: '06:00', timeZone: 'UTC' };

test.each([
  ['without hours', undefined, '2026-11-28T03:00Z', true],
  ['from the first minute on', DAY, '2026-11-26T08:00Z', true],
  ['until the last one', DAY, '2026-11-26T17:00Z', false],
  ['before', DAY, '2026-11-26T07:59Z', false],
  ['on another day', DAY, '2026-11-28T12:00Z', false],
  ['in the zone that is meant', { ...DAY, timeZone: 'Asia/Tokyo' }, '2026-11-26T23:30Z', true],
  ['not in the zone of the clock', { ...DAY, timeZone: 'Asia/Tokyo' }, '2026-11-26T12:00Z', false],
  ['in the evening of a night', NIGHT, '2026-11-27T22:00Z', true],
  ['in the small hours that follow', NIGHT, '2026-11-28T05:59Z', true],
  ['not in those before', NIGHT, '2026-11-27T05:59Z', false],
  ['at all hours of a day', { ...NIGHT, from: '00:00', to: '00:00' }, '2026-11-27T23:59Z', true],
  ['but not of the next', { ...NIGHT, from: '00:00', to: '00:00' }, '2026-11-28T00:00Z', false],
] as const)('%s', (_, hours, now, isOpen) => {
  expect(isOpeningTime(hours, new Date(now))).toBe(isOpen);
});

test.each([
  ['now where they may', DAY, '2026-11-26T09:00Z', '2026-11-26T09:00Z'],
  ['within a quarter of an hour', DAY, '2026-11-26T05:10Z', '2026-11-26T08:10Z'],
  ['on the next day', DAY, '2026-11-26T18:00Z', '2026-11-27T08:00Z'],
  ['not beyond a day', DAY, '2026-11-27T18:00Z', '2026-11-28T18:00Z'],
] as const)('proposals that wait are opened %s', (_, hours, now, opening) => {
  expect(nextOpening(hours, new Date(now))).toEqual(new Date(opening));
});
