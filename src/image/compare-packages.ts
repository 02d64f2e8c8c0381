import { compareApkVersions } from './version-apk.ts';
import { compareDpkgVersions } from './version-dpkg.ts';
import { compareText } from './version-numbers.ts';
import { compareRpmVersions } from './version-rpm.ts';

type Compare = (a: string, b: string) => number;

/** By the type in a package URL. */
const COMPARISONS: ReadonlyMap<string, Compare> = new Map([
  ['deb', compareDpkgVersions],
  ['apk', compareApkVersions],
  ['rpm', compareRpmVersions],
]);

/** Negative when version `a` of a package of this type is the older one. */
export function comparePackageVersions(type: string, a: string, b: string): number {
  const compare = COMPARISONS.get(type);
  if (compare !== undefined) return compare(a, b);
  return compareByNumbers(withPreRelease(type, a), withPreRelease(type, b));
}

/** Types whose versions may mark a pre-release without a hyphen: `3.1.0rc1`, `7.1.0.beta1`, `5.0.0.M1`. */
const UNMARKED = new Set(['pypi', 'gem', 'maven', 'golang']);
const PRE_RELEASE =
  /^([^-+]{0,99}?\d)\.?((?:[abcm]\d|(?:alpha|beta|rc|cr|pre|preview|dev|milestone)(?![a-z])).*)$/i;

function withPreRelease(type: string, version: string): string {
  return UNMARKED.has(type) ? version.replace(PRE_RELEASE, '$1-$2') : version;
}

/**
 * For language packages, whose versions are alike but not the same: dpkg's order with the hyphen of a
 * pre-release read as its tilde.
 */
function compareByNumbers(a: string, b: string): number {
  const order = compareDpkgVersions(withTilde(a), withTilde(b));
  return order === 0 ? compareText(withTilde(a), withTilde(b)) : order;
}

function withTilde(version: string): string {
  return version.replace(/^v/, '').replaceAll('-', '~').replaceAll(':', '.');
}
