import { ConfigError } from '../config/config-error.ts';
import { configPath, DEFAULTS } from '../config/defaults.ts';
import { loadConfig } from '../config/load.ts';
import type { Config } from '../config/schema.ts';
import type { Rule } from '../findings/rule.ts';
import type { Registry } from '../image/registry.ts';
import { mayLimit, readLimits } from '../upgrades/limits.ts';
import type { LimitBook } from '../upgrades/limits.ts';
import type { ImageScanner } from '../upgrades/image-scanner.ts';
import { checkFile } from './check.ts';
import type { DownloadSource } from './download-plan.ts';
import type { GivenReport } from './given-report.ts';
import { imageProposals } from './image-proposals.ts';
import { narrowingFor } from './narrow-proposal.ts';
import type { Patch } from './patch.ts';
import { proveProposal } from './prove-proposal.ts';
import type { ChangeProver } from './prove-proposal.ts';
import { placeKey } from './place-key.ts';
import { planKnowledge } from './plan-knowledge.ts';
import type { PlannedKnowledge } from './plan-knowledge.ts';
import { checkContext } from './policy.ts';
import type { LeftFinding, Proposal } from './proposal.ts';
import type { ProposalOutcome, Repository } from './repository.ts';
import { ruleProposals } from './rule-proposals.ts';
import type { Planning } from './rule-proposals.ts';
import { isForeign, readSources } from './sources.ts';
import type { SkippedFile } from './sources.ts';
import { summarizeReports } from './summarize-reports.ts';
import type { ReportsSummary } from './summarize-reports.ts';

export interface RemediationOptions {
  readonly rules: readonly Rule[];
  readonly registry: Registry;
  /** Asked what review fixes have to know of the web. */
  readonly downloads: DownloadSource;
  /** Of scanners, about images that are built from the repository or used in it. */
  readonly reports: readonly GivenReport[];
  /** Looks at images that could be taken; null when no scanner is to be run. */
  readonly scanner: ImageScanner | null;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Builds images before and after a proposal; null when nothing is to be built. */
  readonly prover: ChangeProver | null;
  /** Nothing is written to the repository. */
  readonly dryRun: boolean;
}

export interface ProposalResult {
  readonly proposal: Proposal;
  /** Null in a dry run. */
  readonly outcome: ProposalOutcome | null;
}

export interface RemediationReport {
  readonly results: readonly ProposalResult[];
  /** What no proposal cures, with the reasons. */
  readonly left: readonly LeftFinding[];
  readonly skipped: readonly SkippedFile[];
  /** Proposals that wait because the limit of open ones is reached. */
  readonly waiting: readonly Proposal[];
  /** What became of the scan reports; null without any. */
  readonly reports: ReportsSummary | null;
  /** What could not be read of the reports and of the files around them. */
  readonly notices: readonly string[];
  /** What only a person can settle, each in lines. */
  readonly questions: readonly (readonly string[])[];
}

/** The use case: reads a repository, works out the proposals, and makes them be. */
export async function remediate(
  repository: Repository,
  options: RemediationOptions,
): Promise<RemediationReport> {
  const config = await readConfig(repository, options.rules);
  const { sources, skipped } = await readSources(repository, config);
  const limits = await readAllLimits(repository);
  const known = await planKnowledge({ repository, sources, limits, config, ...options });
  const planning = { ...known, sources, config, rules: options.rules, today: options.today };
  const { proposals, left } = planProposals(planning);
  const now = proposals.slice(0, config.pullRequests.limit);
  const { surroundings } = known;
  const proving = { prover: options.prover, surroundings, narrow: narrowingFor(planning) };
  const results = [];
  const refused: LeftFinding[] = [];
  for (const planned of now) {
    const { proposal, objections } = await proveProposal(planned, proving);
    refused.push(...objections);
    if (proposal === null) continue;
    const outcome = options.dryRun ? null : await repository.ensureProposal(proposal);
    results.push({ proposal, outcome });
  }
  const waiting = proposals.slice(config.pullRequests.limit);
  const reports = summarize(planning, known);
  const { notices } = known;
  const questions = known.reports?.questions ?? [];
  const unread = [...skipped, ...limits.notices];
  const all = [...left, ...refused];
  return { results, left: all, skipped: unread, waiting, reports, notices, questions };
}

async function readConfig(repository: Repository, rules: readonly Rule[]): Promise<Config> {
  const ids = rules.map((rule) => rule.id);
  const files = await repository.listFiles();
  const path = configPath(files);
  if (path === null) return DEFAULTS;
  const content = await repository.readFile(path);
  if (!content.ok) {
    const place = { file: path, line: 1, column: 1 };
    throw new ConfigError({ ...place, problem: content.reason, cure: 'replace the file' });
  }
  return loadConfig(content.text, path, ids);
}

interface Plan {
  readonly proposals: readonly Proposal[];
  readonly left: readonly LeftFinding[];
}

/** Safe fixes first, then images, then what needs the eye of a person. */
function planProposals(planning: Planning): Plan {
  const { rules } = planning;
  const { hardening, reviews, left } = ruleProposals(planning);
  const moves = imageProposals(planning);
  const proposals = [...hardening, ...moves.proposals, ...reviews];
  const moving = new Set(rules.filter(({ movesImages }) => movesImages).map(({ id }) => id));
  const taken = new Set(
    proposals
      .flatMap(({ fixes }) => fixes)
      .flatMap(({ path, cures }) => cures.map((cure) => placeKey({ ...cure, path }))),
  );
  // Of what scanners reported a move cures what it says, and nothing else.
  const isCured = (item: LeftFinding) =>
    taken.has(placeKey(item)) ||
    (item.traced === null && moving.has(item.rule) && isCuredByMove(item, moves.patches));
  return { proposals, left: leftBy(left, isCured, moves.refused) };
}

/** Null where there are no reports. */
function summarize(
  planning: Planning,
  { reports, images }: PlannedKnowledge,
): ReportsSummary | null {
  if (reports === null) return null;
  const { sources, config } = planning;
  const context = checkContext(config, { ...planning, images: images.knowledge });
  const files = sources.map((source) => checkFile(source, context));
  return summarizeReports(reports, files, planning);
}

/**
 * One edit of an ARG moves several images, and is listed at the first of them. What scanners reported of an
 * image that moves is gone from the text that no scanner has seen yet: only what the move says that it cures is cured.
 */
function isCuredByMove(item: LeftFinding, patches: readonly Patch[]): boolean {
  if (item.traced !== null) return false;
  const key = placeKey(item);
  return patches
    .filter(({ path }) => path === item.path)
    .some(({ path, left }) => left.every((other) => placeKey({ ...other, path }) !== key));
}

/** The files that say which versions the repository allows. */
async function readAllLimits(repository: Repository): Promise<LimitBook> {
  const texts = new Map<string, string>();
  for (const path of await repository.listFiles()) {
    if (!mayLimit(path) || isForeign(path)) continue;
    const content = await repository.readFile(path);
    if (content.ok) texts.set(path, content.text);
  }
  return readLimits(texts);
}

/** What no proposal cures; a move that failed has its own reason. */
function leftBy(
  left: readonly LeftFinding[],
  isCured: (item: LeftFinding) => boolean,
  refused: ReadonlyMap<string, string>,
): LeftFinding[] {
  return left
    .filter((item) => !isCured(item))
    .map((item) => ({ ...item, reason: refused.get(placeKey(item)) ?? item.reason }));
}
