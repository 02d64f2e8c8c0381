import { describe, expect, it } from 'vitest';
import { allowsVersion, rewriteVersion } from '../../src/image/written-version.ts';
import type { VersionStyle, WrittenVersion } from '../../src/image/written-version.ts';

function written(style: VersionStyle, version: string, before = '', after = ''): WrittenVersion {
  return { style, before, version, after };
}

describe('a written version lets another one in', () => {
  const rows: Record<string, [WrittenVersion, type: string, version: string, is: boolean | null]> =
    {
      'that is the same': [written('exact', '1.2'), 'deb', '1.2', true],
      'that a scanner writes with a v': [written('exact', '1.2.3'), 'golang', 'v1.2.3', true],
      'with the epoch that rpm adds': [written('exact', '3.0-1'), 'rpm', '1:3.0-1', true],
      'that begins with the text': [written('text', '7.88.1'), 'deb', '7.88.1-10', true],
      'with the same components': [written('prefix', '8.5'), 'apk', '8.5.0-r0', true],
      'not with a longer component': [written('prefix', '8.5'), 'apk', '8.51.0-r0', false],
      'of another release': [written('release', '7.76.1'), 'rpm', '7.76.1-14.el9', true],
      'not of another version': [written('release', '7.76'), 'rpm', '7.76.1-14.el9', false],
      'that is a compatible release': [written('compatible', '2.2.1'), 'pypi', '2.2.9', true],
      'not one that is older': [written('compatible', '2.2.1'), 'pypi', '2.2.0', false],
      'not one of another minor version': [written('compatible', '2.2.1'), 'pypi', '2.3.0', false],
      'behind a caret': [written('caret', '1.2.3'), 'npm', '1.9.0', true],
      'not behind a caret at 0': [written('caret', '0.2.3'), 'npm', '0.3.0', false],
      'not behind a caret at 0.0': [written('caret', '0.0.3'), 'npm', '0.0.4', false],
      'behind a tilde': [written('tilde', '1.2.3'), 'npm', '1.2.9', true],
      'not behind a tilde': [written('tilde', '1.2.3'), 'npm', '1.3.0', false],
      'above a floor': [written('floor', '1.2'), 'pypi', '9', true],
      'whichever it is': [written('any', 'latest'), 'npm', '9', true],
      'nobody knows': [written('other', '<2,>1'), 'pypi', '1.5', null],
    };
  it.each(Object.entries(rows))('%s', (_name, [version, type, other, is]) => {
    expect(allowsVersion(type, version, other)).toBe(is);
  });
});

describe('a version is written in the same way', () => {
  const rows: Record<string, [WrittenVersion, type: string, version: string, text: string | null]> =
    {
      'in full': [written('exact', '1.2'), 'deb', '1.3-1', '1.3-1'],
      'with its v': [written('exact', 'v1.2.3'), 'golang', '1.2.5', 'v1.2.5'],
      'without an epoch': [written('exact', '3.0-1'), 'rpm', '1:3.1-2', '3.1-2'],
      'with a wildcard as wide': [written('text', '7.88', '', '*'), 'deb', '8.1.2-3', '8.1*'],
      'with a wildcard behind a dot': [written('text', '7.', '', '*'), 'deb', '8.1.2', '8.*'],
      'without a release': [written('release', '7.76.1'), 'rpm', '7.79.0-2.el9', '7.79.0'],
      'behind a caret': [written('caret', '1.2', '^'), 'npm', '2.3.4', '^2.3'],
      'not where no text lets it in': [written('other', '<2'), 'pypi', '2.1', null],
      'with fewer components, where it has no more': [
        written('text', '1.2.3', '', '*'),
        'deb',
        '2',
        '2*',
      ],
    };
  it.each(Object.entries(rows))('%s', (_name, [version, type, other, text]) => {
    expect(rewriteVersion(type, version, other)).toBe(text);
  });
});
