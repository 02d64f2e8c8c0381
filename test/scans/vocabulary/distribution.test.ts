import { describe, expect, it } from 'vitest';
import { distributionOf } from '../../../src/scans/vocabulary/distribution.ts';

describe('a distribution', () => {
  it.each([
    ['alpine', '3.19.1', 'alpine', '3.19.1'],
    ['amazon', '2 (Karoo)', 'amzn', '2'],
    ['amazon', 'AMI release 2018.03', 'amzn', '2018.03'],
    ['redhat', '8.7', 'rhel', '8.7'],
    ['oracle', '9', 'ol', '9'],
    ['suse linux enterprise server', '15.3', 'sles', '15.3'],
    ['opensuse.tumbleweed', '20240607', 'opensuse-tumbleweed', '20240607'],
    ['opensuse.leap', '15.5', 'opensuse-leap', '15.5'],
    ['suse-microos', '5.5', 'suse-microos', '5.5'],
    ['cbl-mariner', '2.0', 'mariner', '2.0'],
    ['Debian', 'bookworm/sid', 'debian', 'bookworm/sid'],
    ['NixOS', '24.05', 'nixos', '24.05'],
  ])('called %s %s is %s %s', (family, release, id, version) => {
    expect(distributionOf(family, release)).toEqual({ id, version });
  });

  it.each(['', 'none', 'unknown', null])('called %j is none', (family) => {
    expect(distributionOf(family, '1')).toBeNull();
  });
});
