import { NO_BOTS } from '../bots/read-bots.ts';
import type { Config } from '../config/schema.ts';
import { parseDockerfile } from '../dockerfile/parse.ts';
import type { Rule } from '../findings/rule.ts';
import type { Registry } from '../image/registry.ts';
import { plannedUses } from '../upgrades/planned-use.ts';
import type { ImageScanner } from '../upgrades/image-scanner.ts';
import { planAgenda } from './agenda.ts';
import type { Circumstances, OpeningLimits, Withdrawal } from './agenda.ts';
import { campaignBranch } from './campaign/campaign-plan.ts';
import type { Campaign } from './campaign/campaign.ts';
import type { SourceFile } from './check-context.ts';
import { checkFile } from './check.ts';
import type { DownloadSource } from './download-plan.ts';
import { firstLook } from './first-look.ts';
import type { GatheredReports, GivenReport, ReportSource } from './given-report.ts';
import type { History } from './history.ts';
import type { LeftImages } from './left-images.ts';
import { narrowingFor } from './narrow-proposal.ts';
import { isOpeningTime } from './opening-hours.ts';
import { readOtherBots } from './other-bots.ts';
import { planWithHistory } from './plan-with-history.ts';
import type { Objection } from './plan-with-history.ts';
import { proveProposal } from './prove-proposal.ts';
import type { ChangeProver, ProposalProof } from './prove-proposal.ts';
import { planKnowledge } from './plan-knowledge.ts';
import type { PlannedKnowledge } from './plan-knowledge.ts';
import { checkContext } from './policy.ts';
import type { LeftFinding, Proposal } from './proposal.ts';
import { readAllLimits } from './read-all-limits.ts';
import { readConfig } from './read-config.ts';
import { NO_REFUSALS } from './refusals.ts';
import type { ProposalOutcome, Repository, WithdrawalOutcome } from './repository.ts';
import type { Planning } from './rule-proposals.ts';
import { readSources } from './sources.ts';
import type { SkippedFile } from './sources.ts';
import { summarizeReports } from './summarize-reports.ts';
import type { ReportsSummary } from './summarize-reports.ts';

export interface RemediationOptions {
  readonly rules: readonly Rule[];
  readonly registry: Registry;
  /** Asked what review fixes have to know of the web. */
  readonly downloads: DownloadSource;
  /** Of scanners, about images that are built from the repository or used in it; or where they are found. */
  readonly reports: readonly GivenReport[] | ReportSource;
  /** Looks at images that could be taken; null when no scanner is to be run. */
  readonly scanner: ImageScanner | null;
  readonly now: Date;
  /** Builds images before and after a proposal; null when nothing is to be built. */
  readonly prover: ChangeProver | null;
  /** What people have asked for beyond the limits: see `Circumstances`. */
  readonly requested?: ReadonlySet<string>;
  /** The one change that is asked for; without it everything that is found is proposed. */
  readonly campaign?: Campaign;
  /** Nothing is written to the repository. */
  readonly dryRun: boolean;
}

export interface ProposalResult {
  readonly proposal: Proposal;
  /** Null in a dry run. */
  readonly outcome: ProposalOutcome | null;
}

export interface WithdrawalResult {
  readonly withdrawal: Withdrawal;
  /** Null in a dry run. */
  readonly outcome: WithdrawalOutcome | null;
}

export interface RemediationReport {
  readonly results: readonly ProposalResult[];
  /** What no proposal cures, with the reasons. */
  readonly left: readonly LeftFinding[];
  /** Why a campaign that concerns the repository proposes nothing; null where it does, or does not concern it. */
  readonly objection: Objection | null;
  /** Images whose tags and digests other bots move. */
  readonly leftToBots: readonly LeftImages[];
  readonly skipped: readonly SkippedFile[];
  /** How many Dockerfiles were read, and every image that they name, as resolved, each once. */
  readonly fileCount: number;
  readonly images: readonly string[];
  /** Proposals that wait: the limit of open ones is reached, or it is no time for new ones. */
  readonly waiting: readonly Proposal[];
  /** Open ones that nothing asks for any more. */
  readonly withdrawn: readonly WithdrawalResult[];
  /** What became of all proposals of before. */
  readonly history: History;
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
  await repository.readFiles(firstLook(await repository.listFiles()));
  const { config, notices } = await readConfig(repository, options.rules);
  const { sources, skipped } = await readSources(repository, config);
  const limits = await readAllLimits(repository);
  const today = options.now.toISOString().slice(0, 10);
  // Where nothing is built, these files would take a request of their own.
  const others = sources.length === 0 ? NO_BOTS : await readOtherBots(repository, config);
  const gathered = await gather(repository, options, sources.length > 0 ? config : null);
  const given = { ...options, reports: gathered.reports };
  const { bots } = others;
  const known = await planKnowledge({ repository, sources, limits, config, bots, ...given, today });
  const { listener } = repository;
  const planning = { ...known, sources, config, rules: options.rules, today, listener };
  const planned = await planWithHistory(repository, planning, options);
  const { plan, refusals, history } = planned;
  const agenda = planAgenda(plan.proposals, history, {
    limits: openingLimits(config, options.now),
    insight: { images: known.images.isComplete, reports: known.reports !== null },
    ...wishesOf(options, config),
  });
  const narrow = narrowingFor({ ...planning, refusals });
  const proof = { prover: options.prover, surroundings: known.surroundings, narrow };
  const made = await makeProposals(repository, agenda.now, { ...options, config, proof });
  const withdrawn = await withdrawAll(repository, agenda.withdrawals, options);
  return {
    results: made.results,
    left: [...plan.left, ...made.refused],
    skipped: [...skipped, ...limits.notices],
    fileCount: sources.length,
    images: imagesIn(sources),
    waiting: agenda.waiting,
    withdrawn,
    history,
    reports: summarize({ ...planning, refusals: NO_REFUSALS }, known),
    objection: planned.objection,
    leftToBots: known.images.left,
    notices: [...notices, ...others.notices, ...gathered.notices, ...known.notices],
    questions: known.reports?.questions ?? [],
  };
}

/** Nobody is asked for reports about a repository without Dockerfiles: the configuration is null there. */
async function gather(
  repository: Repository,
  { reports }: RemediationOptions,
  config: Config | null,
): Promise<GatheredReports> {
  if (typeof reports !== 'function') return { reports, notices: [] };
  return config === null ? { reports: [], notices: [] } : reports(repository, config.reports);
}

/** What is asked for besides what is found. */
function wishesOf(
  { requested, campaign }: RemediationOptions,
  { pullRequests: { branchPrefix } }: Config,
): Pick<Circumstances, 'requested' | 'campaign'> {
  return {
    ...(requested === undefined ? {} : { requested }),
    ...(campaign === undefined ? {} : { campaign: campaignBranch(campaign, branchPrefix) }),
  };
}

function openingLimits({ pullRequests }: Config, now: Date): OpeningLimits {
  const { limit, firstContact, openingHours } = pullRequests;
  return { limit, firstContact, isWindowOpen: isOpeningTime(openingHours, now) };
}

interface Making extends RemediationOptions {
  readonly config: Config;
  readonly proof: ProposalProof;
}

interface Made {
  readonly results: readonly ProposalResult[];
  /** What real builds speak against. */
  readonly refused: readonly LeftFinding[];
}

async function makeProposals(
  repository: Repository,
  proposals: readonly Proposal[],
  { config, proof, dryRun }: Making,
): Promise<Made> {
  const results: ProposalResult[] = [];
  const refused: LeftFinding[] = [];
  for (const planned of proposals) {
    const { proposal, objections } = await proveProposal(planned, proof);
    refused.push(...objections);
    if (proposal === null) continue;
    const outcome = dryRun ? null : await repository.ensureProposal(proposal, config.pullRequests);
    results.push({ proposal, outcome });
  }
  return { results, refused };
}

async function withdrawAll(
  repository: Repository,
  withdrawals: readonly Withdrawal[],
  { dryRun }: RemediationOptions,
): Promise<readonly WithdrawalResult[]> {
  const results: WithdrawalResult[] = [];
  for (const withdrawal of withdrawals) {
    const outcome = dryRun ? null : await repository.withdrawProposal(withdrawal);
    results.push({ withdrawal, outcome });
  }
  return results;
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

function imagesIn(sources: readonly SourceFile[]): readonly string[] {
  const uses = sources.flatMap(({ path, text }) => plannedUses(path, parseDockerfile(text)));
  return [...new Set(uses.map(({ reference }) => reference))].sort();
}
