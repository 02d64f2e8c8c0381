import type { Campaign } from './campaign/campaign.ts';
import { campaignBranch, planCampaign } from './campaign/campaign-plan.ts';
import { branchesBeside } from './campaign/branches-beside.ts';
import type { History } from './history.ts';
import { movedImages } from './moved-images.ts';
import type { Refusals } from './patch.ts';
import { planProposals } from './plan-proposals.ts';
import type { Plan } from './plan-proposals.ts';
import type { Proposal } from './proposal.ts';
import { NO_REFUSALS, placeOf, refusalsIn, withCampaigns } from './refusals.ts';
import type { Repository } from './repository.ts';
import type { Planning } from './rule-proposals.ts';

/** `refused`: somebody said no before. `elsewhere`: another open pull request has it. */
export interface Objection {
  readonly kind: 'refused' | 'elsewhere';
  /** One clause. */
  readonly reason: string;
}

export interface PlannedProposals {
  readonly plan: Plan;
  readonly refusals: Refusals;
  readonly history: History;
  readonly objection: Objection | null;
}

type Known = Omit<Planning, 'refusals'>;

export interface PlanWishes {
  readonly campaign?: Campaign;
  readonly dryRun: boolean;
}

/** What is wanted, without what somebody said no to and without what another open pull request changes. */
export async function planWithHistory(
  repository: Repository,
  known: Known,
  { campaign, dryRun }: PlanWishes,
): Promise<PlannedProposals> {
  if (campaign !== undefined) return campaignWithHistory(repository, known, campaign, dryRun);
  const plan = planProposals({ ...known, refusals: NO_REFUSALS });
  const branches = plan.proposals.map(({ branch }) => branch);
  const history = await repository.readHistory(branches, known.config.pullRequests);
  const refusals = withCampaigns(refusalsIn(history.proposals), history.proposals);
  const planned = { refusals, history, objection: null };
  if (refusals === NO_REFUSALS) return { ...planned, plan };
  return { ...planned, plan: planProposals({ ...known, refusals }) };
}

const NO_HISTORY: History = { proposals: [], isFirstContact: false };

async function campaignWithHistory(
  repository: Repository,
  known: Known,
  campaign: Campaign,
  dryRun: boolean,
): Promise<PlannedProposals> {
  const plan = planCampaign({ ...known, refusals: NO_REFUSALS }, campaign);
  const [wanted] = plan.proposals;
  const planned = { plan, refusals: NO_REFUSALS, objection: null };
  // Nothing to open, and nobody to take anything back: what there was before does not matter.
  if (wanted === undefined && dryRun) return { ...planned, history: NO_HISTORY };
  const { pullRequests } = known.config;
  const own = campaignBranch(campaign, pullRequests.branchPrefix);
  const branches = [own, ...(wanted === undefined ? [] : branchesBeside(wanted, known))];
  const history = await repository.readHistory(branches, pullRequests);
  if (wanted === undefined) return { ...planned, history };
  const elsewhere = whereElse(wanted, history, own);
  if (elsewhere !== null) return { ...planned, ...without(plan, elsewhere), history };
  const refusals = refusalsIn(history.proposals);
  const allowed = planCampaign({ ...known, refusals }, campaign);
  if (allowed.proposals.length > 0) return { plan: allowed, refusals, history, objection: null };
  const objection = { kind: 'refused', reason: whyRefused(wanted, refusals) } as const;
  return { plan: allowed, refusals, history, objection };
}

function without({ left }: Plan, reason: string): Pick<PlannedProposals, 'plan' | 'objection'> {
  return { plan: { proposals: [], left }, objection: { kind: 'elsewhere', reason } };
}

/** Two pull requests for one line would be in each other's way, also where only some of the fixes are in both. */
function whereElse({ fixes }: Proposal, { proposals }: History, own: string): string | null {
  if (proposals.some(({ branch, state }) => branch === own && state === 'open')) return null;
  for (const fix of fixes) {
    const place = placeOf(fix, proposals);
    if (place !== null) return `already in ${place}`;
  }
  return null;
}

function whyRefused({ fixes }: Proposal, refusals: Refusals): string {
  for (const { rule, mark, advisories, fix } of fixes) {
    const reason = refusals({ rule, mark, advisories, images: movedImages(fix) });
    if (reason !== null) return reason;
  }
  return 'you said no to it before';
}
