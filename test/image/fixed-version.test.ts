import { describe, expect, it } from 'vitest';
import { isFixedIn, isPlainVersion, smallestFix } from '../../src/image/fixed-version.ts';

describe('a version has the fix', () => {
  const rows: Record<string, [version: string, fixed: string[], is: boolean]> = {
    'when it is the fixed one': ['2.2.5', ['2.2.5'], true],
    'when it is newer and there is one line': ['9.0', ['2.2.5'], true],
    'when it is newer on its own line': ['2.2.6', ['2.2.5', '3.1.2'], true],
    'when it is newer than all lines': ['4.0', ['2.2.5', '3.1.2'], true],
    'written with a v': ['v2.2.5', ['2.2.5'], true],
    'not when it is older': ['2.2.4', ['2.2.5'], false],
    'not when it is between two lines': ['3.0.1', ['2.2.5', '3.1.2'], false],
    'not on a line of minor versions without a fix': ['3.2.0', ['3.1.2', '3.3.4'], false],
    'not when none is known': ['1.0', [], false],
  };
  it.each(Object.entries(rows))('%s', (_name, [version, fixed, is]) => {
    expect(isFixedIn('npm', version, fixed)).toBe(is);
  });
});

describe('the smallest version with all fixes', () => {
  const rows: Record<string, [installed: string, fixes: string[][], version: string | null]> = {
    'is on the line of the installed one': ['2.1.0', [['2.2.5', '3.1.2']], '2.2.5'],
    'is above the installed one': ['3.0.0', [['2.2.5', '3.1.2']], '3.1.2'],
    'has the fixes of every advisory': ['1.0', [['1.2'], ['1.10'], ['1.9']], '1.10'],
    'skips a line that lacks one of the fixes': ['2.1.0', [['2.2.5', '3.1.2'], ['3.0.1']], '3.1.2'],
    'is none where none is known': ['1.0', [[]], null],
    'is none where the installed one is newer than all': ['2.0', [['1.2']], null],
    'is none that no command may be given': ['1.0', [['1.2; id']], null],
  };
  it.each(Object.entries(rows))('%s', (_name, [installed, fixes, version]) => {
    expect(smallestFix('npm', installed, fixes)).toBe(version);
  });

  it('follows the order of the distribution', () => {
    const fixes = [['1:2.39.2-1.1+deb12u1'], ['1:2.39.2-1.1+deb12u10'], ['1:2.39.2-1.1+deb12u9']];
    expect(smallestFix('deb', '1:2.39.2-1.1', fixes)).toBe('1:2.39.2-1.1+deb12u10');
  });
});

describe('a version is plain', () => {
  const rows: Record<string, [version: string, is: boolean]> = {
    'in Debian’s spelling': ['1:2.9.14+dfsg-1.3~deb12u1', true],
    'in rpm’s spelling': ['7.76.1-26.el9_3.2', true],
    'in that of a Go module': ['v0.0.0-20240101000000-abcdef123456+incompatible', true],
    'not with a command in it': ['1.0$(id)', false],
    'not with a blank': ['1.0 evil', false],
    'not as an option': ['-oEvil', false],
    'not with a line ending': ['1.0\n', false],
    'not when it is too long': ['1'.repeat(101), false],
  };
  it.each(Object.entries(rows))('%s', (_name, [version, is]) => {
    expect(isPlainVersion(version)).toBe(is);
  });
});
