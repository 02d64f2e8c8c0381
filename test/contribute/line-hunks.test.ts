import { expect, test } from 'vitest';
import { lineHunks } from '../../src/contribute/line-hunks.ts';

test.each<readonly [string, string, string, readonly unknown[]]>([
  ['the same text', 'a\nb\n', 'a\nb\n', []],
  [
    'two lines that are changed',
    'a\nb\nc\nd\n',
    'a\nB\nc\nD\n',
    [
      { range: [2, 2], removed: ['b'], added: ['B'] },
      { range: [4, 4], removed: ['d'], added: ['D'] },
    ],
  ],
  [
    'lines that are changed one by one',
    'a\nb\nc\n',
    'A\nB\nc\n',
    [
      { range: [1, 1], removed: ['a'], added: ['A'] },
      { range: [2, 2], removed: ['b'], added: ['B'] },
    ],
  ],
  ['a line that is new', 'a\nb\n', 'a\nx\nb\n', [{ range: [1, 2], removed: [], added: ['x'] }]],
  ['a line that is gone', 'a\nb\nc\n', 'a\nc\n', [{ range: [2, 2], removed: ['b'], added: [] }]],
  [
    'a line more at the end',
    'a\nb\nc',
    'a\nB\nc\nd',
    [
      { range: [2, 2], removed: ['b'], added: ['B'] },
      { range: [3, 4], removed: [], added: ['d'] },
    ],
  ],
])('%s', (_, before, after, hunks) => {
  expect(lineHunks(before, after)).toEqual(hunks);
});

test('texts that are wholly different are one place, and take no time', () => {
  const lines = (letter: string) => `${letter}\n`.repeat(20_000);
  expect(lineHunks(lines('a'), lines('b'))).toHaveLength(1);
});
