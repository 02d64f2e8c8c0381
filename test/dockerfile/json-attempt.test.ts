import { describe, expect, it } from 'vitest';
import { isJsonAttempt, readJsonAttempt } from '../../src/dockerfile/json-attempt.ts';

describe('an array that is no JSON', () => {
  it.each([
    ["['a', 'b c']", ['a', 'b c'], true],
    [`[ 'a',"b" ] `, ['a', 'b'], true],
    ['["a",]', ['a'], false],
    ['[a, -b, "c d"]', ['a', '-b', 'c d'], false],
    ['["a" "b"]', ['a', 'b'], false],
    ['[ "sh" "/a.sh" ]', ['sh', '/a.sh'], false],
    ['["a", "b"', ['a', 'b'], false],
    [`['a "b"']`, ['a "b"'], false],
    ['[“a”, ‘b’]', ['a', 'b'], false],
  ] as const)('is read as it was meant: %s', (text, items, isExact) => {
    expect(readJsonAttempt(text)).toEqual({ items, isExact });
  });

  it.each(["['a', 'b", "['a'] x", "['\\n']", '["a",,"b"]', '["a""b"]', '["a", b c]', '["a", b'])(
    'is not guessed: %s',
    (text) => {
      expect(isJsonAttempt(text)).toBe(true);
      expect(readJsonAttempt(text)).toBeNull();
    },
  );

  it.each([
    '[ -f /x ]',
    '[ "-f" "/x" ]',
    '[ "a" "b" ] && c',
    '[ "a" = "b" ]',
    '[[ a ]]',
    '[Net.Type]::Name',
    'a [b]',
    '[a-z]*.c',
    '[]',
  ])('is something else: %s', (text) => {
    expect(isJsonAttempt(text)).toBe(false);
  });
});
