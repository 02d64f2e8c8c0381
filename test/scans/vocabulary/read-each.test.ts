import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { newNotices } from '../../../src/scans/vocabulary/notices.ts';
import { readEach } from '../../../src/scans/vocabulary/read-each.ts';
import { score, texts } from '../../../src/scans/vocabulary/tolerant-fields.ts';

const schema = z.object({ name: z.string(), scores: z.array(score).nullish() });

function namesIn(value: unknown) {
  const notices = newNotices();
  const names = readEach(value, schema, { place: 'rows', notices }, ({ name }) => {
    if (name === 'none') return null;
    return name === 'two' ? ['two', 'two'] : name;
  });
  return { names, notices: notices.list() };
}

describe('rows of a list', () => {
  it.each([
    ['are read one by one', [{ name: 'a' }, { name: 'b' }], ['a', 'b'], []],
    ['may be several things', [{ name: 'two' }], ['two', 'two'], []],
    ['may be missing', undefined, [], []],
    ['are a notice when there is no list', 'x', [], ['rows is not a list']],
    [
      'do not lose the others',
      [{ name: 1 }, { name: 'b' }],
      ['b'],
      ['rows[0]: name is missing or of a wrong type'],
    ],
    ['must be objects', [7], [], ['rows[0]: it is not an object']],
    [
      'are a notice when nothing comes of them',
      [{ name: 'none' }],
      [],
      ['rows[0]: it has no id or no name'],
    ],
  ])('%s', (_, value, names, notices) => {
    expect(namesIn(value)).toEqual({ names, notices });
  });

  it('fill a bounded number of notices', () => {
    const { notices } = namesIn(Array(1000).fill(null));
    expect(notices).toHaveLength(101);
    expect(notices.at(-1)).toBe('900 more places could not be read');
  });
});

describe('a score', () => {
  it.each([
    [7.5, 7.5],
    ['9.8', 9.8],
    [0, null],
    [-1, null],
    [11, null],
    ['high', null],
    [{}, null],
    [undefined, null],
  ])('of %j is %j', (value, expected) => {
    expect(score.parse(value)).toBe(expected);
  });
});

describe('texts of a list', () => {
  it.each([
    [
      ['a', 1, 'b'],
      ['a', 'b'],
    ],
    ['a', []],
    [undefined, []],
  ])('of %j are %j', (value, expected) => {
    expect(texts.parse(value)).toEqual(expected);
  });
});
