import { parseReference } from '../../image/reference.ts';
import type { UpgradeGroup } from '../../upgrades/group.ts';
import { fitsImage } from '../../upgrades/image-pattern.ts';
import { useKey } from '../../upgrades/planned-use.ts';
import { isDigests, movingContext, patchGroup, whyIncomplete } from '../image-proposals.ts';
import { originalOf } from '../mirrors.ts';
import type { AppliedFix, Patch } from '../patch.ts';
import type { LeftFinding } from '../proposal.ts';
import type { Planning } from '../rule-proposals.ts';
import type { Campaign } from './campaign.ts';
import { isAbout } from './is-about.ts';

export interface CampaignMoves {
  /** By `useKey`: the images that may move. */
  readonly keys: ReadonlySet<string>;
  /** False for a patch that would leave a part of a move behind. */
  readonly isWhole: (patch: Patch) => boolean;
  /** What it is about and cannot be moved. */
  readonly left: readonly LeftFinding[];
}

/** The images that move for a campaign. What moves together goes together; of digests each stands alone. */
export function campaignMoves(planning: Planning, campaign: Campaign): CampaignMoves {
  const context = movingContext(planning);
  const keys = new Set<string>();
  const taken: UpgradeGroup[] = [];
  const left: LeftFinding[] = [];
  for (const group of planning.images.groups) {
    if (!mayConcern(group, planning, campaign)) continue;
    for (const patch of patchGroup(group, planning, context)) {
      const wanted = wantedIn(patch, group, planning, campaign);
      const reason = whyIncomplete(group, patch);
      if (reason === null) for (const from of wanted) keys.add(useKey(patch.path, from));
      else left.push(...leftOf(patch, reason, campaign));
    }
    taken.push(group);
  }
  const isWhole = (patch: Patch) =>
    taken.every((group) => {
      const own = group.members.filter(({ path, from }) => keys.has(useKey(path, from)));
      return whyIncomplete({ ...group, members: own }, patch) === null;
    });
  return { keys, isWhole, left };
}

/** Rules and advisories are told by what the patches cure. */
function mayConcern({ members }: UpgradeGroup, { config, rules }: Planning, campaign: Campaign) {
  const { kind, name } = campaign;
  if (kind === 'rule') return rules.some(({ id, movesImages }) => id === name && movesImages);
  return kind === 'advisory' || members.some(({ from }) => isNamed(from, config, name));
}

function isNamed(reference: string, { policy }: Planning['config'], pattern: string): boolean {
  const image = parseReference(reference);
  if (image === null) return false;
  const original = originalOf(image, policy.mirrors);
  return fitsImage(pattern, image) || (original !== null && fitsImage(pattern, original));
}

/** Images of a file, as resolved, that the campaign wants to move. */
function wantedIn(
  { path, applied }: Patch,
  group: UpgradeGroup,
  { config }: Planning,
  campaign: Campaign,
): readonly string[] {
  const members = group.members.filter((member) => member.path === path);
  const names = members.map(({ from }) => from);
  if (campaign.kind === 'image') {
    const named = names.filter((from) => isNamed(from, config, campaign.name));
    return isDigests(group) || named.length === 0 ? named : names;
  }
  const cured = applied.filter(({ cures }) => cures.some((one) => isAbout(campaign, one)));
  if (isDigests(group)) return cured.flatMap(movedBy);
  return cured.length > 0 ? names : [];
}

function movedBy({ fix }: AppliedFix): readonly string[] {
  return (fix.moves ?? []).map(({ from }) => from);
}

/** What of a move that is not made the campaign is about. */
function leftOf(
  { path, applied, left }: Patch,
  reason: string,
  campaign: Campaign,
): readonly LeftFinding[] {
  const cured = applied.flatMap(({ cures, safety, fix }) =>
    cures.map((one) => ({
      ...{ ...one, preconditions: fix.preconditions ?? [], withheld: safety, isRefused: true },
    })),
  );
  return [...left, ...cured]
    .filter((one) => campaign.kind === 'image' || isAbout(campaign, one))
    .map((one) => ({ ...one, path, reason, withheld: null }));
}
