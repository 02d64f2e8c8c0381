import { describe, it } from 'vitest';
import { compareRpmText, compareRpmVersions } from '../../src/image/version-rpm.ts';
import { RPM_PAIRS } from './versions/rpm-pairs.ts';
import { expectOrder, readPairs } from './versions/version-pairs.ts';

describe('rpm says', () => {
  it.each(readPairs(RPM_PAIRS))('%s %s %s', (...row) => {
    expectOrder(compareRpmText, row);
  });

  it.each([
    ['1.0-1', '=', '0:1.0-1'],
    ['1.0-1', '=', ':1.0-1'],
    ['2.0-1', '<', '1:1.0-1'],
    ['1:1.0-1', '<', '2:1.0-1'],
    ['9:1.0-1', '<', '10:1.0-1'],
    ['1.0', '<', '1.0-1'],
    ['1.0-1.el9', '<', '1.0-1.el9_4'],
    ['1.0-9.el9', '<', '1.0-10.el9'],
    ['2.0-1', '<', '2.1-0'],
    ['1:1.0-1', '=', '1:1.0-1'],
  ])('with epoch and release %s %s %s', (...row) => {
    expectOrder(compareRpmVersions, row);
  });
});
