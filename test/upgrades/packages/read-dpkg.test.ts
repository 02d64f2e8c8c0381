import { describe, expect, it } from 'vitest';
import { readDpkgStatus } from '../../../src/upgrades/packages/read-dpkg.ts';

function read(text: string) {
  return readDpkgStatus(new TextEncoder().encode(text));
}

const BASH = `Package: bash
Essential: yes
Status: install ok installed
Priority: required
Architecture: amd64
Source: bash-src (5.2)
Version: 5.2.15-2+b7
Description: GNU Bourne Again SHell
 Bash is an sh-compatible command language interpreter.
 Version: 6
 .
 Package: fake
`;

describe('the dpkg database', () => {
  it('gives name, version, source and architecture', () => {
    expect(read(BASH)).toEqual({
      packages: [
        {
          name: 'bash',
          version: '5.2.15-2+b7',
          type: 'deb',
          source: 'bash-src',
          architecture: 'amd64',
        },
      ],
      problem: null,
    });
  });

  it.each([
    ['install ok installed', 1],
    ['hold ok installed', 1],
    ['deinstall ok config-files', 0],
    ['install ok unpacked', 0],
    ['purge ok not-installed', 0],
    ['install ok half-configured', 0],
  ])('holds a package in state "%s" %i times', (state, count) => {
    expect(read(BASH.replace('install ok installed', state)).packages).toHaveLength(count);
  });

  it('in status.d of distroless images names no state', () => {
    const file = 'Package: libc6\nVersion: 2.36-9+deb12u9\nArchitecture: amd64\nSource: glibc\n';
    expect(read(file).packages).toMatchObject([{ name: 'libc6', source: 'glibc' }]);
  });

  it.each([
    ['several paragraphs', `${BASH}\n${BASH.replace('bash', 'dash')}`, ['bash', 'dash']],
    ['several blank lines', `\n\n${BASH}\n \n\n${BASH.replace('bash', 'dash')}`, ['bash', 'dash']],
    ['Windows line ends', BASH.replaceAll('\n', '\r\n'), ['bash']],
    ['fields in small letters', BASH.toLowerCase(), ['bash']],
    ['nothing', '', []],
  ])('may have %s', (_name, text, names) => {
    expect(read(text).packages.map(({ name }) => name)).toEqual(names);
  });

  it('that is broken gives what can be read and says what cannot', () => {
    const { packages, problem } = read(`Package: a\n\n${BASH}\nVersion: 1\n\n\0\0\n__proto__: x\n`);
    expect(packages.map(({ name }) => name)).toEqual(['bash']);
    expect(problem).toBe('3 records of the dpkg database cannot be read');
  });

  it('of more packages than any image has ends early', () => {
    const { packages, problem } = read('Package: a\nVersion: 1\n\n'.repeat(120_000));
    expect(packages).toHaveLength(100_000);
    expect(problem).toBe('the dpkg database has more than 100000 records');
  });
});
