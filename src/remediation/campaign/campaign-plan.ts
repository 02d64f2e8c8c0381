import type { Finding } from '../../findings/finding.ts';
import type { CheckContext } from '../check-context.ts';
import { openConditions } from '../left-reason.ts';
import type { FixPolicy, Patch } from '../patch.ts';
import type { Plan } from '../plan-proposals.ts';
import { checkContext, fixableSafeties } from '../policy.ts';
import type { LeftFinding } from '../proposal.ts';
import { branchOf, propose } from '../propose.ts';
import { patchAll, proposalContext } from '../rule-proposals.ts';
import type { Planning } from '../rule-proposals.ts';
import type { SharedFix } from '../shared-fixes.ts';
import { useKey } from '../../upgrades/planned-use.ts';
import { campaignMoves } from './campaign-moves.ts';
import { campaignSubject } from './campaign.ts';
import type { Campaign, CampaignSelection } from './campaign.ts';
import { isAbout } from './is-about.ts';

export function campaignBranch(selection: CampaignSelection, prefix: string): string {
  return branchOf({ kind: 'campaign', subject: campaignSubject(selection) }, prefix);
}

/** The one proposal of a campaign for a repository, or none; what is left is what it is about and does not change. */
export function planCampaign(planning: Planning, campaign: Campaign): Plan {
  const { sources, config, refusals } = planning;
  const moves = campaignMoves(planning, campaign);
  const context = contextOf(planning, campaign);
  const takes = (shared: SharedFix, path: string): boolean =>
    movesImages(shared, context)
      ? (shared.fix.moves ?? []).every(({ from }) => moves.keys.has(useKey(path, from)))
      : isWanted(shared, planning, campaign);
  const policy: FixPolicy = {
    ...{ safeties: ['safe', 'review'], only: null, moveImages: true },
    ...{ takes, refusals },
  };
  const patches = patchAll(sources, context, policy).filter(moves.isWhole);
  const own = patches.map((patch) => ({
    ...patch,
    left: patch.left.filter((one) => isAbout(campaign, one)),
  }));
  const proposing = { ...proposalContext(planning), campaign };
  const proposal = propose('campaign', campaignSubject(campaign), own, proposing);
  const left = [...own.flatMap(leftIn), ...moves.left];
  const safeties = fixableSafeties(config);
  const told = left.map((one) => ({ ...one, reason: reasonOf(one, safeties.includes('review')) }));
  return { proposals: proposal === null ? [] : [proposal], left: told };
}

/** Who runs the campaign asks for the rule by name; whom it concerns may have turned it off nevertheless. */
function contextOf(planning: Planning, { kind, name }: Campaign): CheckContext {
  const { config, rules, images } = planning;
  const named = rules
    .filter(({ id, movesImages }) => movesImages === true || (kind === 'rule' && id === name))
    .map(({ id }) => id)
    .filter((id) => config.rules[id] !== 'off');
  return checkContext(config, { ...planning, images: images.knowledge }, named);
}

function movesImages({ finding }: SharedFix, { rules }: CheckContext): boolean {
  return rules.some(({ id, movesImages }) => id === finding.rule && movesImages === true);
}

/** As the proposals of the repository itself would have it. */
function isWanted(
  { finding, findings }: SharedFix,
  { config }: Planning,
  campaign: Campaign,
): boolean {
  if (!findings.some((one) => isAbout(campaign, one))) return false;
  if (finding.safety === 'safe') return true;
  if (!fixableSafeties(config).includes('review')) return false;
  return config.posture === 'strict' || !hasOpen(finding);
}

function hasOpen(finding: Finding): boolean {
  return openConditions(finding).length > 0;
}

function leftIn({ path, left }: Patch): LeftFinding[] {
  return left.map((one) => ({ ...one, path }));
}

function reasonOf({ withheld, preconditions, reason }: LeftFinding, takesReview: boolean): string {
  if (withheld === null) return reason;
  if (!takesReview) return 'its fix needs a review, and the configuration asks for safe fixes only';
  const open = preconditions.filter(({ state }) => state !== 'held').map(({ text }) => text);
  return open.length === 0 ? reason : `it is not known whether this holds: ${open.join('; ')}`;
}
