import type { Scan, Vulnerability } from '../../findings/scan-report.ts';
import { vulnerabilityKey } from '../../findings/traced-vulnerability.ts';
import type {
  CandidateAssessment,
  TracedVulnerability,
} from '../../findings/traced-vulnerability.ts';
import { releaseOfPackages } from '../../image/package-release.ts';
import type { UpgradeCandidate } from '../../image/upgrade.ts';
import type { ReadContents } from '../read-base-contents.ts';
import { judgeByPackages } from './judge-packages.ts';
import type { PackageList, Verdict } from './judge-packages.ts';
import { indexIds, indexScan, introducedBy, judgeByScan } from './judge-scan.ts';

/** What is known of the image at hand. */
export interface PresentBase {
  /** Those that the base image causes. */
  readonly vulnerabilities: readonly TracedVulnerability[];
  readonly list: PackageList;
  /** Layers of the image that was scanned, from the bottom; empty when the report does not tell. */
  readonly diffIds: readonly string[];
}

/** What would be built on: a candidate (null is the image as it is named, built again) and its contents. */
export interface Option {
  readonly candidate: UpgradeCandidate | null;
  readonly contents: ReadContents;
}

/** Judges each vulnerability of the present image in another one. */
export function judgeOption(
  present: PresentBase,
  { candidate, contents }: Option,
  scan: Scan | null,
): CandidateAssessment {
  const list: PackageList = { contents, release: releaseOfPackages(contents.packages ?? []) };
  const isSame = candidate === null && isBelow(contents.diffIds, present.diffIds);
  const known = indexIds(present.vulnerabilities.map(({ vulnerability }) => vulnerability));
  const scanned = scan === null ? null : indexScan(scan);
  const fixed = new Set<string>();
  const remaining = new Set<string>();
  const notAssessed = new Map<string, string>();
  for (const traced of present.vulnerabilities) {
    const { vulnerability } = traced;
    const byPackages: Verdict = isSame
      ? { state: 'remaining' }
      : judgeByPackages(vulnerability, present.list, list);
    const verdict = scanned === null ? byPackages : judgeByScan(traced, scanned, known, byPackages);
    const key = vulnerabilityKey(vulnerability);
    if (verdict.state === 'fixed') fixed.add(key);
    else if (verdict.state === 'remaining') remaining.add(key);
    else notAssessed.set(key, verdict.reason);
  }
  const introduced: readonly Vulnerability[] | null =
    scan === null ? null : introducedBy(scan, known);
  return { candidate, ...disjoint(fixed, remaining, notAssessed), introduced };
}

/** One key may stand for the same package in several layers: the worst that is said of it counts. */
function disjoint(
  fixed: Set<string>,
  remaining: Set<string>,
  notAssessed: Map<string, string>,
): Pick<CandidateAssessment, 'fixed' | 'remaining' | 'notAssessed'> {
  for (const key of remaining) notAssessed.delete(key);
  for (const key of [...remaining, ...notAssessed.keys()]) fixed.delete(key);
  return { fixed, remaining, notAssessed };
}

/** True when the layers are those at the bottom of the other image: it was built on this very one. */
function isBelow(lower: readonly string[] | null, whole: readonly string[]): boolean {
  if (lower === null || lower.length === 0 || lower.length > whole.length) return false;
  return lower.every((one, index) => one === whole[index]);
}
