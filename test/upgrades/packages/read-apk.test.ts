import { describe, expect, it } from 'vitest';
import { readApkInstalled } from '../../../src/upgrades/packages/read-apk.ts';

function read(text: string) {
  return readApkInstalled(new TextEncoder().encode(text));
}

const MUSL = `C:Q1nAeqGzHKvxLTgsLA8qtPg7BzLzQ=
P:musl
V:1.2.5-r0
A:x86_64
S:407278
T:the musl c library (libc) implementation
o:musl-source
p:so:libc.musl-x86_64.so.1=1
F:lib
R:V:9
a:0:0:755
`;

describe('the apk database', () => {
  it('gives name, version, origin and architecture', () => {
    expect(read(MUSL)).toEqual({
      packages: [
        {
          name: 'musl',
          version: '1.2.5-r0',
          type: 'apk',
          source: 'musl-source',
          architecture: 'x86_64',
        },
      ],
      problem: null,
    });
  });

  it('holds several records', () => {
    const { packages } = read(`${MUSL}\n${MUSL.replace('P:musl', 'P:zlib')}\n\n`);
    expect(packages.map(({ name }) => name)).toEqual(['musl', 'zlib']);
  });

  it('that is broken gives what can be read and says what cannot', () => {
    const { packages, problem } = read(`P:alone\n\n${MUSL}\nV:1\n`);
    expect(packages.map(({ name }) => name)).toEqual(['musl']);
    expect(problem).toBe('2 records of the apk database cannot be read');
  });

  it('may be empty', () => {
    expect(read('')).toEqual({ packages: [], problem: null });
  });
});
