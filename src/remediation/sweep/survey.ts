import type { Severity } from '../../findings/severity.ts';
import type { RemediationReport } from '../remediate.ts';

/** Findings of one rule that are alike, in all files of a repository. */
export interface SurveyedFindings {
  readonly rule: string;
  readonly severity: Severity;
  readonly count: number;
  /** How many of them a merge of everything that is proposed would cure, what waits for room included. */
  readonly curable: number;
}

/** A pull request that is open, or would be. */
export interface SurveyedProposal {
  readonly branch: string;
  readonly title: string;
  /** `planned` in a dry run; `refused` with the reason in `note`. */
  readonly state: 'planned' | 'created' | 'updated' | 'unchanged' | 'refused' | 'waiting';
  /** Where people find it, or why it is not there; null where there is nothing to say. */
  readonly note: string | null;
}

/** What one look at a repository came to, small enough to be kept of every repository of an owner. */
export interface RepositorySurvey {
  readonly files: number;
  readonly skipped: number;
  /** Sorted by rule. */
  readonly findings: readonly SurveyedFindings[];
  /** The first 50. */
  readonly proposals: readonly SurveyedProposal[];
}

const MOST_PROPOSALS = 50;
const LONGEST_TEXT = 200;

interface Occurrence {
  readonly rule: string;
  readonly severity: Severity;
  /** What tells it from others of the rule. */
  readonly place: string;
  readonly isCurable: boolean;
}

/** Sums up what a look at a repository came to. */
export function surveyOf(report: RemediationReport): RepositorySurvey {
  return {
    files: report.fileCount,
    skipped: report.skipped.length,
    findings: countFindings(occurrencesIn(report)),
    proposals: proposalsIn(report).slice(0, MOST_PROPOSALS),
  };
}

/** What several proposals cure is one finding, and what one cures is not left, whatever another says of it. */
function occurrencesIn({ results, waiting, left }: RemediationReport): Iterable<Occurrence> {
  const found = new Map<string, Occurrence>();
  const all = [...results.map(({ proposal }) => proposal), ...waiting];
  for (const { path, cures } of all.flatMap(({ fixes }) => fixes)) {
    for (const cure of cures) add(found, { ...cure, path }, true);
  }
  for (const item of left) add(found, item, false);
  return found.values();
}

interface Placed {
  readonly path: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly line: number;
  readonly traced: { readonly vulnerability: { readonly id: string } } | null;
}

function add(
  found: Map<string, Occurrence>,
  { path, rule, severity, line, traced }: Placed,
  isCurable: boolean,
): void {
  const place = `${path}\n${line}\n${rule}\n${traced?.vulnerability.id ?? ''}`;
  if (!found.has(place)) found.set(place, { rule, severity, place, isCurable });
}

function countFindings(all: Iterable<Occurrence>): readonly SurveyedFindings[] {
  const counts = new Map<string, SurveyedFindings>();
  for (const { rule, severity, isCurable } of all) {
    const key = `${rule}\n${severity}`;
    const before = counts.get(key) ?? { rule, severity, count: 0, curable: 0 };
    const curable = before.curable + (isCurable ? 1 : 0);
    counts.set(key, { ...before, count: before.count + 1, curable });
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function proposalsIn({ results, waiting }: RemediationReport): readonly SurveyedProposal[] {
  const made = results.map(({ proposal: { branch, title }, outcome }): SurveyedProposal => {
    const note = outcome?.kind === 'refused' ? outcome.reason : (outcome?.address ?? null);
    return { branch, title: cut(title), state: outcome?.kind ?? 'planned', note };
  });
  const later = waiting.map(({ branch, title }): SurveyedProposal => ({
    ...{ branch, title: cut(title) },
    ...{ state: 'waiting', note: null },
  }));
  return [...made, ...later];
}

function cut(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}
