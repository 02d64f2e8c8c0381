import { describe, expect, it } from 'vitest';
import { isPathMeant } from '../../src/proof/path-pattern.ts';

describe('a pattern means', () => {
  it.each([
    ['/etc/passwd', '/etc/passwd'],
    ['/var/lib/apt/lists/**', '/var/lib/apt/lists/a/b'],
    ['/var/lib/apt/lists/**', '/var/lib/apt/lists'],
    ['/home/*/.npm/**', '/home/app/.npm/_logs/x'],
    ['/**/.cache/pip/**', '/root/.cache/pip/http/0'],
    ['/**/.cache/pip/**', '/.cache/pip'],
    ['*.pyc', '/usr/lib/python3/a.pyc'],
    ['a*b*c', '/x/a-bb-c'],
    ['/**', '/anything/at/all'],
  ])('%s: %s', (pattern, path) => {
    expect(isPathMeant(pattern, path)).toBe(true);
  });
});

describe('a pattern does not mean', () => {
  it.each([
    ['/etc/passwd', '/etc/passwd-'],
    ['/var/log/**', '/var/logs/x'],
    ['/home/*/.npm', '/home/a/b/.npm'],
    ['*.pyc', '/usr/a.pyc/b'],
    ['ab*ba', '/aba'],
    ['/etc', '/etc/passwd'],
  ])('%s: %s', (pattern, path) => {
    expect(isPathMeant(pattern, path)).toBe(false);
  });

  it('takes a time that does not explode', () => {
    const pattern = `/${'**/*a*/'.repeat(20)}end`;
    const path = `/${'aaaa/'.repeat(200)}none`;
    const start = performance.now();
    expect(isPathMeant(pattern, path)).toBe(false);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
