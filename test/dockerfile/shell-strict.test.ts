import { describe, expect, it } from 'vitest';
import { strictShellError } from '../../src/dockerfile/shell-strict.ts';

describe('strictShellError', () => {
  it.each([
    ['a && b || c; d', 'posix'],
    ['if a; then b; fi | c', 'posix'],
    ['[[ a == b ]] && c <(d)', 'bash'],
    ['', 'posix'],
  ] as const)('accepts %j in %s', (text, dialect) => {
    expect(strictShellError(text, dialect)).toBeNull();
  });

  it.each([
    ['a && ', 'posix', '1:3'],
    ['a\nif b; then', 'bash', '2:7'],
    ['a <(b)', 'posix', '1:3'],
    ['a "b', 'posix', '1:3'],
  ] as const)('says where %j in %s is wrong', (text, dialect, place) => {
    expect(strictShellError(text, dialect)).toMatch(new RegExp(`^${place}: `));
  });

  it('refuses what is nested too deep, and works on', () => {
    expect(strictShellError(`echo ${'$('.repeat(10_000)}`, 'bash')).not.toBeNull();
    expect(strictShellError('a', 'bash')).toBeNull();
  });

  it('leaves nothing behind in the process', () => {
    strictShellError('a', 'posix');
    expect('require' in globalThis).toBe(false);
    expect(Error.stackTraceLimit).toBeLessThan(1_000);
  });
});
