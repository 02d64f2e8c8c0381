import { describe, expect, it } from 'vitest';
import { lineRange } from '../../../src/scans/vocabulary/line-range.ts';

describe('lines of a report', () => {
  it.each([
    [3, 5, { first: 3, last: 5 }],
    [3, null, { first: 3, last: 3 }],
    [3, 2, { first: 3, last: 3 }],
    [0, 5, null],
    [1.5, 2, null],
    [null, 4, null],
  ])('from %j to %j', (first, last, lines) => {
    expect(lineRange(first, last)).toEqual(lines);
  });
});
