import { comparePackageVersions } from '../image/compare-packages.ts';
import type { PackageChange } from '../image/upgrade.ts';
import type { ImagePackages } from './packages-of.ts';
import type { Package } from '../image/package.ts';
import { SYSTEM_TYPES } from '../image/purl.ts';

/**
 * What was added, removed and updated, by name. Of a package that is there several times the newest
 * counts. Null when one of the lists is not known. A list that does not name language packages is
 * compared without them: they would all look added or removed.
 */
export function packageChanges(
  from: ImagePackages,
  to: ImagePackages,
): readonly PackageChange[] | null {
  if (from.packages === null || to.packages === null) return null;
  const isComparable = (one: Package) =>
    from.origin === to.origin || SYSTEM_TYPES.includes(one.type);
  const before = newest(from.packages.filter(isComparable));
  const after = newest(to.packages.filter(isComparable));
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((name) => {
    const old = before.get(name)?.version ?? null;
    const now = after.get(name)?.version ?? null;
    return old === now ? [] : [{ name, from: old, to: now }];
  });
}

/** By `name`, or `npm/name` for what no package manager of an operating system installed. */
function newest(packages: readonly Package[]): ReadonlyMap<string, Package> {
  const found = new Map<string, Package>();
  for (const one of packages) {
    const name = SYSTEM_TYPES.includes(one.type) ? one.name : `${one.type}/${one.name}`;
    const other = found.get(name);
    const isNewer =
      other === undefined || comparePackageVersions(one.type, other.version, one.version) < 0;
    if (isNewer) found.set(name, one);
  }
  return found;
}
