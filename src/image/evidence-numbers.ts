import type { PackageChange } from './upgrade.ts';

/** How many packages changed in which way. */
export interface PackageCounts {
  readonly updated: number;
  readonly added: number;
  readonly removed: number;
}

export function countPackages(packages: readonly PackageChange[]): PackageCounts {
  const added = packages.filter(({ from }) => from === null).length;
  const removed = packages.filter(({ to }) => to === null).length;
  return { updated: packages.length - added - removed, added, removed };
}

/** Bytes for a person: `31.4 MB`, of a million bytes each, as registries show sizes. */
export function printSize(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
