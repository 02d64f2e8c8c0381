import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/findings/nearest.ts';

const IDS = ['apt-get-yes', 'apk-no-cache', 'copy-not-add', 'on', 'off'];

describe('the nearest word', () => {
  it.each([
    ['apt-get-ys', 'apt-get-yes'],
    ['atp-get-yes', 'apt-get-yes'],
    ['APK-NO-CACHE', 'apk-no-cache'],
    ['copy-no-add', 'copy-not-add'],
    ['offf', 'off'],
    ['apk-no-cahce', 'apk-no-cache'],
  ])('to %s is %s', (word, expected) => {
    expect(nearest(word, IDS)).toBe(expected);
  });

  it.each(['', 'zzzzzz', 'xy', 'x'.repeat(100_000), 'copy-not-add-but-something-else'])(
    'to %.20s is none',
    (word) => {
      expect(nearest(word, IDS)).toBeNull();
    },
  );

  it('is none among none', () => {
    expect(nearest('on', [])).toBeNull();
  });
});
