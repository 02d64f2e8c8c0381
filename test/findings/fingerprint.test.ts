import { describe, expect, it } from 'vitest';
import { fingerprint, fingerprinter, fingerprintOf } from '../../src/findings/fingerprint.ts';
import { cpuTime } from '../cpu-time.ts';

describe('the hash', () => {
  // Vectors of the algorithm's authors (RFC 9923, appendix C).
  it.each([
    ['', 'cbf29ce484222325'],
    ['a', 'af63dc4c8601ec8c'],
    ['foobar', '85944171f73967e8'],
  ])('of "%s" is %s', (text, hash) => {
    expect(fingerprintOf(text)).toBe(hash);
  });

  it('has 16 digits for every text', () => {
    for (let index = 0; index < 2000; index += 1) {
      expect(fingerprintOf(`é${index}`)).toMatch(/^[0-9a-f]{16}$/);
    }
  });
});

describe('a fingerprint', () => {
  const base = fingerprint('use-copy', 'Dockerfile', 'ADD a b', 0);

  it.each(['  ADD a b', 'ADD\ta  b', 'ADD a b  \r'])('stays the same for %j', (line) => {
    expect(fingerprint('use-copy', 'Dockerfile', line, 0)).toBe(base);
  });

  it.each([
    ['another rule', fingerprint('use-add', 'Dockerfile', 'ADD a b', 0)],
    ['another file', fingerprint('use-copy', 'api/Dockerfile', 'ADD a b', 0)],
    ['another line', fingerprint('use-copy', 'Dockerfile', 'ADD a c', 0)],
    ['the second of two', fingerprint('use-copy', 'Dockerfile', 'ADD a b', 1)],
    ['a path that ends with the rule', fingerprint('use', '-copyDockerfile', 'ADD a b', 0)],
  ])('differs for %s', (_name, other) => {
    expect(other).not.toBe(base);
  });

  it('counts equal lines of a file, in order', () => {
    const print = fingerprinter('Dockerfile');
    const first = print('use-copy', 'ADD a b');
    expect(first).toBe(base);
    expect(print('other', 'ADD a b')).toBe(fingerprint('other', 'Dockerfile', 'ADD a b', 0));
    expect(print('use-copy', '  ADD a b')).toBe(
      fingerprint('use-copy', 'Dockerfile', 'ADD a b', 1),
    );
  });

  it('of a line of a megabyte takes no longer than that of its beginning', () => {
    const line = `RUN ${'x '.repeat(500_000)}`;
    const print = fingerprinter('Dockerfile');
    const start = cpuTime();
    for (let index = 0; index < 1000; index += 1) print('use-copy', line);
    expect(cpuTime() - start).toBeLessThan(2000);
  });
});
