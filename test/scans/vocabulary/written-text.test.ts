import { describe, expect, it } from 'vitest';
import { cpuTime } from '../../cpu-time.ts';
import { firstLink, httpsLink, splitVersions } from '../../../src/scans/vocabulary/written-text.ts';

describe('an address', () => {
  it.each([
    ['https://nvd.nist.gov/vuln/detail/CVE-2024-1', 'https://nvd.nist.gov/vuln/detail/CVE-2024-1'],
    ['https://example.com', 'https://example.com/'],
    ['https://EXAMPLE.com/a', 'https://example.com/a'],
    ['https://example.com/a/../b', 'https://example.com/b'],
    ['https://example.com/a/./b', 'https://example.com/a/b'],
    ['https://example.com/a?b=1&c="', 'https://example.com/a?b=1&c=%22'],
    [' https://example.com/<b>\n', 'https://example.com/%3Cb%3E'],
  ])('%j is linked as %j', (text, link) => {
    expect(httpsLink(text)).toBe(link);
  });

  it.each([
    ...['http://example.com/', 'javascript:alert(1)', 'https://user@example.com/', 'https://', ''],
    ...['https://user:secret@example.com/a', 'https://xn--a.com/', 'https://a b.com/', null],
    `https://example.com/${'a'.repeat(2000)}`,
  ])('%j is not linked', (text) => {
    expect(httpsLink(text)).toBeNull();
  });

  it('that needs no parser is what the parser would make of it', () => {
    for (const path of ['a', 'a/', 'a.b/c:d', 'a-b_c/~x+y=z', 'a?b=c&d=1.2', '_/--', 'a/b..c']) {
      const text = `https://a1.b-c.example.org/${path}`;
      expect(httpsLink(text)).toBe(new URL(text).href);
    }
  });

  it('is the first of several that can be linked', () => {
    expect(firstLink([null, 'http://a.b/', 'https://a.b/c', 'https://a.b/d'])).toBe(
      'https://a.b/c',
    );
    expect(firstLink(['a', undefined])).toBeNull();
  });
});

describe('versions', () => {
  it.each([
    ['1.2.3', ['1.2.3']],
    [' 1.2.3 , 2.0 ;3 || 4,1.2.3', ['1.2.3', '2.0', '3', '4']],
    [', ;', []],
    ['', []],
    [null, []],
  ])('of %j are %j', (text, versions) => {
    expect(splitVersions(text)).toEqual(versions);
  });

  it('of a text of blanks are read in bounded time', () => {
    const start = cpuTime();
    expect(splitVersions(`1${' '.repeat(200_000)}2,3`)).toHaveLength(2);
    expect(cpuTime() - start).toBeLessThan(500);
  });
});
