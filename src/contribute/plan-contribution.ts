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
import { fittingFixes } from './small-change.ts';
import type { Size } from './small-change.ts';

export interface ContributionOptions {
  readonly rules: readonly Rule[];
  readonly registry: Registry;
  readonly downloads: DownloadSource;
  /** Of the branch in the person's fork. */
  readonly branchPrefix: string;
  /** Dockerfiles that are left alone. */
  readonly left: ReadonlyMap<string, string>;
  readonly size: Size;
  readonly now: Date;
}

/** The one change to offer: the surest fixes, no more than strangers look at in passing; null where there is none. */
export async function planContribution(
  repository: Repository,
  { left, size, now, branchPrefix, ...known }: ContributionOptions,
): Promise<Proposal | null> {
  await repository.readFiles(firstLook(await repository.listFiles()));
  const { config: own } = await readConfig(repository, known.rules);
  // People who have turned the app off have said no already.
  if (!own.enabled) return null;
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
  return smallChange(planning, size);
}

/** Made twice, so that the fixes that are taken stand on a text without the others. */
function smallChange(planning: Omit<Planning, 'refusals'>, size: Size): Proposal | null {
  const [whole] = ruleProposals({ ...planning, refusals: NO_REFUSALS }).hardening;
  if (whole === undefined) return null;
  const fitting = fittingFixes(whole.fixes, size);
  if (whole.fixes.every(({ mark }) => fitting.has(mark))) return whole;
  const refusals: Refusals = ({ mark }) =>
    fitting.has(mark) ? null : 'one contribution is small; this is for a later one';
  return ruleProposals({ ...planning, refusals }).hardening[0] ?? null;
}
