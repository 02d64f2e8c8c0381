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
  const compare = COMPARISONS.get(type) ?? compareByNumbers;
  return compare(a, b);
}

/**
 * For language packages, whose versions are alike but not the same: dpkg's order with the hyphen of a
 * pre-release read as its tilde.
 */
function compareByNumbers(a: string, b: string): number {
  const order = compareDpkgVersions(withTilde(a), withTilde(b));
  return order === 0 ? compareText(a, b) : order;
}

function withTilde(version: string): string {
  return version.replace(/^v/, '').replaceAll('-', '~').replaceAll(':', '.');
}
