import type { Package } from '../../image/package.ts';

/** What a package database or a bill of materials holds. */
export interface PackageListing {
  readonly packages: readonly Package[];
  /** Why some or all packages are missing here, one clause for a person; null when none are. */
  readonly problem: string | null;
}

/** Images of 10,000 packages exist; a hundred thousand is somebody's attempt to exhaust us. */
const MOST_PACKAGES = 100_000;

/** The packages out of records, null for a record that could not be read; `database` names it. */
export function listPackages(records: Iterable<Package | null>, database: string): PackageListing {
  const packages: Package[] = [];
  let broken = 0;
  for (const record of records) {
    if (record === null) broken += 1;
    else packages.push(record);
    if (packages.length + broken >= MOST_PACKAGES) {
      return { packages, problem: `${database} has more than ${MOST_PACKAGES} records` };
    }
  }
  const problem = broken === 0 ? null : `${broken} records of ${database} cannot be read`;
  return { packages, problem };
}

export function unreadable(problem: string): PackageListing {
  return { packages: [], problem };
}
