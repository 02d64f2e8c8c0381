import type { Config } from '../config/schema.ts';
import type { Finding } from '../findings/finding.ts';
import type { Rule } from '../findings/rule.ts';
import type { MergedProblem, MergedScan } from '../scans/merged-scan.ts';
import type { MatchedReports } from './match-reports.ts';
import { isSameProblem } from './reported-problems.ts';

/** What became of one scan. */
export interface ScanSummary {
  /** As the report names it; untrusted. */
  readonly target: string;
  readonly tools: readonly string[];
  readonly vulnerabilities: number;
  /** How many of them do not count, because a statement or an ignore file says so. */
  readonly silenced: number;
  /** Who silences them and why, and how many each; in the order of the report. */
  readonly silences: readonly { readonly because: string; readonly count: number }[];
  readonly dockerfiles: readonly { readonly path: string; readonly because: string }[];
  /** Why it belongs to no Dockerfile, with the cure; null when it does, or when it is no scan of an image. */
  readonly problem: string | null;
  /** Lines of our configuration that would settle it. */
  readonly configuration: readonly string[];
}

/** What became of a scanner's problem of a Dockerfile: one that no rule of ours knows, or that is not there now. */
export interface ProblemSummary {
  readonly id: string;
  readonly tool: string;
  readonly path: string;
  readonly line: number | null;
  readonly title: string;
}

export interface ReportsSummary {
  readonly scans: readonly ScanSummary[];
  /** Problems that our rules find, too; how many. */
  readonly confirmed: number;
  /** Silenced by a comment, an ignore file or the configuration; how many. */
  readonly silenced: number;
  /** Problems of other files; how many. */
  readonly elsewhere: number;
  /** Our rule finds nothing there: the file has changed since, or we see it otherwise. */
  readonly notFound: readonly ProblemSummary[];
  readonly withoutRule: readonly ProblemSummary[];
}

/** A file after the check. */
export interface SummarizedFile {
  readonly path: string;
  readonly findings: readonly Finding[];
  readonly ignored: readonly Finding[];
}

/** All rules, and what the configuration says of them. */
interface RuleSettings {
  readonly rules: readonly Rule[];
  readonly config: Config;
}

/** What was made of the reports, so that nothing in them is lost without a word. */
export function summarizeReports(
  reports: MatchedReports,
  files: readonly SummarizedFile[],
  { rules, config }: RuleSettings,
): ReportsSummary {
  const isOff = ({ id }: Rule): boolean => config.rules[id] === 'off';
  const counts = { confirmed: 0, silenced: 0 };
  const notFound: ProblemSummary[] = [];
  const withoutRule: ProblemSummary[] = [];
  for (const [path, problems] of reports.problems.byPath) {
    const file = files.find((one) => one.path === path);
    for (const reported of problems) {
      const same = rules.filter((rule) => isSameProblem(rule, reported.problem));
      const isRefused = same.length > 0 && same.every(isOff);
      const fate = isRefused ? 'silenced' : fateOf(reported, same, file);
      if (fate === 'confirmed' || fate === 'silenced') counts[fate] += 1;
      else (fate === 'not-found' ? notFound : withoutRule).push(summaryOf(reported, path));
    }
  }
  const scans = reports.scans.map((scan) => scanSummary(scan, reports));
  const elsewhere = reports.problems.elsewhere.length;
  return { scans, ...counts, elsewhere, notFound, withoutRule };
}

type Fate = 'confirmed' | 'silenced' | 'not-found' | 'without-rule';

function fateOf(
  { silencedBy, tool }: MergedProblem,
  same: readonly Rule[],
  file: SummarizedFile | undefined,
): Fate {
  if (silencedBy !== null) return 'silenced';
  if (same.length === 0) return 'without-rule';
  const isWitnessed = ({ rule, witnesses }: Finding) =>
    same.some(({ id }) => id === rule) && witnesses.includes(tool);
  if (file?.findings.some(isWitnessed) === true) return 'confirmed';
  return file?.ignored.some(isWitnessed) === true ? 'silenced' : 'not-found';
}

function summaryOf({ problem, tool }: MergedProblem, path: string): ProblemSummary {
  const { id, title, lines } = problem;
  return { id, tool, path, line: lines?.first ?? null, title };
}

function scanSummary(scan: MergedScan, { matched, unmatched }: MatchedReports): ScanSummary {
  const { target, tools, vulnerabilities } = scan;
  const isSame = (other: MergedScan) => other.target === target;
  const owners = [...matched.values()].flat().filter((one) => isSame(one.scan));
  const [first] = owners;
  const stranger = unmatched.find((one) => isSame(one.scan));
  const counted = first?.scan.vulnerabilities ?? vulnerabilities;
  return {
    target: target.name,
    tools,
    vulnerabilities: vulnerabilities.length,
    silenced: counted.filter(({ silencedBy }) => silencedBy !== null).length,
    silences: countSilences(counted),
    dockerfiles: owners.map(({ path, because }) => ({ path, because })),
    problem: stranger?.problem ?? null,
    configuration: stranger?.configuration ?? [],
  };
}

function countSilences(vulnerabilities: MergedScan['vulnerabilities']): ScanSummary['silences'] {
  const counts = new Map<string, number>();
  for (const { silencedBy } of vulnerabilities) {
    if (silencedBy !== null) counts.set(silencedBy, (counts.get(silencedBy) ?? 0) + 1);
  }
  return [...counts].map(([because, count]) => ({ because, count }));
}
