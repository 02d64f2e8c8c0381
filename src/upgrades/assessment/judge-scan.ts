import type { Scan, Vulnerability } from '../../findings/scan-report.ts';
import type { TracedVulnerability } from '../../findings/traced-vulnerability.ts';
import type { Verdict } from './judge-packages.ts';

/** What a scanner said of the candidate, ready to be asked about single vulnerabilities. */
export interface ScannedImage {
  readonly tool: string;
  /** By each id of an advisory: what it was found in. */
  readonly byId: ReadonlyMap<string, readonly Vulnerability[]>;
}

export function indexScan({ tool, vulnerabilities }: Scan): ScannedImage {
  return { tool, byId: indexIds(vulnerabilities) };
}

/**
 * Tells by a scan of the candidate whether a vulnerability is still there. What a scanner does not report
 * is gone only if the same scanner reported it in the present image; otherwise `byPackages` counts.
 */
export function judgeByScan(
  { vulnerability, witnesses }: TracedVulnerability,
  scanned: ScannedImage,
  present: ReadonlyMap<string, readonly Vulnerability[]>,
  byPackages: Verdict,
): Verdict {
  const reported = findAll(scanned.byId, vulnerability);
  if (reported.some((one) => isSamePackage(one, vulnerability))) return { state: 'remaining' };
  const earlier = findAll(present, vulnerability);
  // The same weakness in a package that did not have it: it has another name there.
  const isRenamed = reported.some((one) => !earlier.some((old) => isSamePackage(old, one)));
  if (isRenamed) return { state: 'remaining' };
  if (witnesses.includes(scanned.tool)) return { state: 'fixed' };
  if (byPackages.state !== 'unknown') return byPackages;
  const reason = `${scanned.tool} does not report it there, and did not report it in the present image either`;
  return { state: 'unknown', reason };
}

/** What the scanner reports of the candidate and nobody of the present image. */
export function introducedBy(
  { vulnerabilities }: Scan,
  present: ReadonlyMap<string, readonly Vulnerability[]>,
): readonly Vulnerability[] {
  const counting = vulnerabilities.filter(({ silencedBy }) => silencedBy === null);
  return counting.filter((one) => findAll(present, one).length === 0);
}

/** By id and alias. */
export function indexIds(
  vulnerabilities: readonly Vulnerability[],
): ReadonlyMap<string, readonly Vulnerability[]> {
  const index = new Map<string, Vulnerability[]>();
  for (const one of vulnerabilities) {
    for (const id of idsOf(one)) {
      const known = index.get(id);
      if (known === undefined) index.set(id, [one]);
      else known.push(one);
    }
  }
  return index;
}

function findAll(
  index: ReadonlyMap<string, readonly Vulnerability[]>,
  vulnerability: Vulnerability,
): readonly Vulnerability[] {
  return [...idsOf(vulnerability)].flatMap((id) => index.get(id) ?? []);
}

function idsOf({ id, aliases }: Vulnerability): ReadonlySet<string> {
  return new Set([id, ...aliases]);
}

function isSamePackage({ package: a }: Vulnerability, { package: b }: Vulnerability): boolean {
  return a.name === b.name && (a.type === null || b.type === null || a.type === b.type);
}
