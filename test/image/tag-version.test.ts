import { describe, expect, it } from 'vitest';
import { compareNumbers, isDate } from '../../src/image/tag-numbers.ts';
import { comparePreReleases } from '../../src/image/tag-version.ts';

describe('what comes before a release', () => {
  // https://semver.org/#spec-item-11
  it('is ordered as semver says', () => {
    const ordered = ['alpha', 'alpha.1', 'alpha.beta', 'beta', 'beta.2', 'beta.11', 'rc.1', null];
    const shuffled = [...ordered].reverse().sort(comparePreReleases);
    expect(shuffled).toEqual(ordered);
  });
});

describe('numbers', () => {
  it.each([
    [
      [1, 2],
      [1, 10],
    ],
    [
      [17, 0, 8],
      [17, 0, 8, 1],
    ],
    [[9, 9, 9], [10]],
  ])('%j are before %j', (a, b) => {
    expect(compareNumbers(a, b)).toBeLessThan(0);
    expect(compareNumbers(b, a)).toBeGreaterThan(0);
  });

  it('that are missing are zero', () => {
    expect(compareNumbers([3], [3, 0])).toBe(0);
  });
});

describe('a date', () => {
  it.each(['20251014', '19991231'])('is %s', (text) => {
    expect(isDate(text)).toBe(true);
  });

  it.each(['20251314', '20251032', '12345678', '2025101', '202510140'])('is not %s', (text) => {
    expect(isDate(text)).toBe(false);
  });
});
