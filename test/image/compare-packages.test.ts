import { expect, it } from 'vitest';
import { comparePackageVersions } from '../../src/image/compare-packages.ts';
import { expectOrder } from './versions/version-pairs.ts';

it.each([
  ['deb', '1.0~rc1', '<', '1.0'],
  ['rpm', '1.0^git1', '<', '1.0.1'],
  ['apk', '1.0_rc1', '<', '1.0'],
  ['npm', '1.9.0', '<', '1.10.0'],
  ['npm', '1.0.0-beta.1', '<', '1.0.0'],
  ['golang', 'v1.2.3', '<', 'v1.10.0'],
  ['pypi', '2.31.0', '<', '2.32'],
  ['npm', '1.0', '=', '1.0'],
  ['pypi', '2.0.0rc1', '<', '2.0.0'],
  ['pypi', '2.0.dev1', '<', '2.0'],
  ['pypi', '2.0', '<', '2.0.post1'],
  ['gem', '7.1.0.beta1', '<', '7.1.0'],
  ['maven', '5.0.0.M1', '<', '5.0.0'],
  ['maven', '5.3.17', '<', '5.3.18.RELEASE'],
  ['golang', '1.21rc2', '<', '1.21.0'],
  ['golang', 'v1.2.3', '=', '1.2.3'],
])('of %s packages %s %s %s', (type, ...row) => {
  expectOrder((a, b) => comparePackageVersions(type, a, b), row);
});

it('different versions are never equal', () => {
  expect(comparePackageVersions('npm', '1.0', '1.00')).not.toBe(0);
});
