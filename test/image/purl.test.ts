import { describe, expect, it } from 'vitest';
import type { Package } from '../../src/image/package.ts';
import { readPurl } from '../../src/image/purl.ts';

const NONE = { source: null, architecture: null };

const ROWS: Readonly<Record<string, Package>> = {
  'pkg:deb/debian/curl@7.88.1-10%2Bdeb12u5?arch=amd64&distro=debian-12&upstream=curl-src%407.88': {
    name: 'curl',
    version: '7.88.1-10+deb12u5',
    type: 'deb',
    source: 'curl-src',
    architecture: 'amd64',
  },
  'pkg:deb/debian/passwd@1:4.13%2Bdfsg1-1?upstream=shadow': {
    ...NONE,
    name: 'passwd',
    version: '1:4.13+dfsg1-1',
    type: 'deb',
    source: 'shadow',
  },
  'pkg:apk/alpine/musl@1.2.5-r0?arch=x86_64': {
    name: 'musl',
    version: '1.2.5-r0',
    type: 'apk',
    source: null,
    architecture: 'x86_64',
  },
  'pkg:rpm/redhat/openssl-libs@3.0.7-28.el9_4?arch=x86_64&epoch=1&upstream=openssl-3.0.7-28.el9_4.src.rpm':
    {
      name: 'openssl-libs',
      version: '1:3.0.7-28.el9_4',
      type: 'rpm',
      source: 'openssl',
      architecture: 'x86_64',
    },
  'pkg:rpm/fedora/bash@5.2-1?epoch=0': { ...NONE, name: 'bash', version: '5.2-1', type: 'rpm' },
  'pkg:npm/%40babel/core@7.24.0': { ...NONE, name: '@babel/core', version: '7.24.0', type: 'npm' },
  'pkg:golang/github.com/spf13/cobra@v1.8.0#cmd': {
    ...NONE,
    name: 'github.com/spf13/cobra',
    version: 'v1.8.0',
    type: 'golang',
  },
  'pkg:pypi/requests@2.31.0': { ...NONE, name: 'requests', version: '2.31.0', type: 'pypi' },
  'pkg://PyPI/requests@2.31.0': { ...NONE, name: 'requests', version: '2.31.0', type: 'pypi' },
};

describe('the package URL', () => {
  it.each(Object.entries(ROWS))('%s is read', (text, found) => {
    expect(readPurl(text)).toEqual(found);
  });

  it.each([
    ['without version', 'pkg:npm/left-pad'],
    ['with an empty version', 'pkg:npm/left-pad@'],
    ['without name', 'pkg:npm/@1.0'],
    ['without type', 'pkg:@1.0'],
    ['of another scheme', 'https://example.com/x@1'],
    ['with a broken escape', 'pkg:npm/%zz@1.0'],
    ['of a megabyte', `pkg:npm/${'a/'.repeat(500_000)}@1`],
    ['that is empty', ''],
  ])('%s is none', (_name, text) => {
    expect(readPurl(text)).toBeNull();
  });
});
