import type { ReportedPackage, Scan, ScanTarget } from '../findings/scan-report.ts';
import type { MergedProblem, MergedScan, MergedSecret } from './merged-scan.ts';
import { groupTargets } from './merging/group-targets.ts';
import { mergeTargets } from './merging/merge-targets.ts';
import { newLedger } from './merging/vulnerability-ledger.ts';

/** Vulnerabilities of one target that are kept, and as many secrets and problems. */
const MOST_FINDINGS = 50_000;

export interface MergeOutcome {
  /** In the order of the first report of each. */
  readonly scans: readonly MergedScan[];
  /** Where the target of each report went, for those who know which report is meant. */
  readonly mergedOf: ReadonlyMap<ScanTarget, MergedScan>;
  /** What was cut, each a clause for a person. */
  readonly notices: readonly string[];
}

/**
 * Puts together what several reports say of one target; the same finding of several scanners, and of several
 * places in one layer, is one. Takes linear time in the number of rows.
 */
export function mergeScans(scans: readonly Scan[], most: number = MOST_FINDINGS): MergeOutcome {
  const merged: MergedScan[] = [];
  const mergedOf = new Map<ScanTarget, MergedScan>();
  const notices: string[] = [];
  for (const members of groupTargets(scans.map(({ target }) => target))) {
    const [first, ...others] = members.flatMap((member) => scans[member] ?? []);
    if (first === undefined) continue;
    const scan = mergeGroup([first, ...others], most, notices);
    merged.push(scan);
    for (const { target } of [first, ...others]) mergedOf.set(target, scan);
  }
  return { scans: merged, mergedOf, notices };
}

function mergeGroup(
  group: readonly [Scan, ...Scan[]],
  most: number,
  notices: string[],
): MergedScan {
  const [first, ...others] = group;
  const target = mergeTargets([first.target, ...others.map((scan) => scan.target)]);
  const ledger = newLedger(most, layerNumbers(target));
  for (const { tool, vulnerabilities } of group) {
    for (const vulnerability of vulnerabilities) ledger.add(tool, vulnerability);
  }
  const vulnerabilities = ledger.list();
  const secrets = mergeSecrets(group, most);
  const problems = mergeProblems(group, most);
  const tell = (kept: number, what: 'vulnerabilities' | 'secrets' | 'problems', which: string) => {
    const rows = group.reduce((sum, scan) => sum + scan[what].length, 0);
    if (kept < most || rows <= most) return;
    const counted = `the reports about ${target.name} have ${rows} rows of ${what}`;
    notices.push(`${counted}; only the ${most} ${which} are looked at`);
  };
  tell(vulnerabilities.length, 'vulnerabilities', 'worst');
  tell(secrets.length, 'secrets', 'first');
  tell(problems.length, 'problems', 'first');
  const tools = [...new Set(group.map(({ tool }) => tool))];
  return {
    target,
    tools,
    vulnerabilities,
    secrets,
    problems,
    packages: mergePackages(group, most),
  };
}

/** Scanners name a layer by its digest or by its diff id. */
function layerNumbers({ diffIds, layerDigests }: ScanTarget): (layer: string) => number | string {
  const numbers = new Map<string, number>();
  for (const list of [diffIds, layerDigests]) {
    for (const [index, layer] of list.entries()) numbers.set(layer, index);
  }
  return (layer) => numbers.get(layer) ?? layer;
}

function mergeSecrets(group: readonly Scan[], most: number): readonly MergedSecret[] {
  const found = new Map<string, MergedSecret>();
  for (const { tool, secrets } of group) {
    for (const secret of secrets) {
      const { id, path, lines, layer } = secret;
      const key = [id, path ?? '', lines?.first ?? '', layer ?? ''].join('\t');
      const known = found.get(key);
      if (known === undefined && found.size >= most) continue;
      const witnesses = [...new Set([...(known?.witnesses ?? []), tool])];
      found.set(key, { secret: known?.secret ?? secret, witnesses, silencedBy: null });
    }
  }
  return [...found.values()];
}

/** Each place of each version once, whoever lists it. */
function mergePackages(group: readonly Scan[], most: number): readonly ReportedPackage[] {
  const found = new Map<string, ReportedPackage>();
  for (const one of group.flatMap(({ packages = [] }) => packages)) {
    const key = [one.type ?? '', one.name, one.version, one.path ?? ''].join('\t');
    if (!found.has(key) && found.size < most) found.set(key, one);
  }
  return [...found.values()];
}

/** The same problem stays there once per tool: their texts differ, and so do their ids. */
function mergeProblems(group: readonly Scan[], most: number): readonly MergedProblem[] {
  const found = new Map<string, MergedProblem>();
  for (const { tool, problems } of group) {
    for (const problem of problems) {
      const { id, path, lines, message, silencedBy } = problem;
      const key = [tool, id, path ?? '', lines?.first ?? '', message].join('\t');
      if (found.has(key) || found.size >= most) continue;
      const by = silencedBy === null ? null : `${tool}: ${silencedBy}`;
      found.set(key, { problem, tool, silencedBy: by });
    }
  }
  return [...found.values()];
}
