import type { Rule } from '../findings/rule.ts';
import type { Registry } from '../image/registry.ts';
import type { DownloadSource } from '../remediation/download-plan.ts';
import { firstLook } from '../remediation/first-look.ts';
import { readOtherBots } from '../remediation/other-bots.ts';
import type { Refusals } from '../remediation/patch.ts';
import { planKnowledge } from '../remediation/plan-knowledge.ts';
import type { Proposal } from '../remediation/proposal.ts';
import { readAllLimits } from '../remediation/read-all-limits.ts';
import { readConfig } from '../remediation/read-config.ts';
import { NO_REFUSALS } from '../remediation/refusals.ts';
import type { Repository } from '../remediation/repository.ts';
import { ruleProposals } from '../remediation/rule-proposals.ts';
import type { Planning } from '../remediation/rule-proposals.ts';
import { readSources } from '../remediation/sources.ts';
import { chosenFixes } from './small-change.ts';
import type { Choice } from './small-change.ts';

export interface ContributionOptions extends Choice {
  readonly rules: readonly Rule[];
  readonly registry: Registry;
  readonly downloads: DownloadSource;
  /** Of the branch in the person's fork. */
  readonly branchPrefix: string;
  /** Dockerfiles that are left alone. */
  readonly left: ReadonlyMap<string, string>;
  readonly now: Date;
}

export interface PlannedContribution {
  /** Null where there is nothing to offer. */
  readonly proposal: Proposal | null;
  /** Whether there is something that is left to others. */
  readonly isHeldBack: boolean;
}

const NOTHING: PlannedContribution = { proposal: null, isHeldBack: false };

/** The one change to offer: the surest fixes, no more than strangers look at in passing. */
export async function planContribution(
  repository: Repository,
  options: ContributionOptions,
): Promise<PlannedContribution> {
  const { left, now, branchPrefix, ...known } = options;
  await repository.readFiles(firstLook(await repository.listFiles()));
  const { config: own } = await readConfig(repository, known.rules);
  // People who have turned the app off have said no already.
  if (!own.enabled) return NOTHING;
  // The branch is one of the person's fork, and found again by its name.
  const pullRequests = { ...own.pullRequests, branchPrefix };
  const config = { ...own, pullRequests, posture: 'gentle' as const };
  const found = await readSources(repository, config);
  const sources = found.sources.filter(({ path }) => !left.has(path));
  const limits = await readAllLimits(repository);
  const today = now.toISOString().slice(0, 10);
  const { bots } = await readOtherBots(repository, config);
  const input = { repository, sources, limits, config, bots, ...known, today };
  const knowledge = await planKnowledge({ ...input, reports: [], scanner: null });
  const { listener } = repository;
  const planning = { ...knowledge, sources, config, rules: known.rules, today, listener };
  return smallChange(planning, options);
}

/** Made twice, so that the fixes that are taken stand on a text without the others. */
function smallChange(
  planning: Omit<Planning, 'refusals'>,
  options: ContributionOptions,
): PlannedContribution {
  const [whole] = ruleProposals({ ...planning, refusals: NO_REFUSALS }).hardening;
  if (whole === undefined) return NOTHING;
  const { marks, isHeldBack } = chosenFixes(whole.fixes, options);
  if (marks.size === 0) return { proposal: null, isHeldBack };
  if (whole.fixes.every(({ mark }) => marks.has(mark))) return { proposal: whole, isHeldBack };
  const refusals: Refusals = ({ mark }) =>
    marks.has(mark) ? null : 'one contribution is small; this is for a later one';
  const [small] = ruleProposals({ ...planning, refusals }).hardening;
  return { proposal: small ?? null, isHeldBack };
}
