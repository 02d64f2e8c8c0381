import { comparePackageVersions } from './compare-packages.ts';
import { firstDifference, sharesComponents } from './version-components.ts';

/** What a package manager can be given without quotes, and no shell or builder expands. */
const PLAIN = /^[0-9A-Za-z][0-9A-Za-z.+:~_^-]{0,99}$/;

/** Distinct versions that one package was fixed in, as far as people release them. */
const MOST_TRIED = 200;

/** False for a text that must not be written into a command: reports are not to be trusted. */
export function isPlainVersion(version: string): boolean {
  return PLAIN.test(version);
}

/**
 * Whether `version` has the fix that came out in each of the versions `fixed`, one for each release line:
 * 3.0.1 has not what 2.2.5 and 3.1.2 have.
 */
export function isFixedIn(type: string, version: string, fixed: readonly string[]): boolean {
  const order = orderOf(type);
  const lines = fixed.toSorted(order);
  const index = lines.findLastIndex((one) => order(one, version) <= 0);
  const [own, next] = [lines[index], lines[index + 1]];
  if (own === undefined) return false;
  return next === undefined || sharesComponents(own, version, firstDifference(own, next) + 1);
}

/**
 * The smallest version above `installed` that has all fixes, out of those that are named; null when none
 * does, or none can be written safely. Each item of `fixes` is one weakness and its fixed versions.
 */
export function smallestFix(
  type: string,
  installed: string,
  fixes: readonly (readonly string[])[],
): string | null {
  const order = orderOf(type);
  const isCure = (version: string) => fixes.every((fixed) => isFixedIn(type, version, fixed));
  const candidates = [...new Set(fixes.flat())]
    .filter((one) => isPlainVersion(one) && order(one, installed) > 0)
    .toSorted(order);
  // The newest has all fixes; a report must not make us compare each version with each.
  const tried = candidates.length > MOST_TRIED ? candidates.slice(-1) : candidates;
  return tried.find(isCure) ?? null;
}

/** Scanners write `v1.2.3` and `1.2.3` for the same version of a Go module. */
function orderOf(type: string): (a: string, b: string) => number {
  const plain = (version: string) => version.replace(/^v(?=\d)/, '');
  return (a, b) => comparePackageVersions(type, plain(a), plain(b));
}
