import { describe, it } from 'vitest';
import { compareDpkgVersions } from '../../src/image/version-dpkg.ts';
import { DPKG_PAIRS, LIBDPKG_PAIRS } from './versions/dpkg-pairs.ts';
import { expectOrder, readPairs } from './versions/version-pairs.ts';

describe('dpkg says', () => {
  it.each(readPairs(DPKG_PAIRS))('%s %s %s', (...row) => {
    expectOrder(compareDpkgVersions, row);
  });

  it.each(readPairs(LIBDPKG_PAIRS))('in its library %s %s %s', (...row) => {
    expectOrder(compareDpkgVersions, row);
  });

  it.each([
    ['7.88.1-10+deb12u5', '<', '7.88.1-10+deb12u12'],
    ['2.36-9+deb12u9', '<', '2.41-12'],
    ['999999999999999999999998', '<', '999999999999999999999999'],
    ['~'.repeat(50_000), '<', ''],
  ])('of images %s %s %s', (...row) => {
    expectOrder(compareDpkgVersions, row);
  });
});
