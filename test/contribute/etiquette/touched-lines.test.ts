import { expect, test } from 'vitest';
import { overlap, touchedLines } from '../../../src/contribute/etiquette/touched-lines.ts';

const TEXT = 'FROM a\nENV B 1\nRUN c\nRUN d\nRUN e\nRUN f\nUSER g\n';

test.each<readonly [string, string, string, readonly (readonly [number, number])[] | null]>([
  [
    'a line that is changed, with those beside it',
    '@@ -1,4 +1,4 @@\n FROM a\n ENV B 1\n-RUN c\n+RUN C\n RUN d',
    TEXT,
    [[2, 4]],
  ],
  [
    'lines between which something is put',
    '@@ -3,2 +3,3 @@\n RUN c\n+RUN x\n RUN d',
    TEXT,
    [[3, 4]],
  ],
  [
    'each change of one hunk',
    '@@ -1,7 +1,6 @@\n-FROM a\n+FROM b\n ENV B 1\n RUN c\n RUN d\n RUN e\n-RUN f\n USER g',
    TEXT,
    [
      [0, 2],
      [5, 7],
    ],
  ],
  ['where the lines stand by now', '@@ -2,2 +2,2 @@\n RUN c\n-RUN d\n+RUN D', TEXT, [[3, 5]]],
  [
    'nothing that can be told where the lines are gone',
    '@@ -1 +1 @@\n-FROM z\n+FROM y',
    TEXT,
    null,
  ],
  ['nothing that can be told without a hunk', '', TEXT, null],
  [
    'the end of a text without a final line break',
    '@@ -1,2 +1,2 @@\n FROM a\n-USER g\n\\ No newline at end of file\n+USER h',
    'FROM a\nUSER g',
    [[1, 3]],
  ],
])('a change touches %s', (_, patch, text, ranges) => {
  expect(touchedLines(patch, text)).toEqual(ranges);
});

test('ranges overlap where they share a line', () => {
  expect(overlap([2, 4], [4, 4])).toBe(true);
  expect(overlap([2, 4], [5, 9])).toBe(false);
});

test('a hostile change takes no time', () => {
  const text = 'a\n'.repeat(50_000);
  const hunk = `@@ -1,3 +1,3 @@\n${' a\n'.repeat(2000)}-b\n`;
  expect(touchedLines(hunk.repeat(200), text)).toBeNull();
});
