import { describe, expect, test } from 'vitest';
import type { Package } from '../../src/image/package.ts';
import { packageRelease, releaseOfPackages } from '../../src/image/package-release.ts';

function packageAt(name: string, version: string): Package {
  return { name, version, type: 'deb', source: null, architecture: null };
}

describe('the release that packages are mended for', () => {
  const named: Record<string, [id: string, version: string, release: string | null]> = {
    'is the first number of Debian': ['debian', '12.5', 'debian 12'],
    'is two numbers of Alpine': ['alpine', '3.19.1', 'alpine 3.19'],
    'is two numbers of Ubuntu': ['ubuntu', '22.04', 'ubuntu 22.04'],
    'has one name, whichever tool names it': ['redhat', '9.3', 'rhel 9'],
    'has no number where packages roll': ['wolfi', '20230201', 'wolfi'],
    'is not known without enough numbers': ['alpine', '3', null],
    'is not known without a name': ['', '12', null],
  };
  test.each(Object.entries(named))('%s', (_name, [id, version, release]) => {
    expect(packageRelease(id, version)).toBe(release);
  });

  const told: Record<string, [name: string, version: string, release: string | null]> = {
    'is told by the base files of Debian': ['base-files', '12.4+deb12u5', 'debian 12'],
    'is told by the base files of Ubuntu': ['base-files', '13ubuntu10.1', 'ubuntu 24.04'],
    'is told by the release package of Alpine': ['alpine-release', '3.22.1-r0', 'alpine 3.22'],
    'is told by the release package of Rocky': ['rocky-release', '9.4-1.7.el9', 'rocky 9'],
    'is told by the layout of Wolfi': ['wolfi-baselayout', '20230201-r7', 'wolfi'],
    'is not told by base files of another make': ['base-files', '1:2024.3.0', null],
    'is not told by other packages': ['openssl', '3.0.11-1', null],
  };
  test.each(Object.entries(told))('%s', (_name, [name, version, release]) => {
    expect(releaseOfPackages([packageAt('zlib1g', '1'), packageAt(name, version)])).toBe(release);
  });
});
