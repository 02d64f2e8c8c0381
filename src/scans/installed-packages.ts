import type { InstalledVersion } from '../findings/installed-version.ts';
import type { ReportedPackage } from '../findings/scan-report.ts';
import { comparableName } from '../image/package-name.ts';
import type { Dockerfile, Stage } from '../dockerfile/model.ts';
import type { MatchedScan } from './matched-scan.ts';
import type { MergedScan } from './merged-scan.ts';
import { builtStage, stageChain } from './trace/shipped-chain.ts';

type Inventory = ReadonlyMap<string, readonly InstalledVersion[]>;

/**
 * Answers which versions of a package were seen in images that were built from a stage. What reports list counts, and what
 * they name in a finding. An image is read when it is first asked about.
 */
export function installedPackages(matched: ReadonlyMap<string, readonly MatchedScan[]>) {
  const known = new Map<MergedScan, Inventory>();
  const inventoryOf = (scan: MergedScan): Inventory => {
    const inventory = known.get(scan) ?? readInventory(scan);
    known.set(scan, inventory);
    return inventory;
  };
  return (
    path: string,
    dockerfile: Dockerfile,
    stage: Stage,
    type: string,
    name: string,
  ): readonly InstalledVersion[] =>
    (matched.get(path) ?? []).flatMap(({ scan, role, target }) => {
      const built = role === 'built' ? builtStage(dockerfile, target) : null;
      if (built === null || !stageChain(built).includes(stage)) return [];
      return inventoryOf(scan).get(keyOf(type, name)) ?? [];
    });
}

function readInventory({ target, packages, vulnerabilities }: MergedScan): Inventory {
  const advisories = new Map<string, string>();
  const named: ReportedPackage[] = [];
  for (const { vulnerability, silencedBy } of vulnerabilities) {
    const { package: one, fixed, id } = vulnerability;
    named.push(one);
    const key = `${keyOf(one.type ?? '', one.name)}\t${one.version}`;
    if (silencedBy === null && fixed.length > 0 && !advisories.has(key)) advisories.set(key, id);
  }
  const inventory = new Map<string, InstalledVersion[]>();
  for (const { type, name, version, path } of [...packages, ...named]) {
    if (type === null || version === '') continue;
    const key = keyOf(type, name);
    const rows = inventory.get(key) ?? [];
    inventory.set(key, rows);
    if (rows.some((row) => row.version === version && row.path === path)) continue;
    const advisory = advisories.get(`${key}\t${version}`) ?? null;
    rows.push({ version, path, image: target.name, advisory });
  }
  return inventory;
}

function keyOf(type: string, name: string): string {
  return `${type}\t${comparableName(type, name)}`;
}
