import { expect, test } from 'vitest';
import {
  isDropped,
  joinDropped,
  NOTHING_DROPPED,
  parseDropped,
  printDropped,
  withDropped,
} from '../../src/contribute/dropped-fixes.ts';

const DROPPED = {
  rules: new Set(['apt-lists', 'cd-in-run']),
  marks: new Set(['00ff00ff', 'abcdef01']),
};

test('what was dropped is read back from a text, and stands there once', () => {
  expect(parseDropped(printDropped(DROPPED))).toEqual(DROPPED);
  const text = withDropped(withDropped('Hello\n', NOTHING_DROPPED), DROPPED);
  expect(withDropped(text, DROPPED)).toBe(text);
  expect(parseDropped(text.replaceAll('\n', '\r\n'))).toEqual(DROPPED);
});

test('a text without it, or with something like it, drops nothing', () => {
  for (const text of ['Hello', printDropped(DROPPED).replace('00ff', '0-->')]) {
    expect(parseDropped(text)).toEqual(NOTHING_DROPPED);
  }
});

test('a fix is dropped by its rule or by its mark', () => {
  const both = joinDropped([NOTHING_DROPPED, DROPPED]);
  expect(isDropped({ rule: 'apt-lists', mark: '1234567800000000' }, both)).toBe(true);
  expect(isDropped({ rule: 'exec-form', mark: 'abcdef0100000000' }, both)).toBe(true);
  expect(isDropped({ rule: 'exec-form', mark: '1234567800000000' }, both)).toBe(false);
});
