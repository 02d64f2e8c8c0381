import { describe, expect, it } from 'vitest';
import { concerns, parseWhiteout } from '../../src/image/whiteout.ts';

describe('the whiteout', () => {
  it.each([
    ['var/lib/dpkg/.wh.status', 'var/lib/dpkg/status', false],
    ['var/.wh.lib', 'var/lib', false],
    ['.wh.etc', 'etc', false],
    ['var/lib/.wh..wh..opq', 'var/lib', true],
    ['.wh..wh..opq', '', true],
  ])('%s hides %s', (path, hidden, isOpaque) => {
    expect(parseWhiteout(path)).toEqual({ path: hidden, isOpaque });
  });

  it.each(['etc/passwd', 'etc/x.wh.', '.wh..wh.plnk', 'a/.wh..wh.aufs', '.wh.x/y'])(
    '%s is none',
    (path) => {
      expect(parseWhiteout(path)).toBeNull();
    },
  );

  it.each([
    ['var/lib/dpkg/.wh.status', 'var/lib/dpkg/status', true],
    ['var/.wh.lib', 'var/lib/dpkg/status', true],
    ['var/lib/.wh..wh..opq', 'var/lib/dpkg/status', true],
    ['.wh..wh..opq', 'var/lib/dpkg/status', true],
    ['var/lib/dpkg/status.d/.wh.tzdata', 'var/lib/dpkg/status.d', true],
    ['var/lib/.wh.dpkg2', 'var/lib/dpkg/status', false],
    ['etc/.wh.motd', 'var/lib/dpkg/status', false],
  ])('%s concerns %s: %s', (path, wanted, does) => {
    const whiteout = parseWhiteout(path);
    expect(whiteout !== null && concerns(whiteout, wanted)).toBe(does);
  });
});
