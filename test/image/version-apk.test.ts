import { describe, expect, it } from 'vitest';
import { compareApkVersions } from '../../src/image/version-apk.ts';
import { APK_PAIRS } from './versions/apk-pairs.ts';
import { expectOrder, readPairs } from './versions/version-pairs.ts';

describe('apk says', () => {
  it.each(readPairs(APK_PAIRS))('%s %s %s', (...row) => {
    expectOrder(compareApkVersions, row);
  });

  it.each([
    ['1.2.5-r0', '<', '1.2.5-r10'],
    ['3.3.0_alpha1', '<', '3.3.0_beta1'],
    ['3.3.0_pre1', '<', '3.3.0_rc1'],
    ['3.3.0_rc1', '<', '3.3.0'],
    ['3.3.0', '<', '3.3.0_cvs1'],
    ['3.3.0_cvs1', '<', '3.3.0_svn1'],
    ['3.3.0_svn1', '<', '3.3.0_git20240101'],
    ['3.3.0_git20240101', '<', '3.3.0_hg1'],
    ['3.3.0_hg1', '<', '3.3.0_p1'],
    ['1.0a', '<', '1.0b'],
  ])('by its manual %s %s %s', (...row) => {
    expectOrder(compareApkVersions, row);
  });

  it('of two texts that are no versions that they are equal', () => {
    expect(compareApkVersions('latest', 'edge')).toBe(0);
    expect(compareApkVersions('', '-r1')).toBe(0);
  });
});
