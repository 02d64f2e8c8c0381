import { describe, expect, it } from 'vitest';
import { readLineChanges } from '../../../src/remediation/pull/line-changes.ts';

const BEFORE = 'a\nb\nc\nd\ne\nf\n';

function changed(patch: string | null, after: string, changes = 1) {
  const known = readLineChanges({ path: 'x', kind: 'changed', changes, patch }, after);
  return known === null ? null : { lines: [...known.lines], before: known.before };
}

describe('hunks tell which lines are new, and what was there before', () => {
  it.each([
    ['a changed line', '@@ -1,3 +1,3 @@\n a\n-b\n+B\n c', 'a\nB\nc\nd\ne\nf\n', [2], BEFORE],
    ['a removed line', '@@ -2,3 +2,2 @@ RUN x\n b\n-c\n d', 'a\nb\nd\ne\nf\n', [], BEFORE],
    [
      'two hunks',
      '@@ -1 +1,2 @@\n+0\n a\n@@ -6 +7,2 @@\n f\n+g',
      `0\n${BEFORE}g\n`,
      [1, 8],
      BEFORE,
    ],
    ['lines removed without context', '@@ -2,2 +1,0 @@\n-b\n-c', 'a\nd\ne\nf\n', [], BEFORE],
    [
      'lines that look like a header',
      '@@ -1 +1,2 @@\n a\n+@@ -1 +1 @@',
      'a\n@@ -1 +1 @@\n',
      [2],
      'a\n',
    ],
    [
      'a file without a last line break',
      '@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+A\n\\ No newline at end of file',
      'A',
      [1],
      'a',
    ],
    [
      'line breaks of Windows',
      '@@ -1,2 +1,2 @@\n-a\r\n+A\r\n b\r',
      'A\r\nb\r\n',
      [1],
      'a\r\nb\r\n',
    ],
  ])('%s', (_name, patch, after, lines, before) => {
    expect(changed(patch, after)).toEqual({ lines, before });
  });

  it('a file with another name only', () => {
    expect(changed(null, BEFORE, 0)).toEqual({ lines: [], before: BEFORE });
  });

  it('a new file, to its last line', () => {
    const file = { path: 'x', kind: 'added', changes: 2, patch: null } as const;
    expect([...(readLineChanges(file, 'a\nb\n')?.lines ?? [])]).toEqual([1, 2]);
  });
});

describe('nothing is told', () => {
  it.each([
    ['where the hunks are not shown', null, BEFORE],
    ['where they are of another text', '@@ -1,2 +1,2 @@\n a\n-b\n+B', 'a\nb\n'],
    ['where they go back', '@@ -5 +5 @@\n-x\n+e\n@@ -1 +1 @@\n-x\n+a', BEFORE],
    ['where they begin behind the end', '@@ -99 +99 @@\n-x\n+a', BEFORE],
  ])('%s', (_name, patch, after) => {
    expect(changed(patch, after)).toBeNull();
  });
});
