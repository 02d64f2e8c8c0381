import type { CampaignPull } from '../../github/campaign-pulls.ts';
import { campaignRank } from '../../remediation/campaign/campaign.ts';
import type { CampaignSelection } from '../../remediation/campaign/campaign.ts';
import type { CampaignRow, CampaignState } from '../../remediation/campaign/campaign-report.ts';
import type { CampaignStanding } from '../../remediation/campaign/standing.ts';
import type { Wave, WaveMember } from '../../remediation/campaign/waves.ts';
import type { SweptRecord } from '../../remediation/sweep/sweep-memory.ts';
import type { ListedRepository } from '../../remediation/sweep/repository-list.ts';

/** What is kept of a look: a large owner has many repositories. */
export type FoundState =
  | { readonly kind: 'failed'; readonly reason: string }
  | ({ readonly kind: 'looked' } & Pick<SweptRecord, 'verdict' | 'note' | 'standing'>);

/** A repository as a campaign sees it. */
export interface CampaignPlaceState {
  readonly repository: ListedRepository;
  readonly found: FoundState;
  /** Null without a pull request of the campaign. */
  readonly pull: CampaignPull | null;
  readonly isNew: boolean;
}

/** Where the look found it; null where nobody could look. */
export function standingOf({ found }: Pick<CampaignPlaceState, 'found'>): CampaignStanding | null {
  return found.kind === 'failed' ? null : found.standing;
}

/**
 * The pull request as far as it is about this round: one that is over belongs to an earlier one where there is something
 * to propose again, as a newer image.
 */
function currentPull(place: CampaignPlaceState): CampaignPull | null {
  const { pull } = place;
  if (pull === null) return null;
  const isOver = pull.state === 'merged' || pull.state === 'closed' || pull.state === 'withdrawn';
  const kind = standingOf(place)?.kind;
  return isOver && (kind === 'ready' || kind === 'waiting') ? null : pull;
}

/** What counts for the waves; null for what a campaign opens nothing in. */
export function memberOf(
  place: CampaignPlaceState,
  selection: CampaignSelection,
): WaveMember | null {
  const { owner, name, id } = place.repository;
  const title = `${owner}/${name}`;
  const rank = campaignRank(selection, id);
  const pull = currentPull(place);
  if (pull !== null) {
    const { number, state, openedAt } = pull;
    return { id, name: `${title}#${number}`, state, openedAt, rank };
  }
  const kind = standingOf(place)?.kind;
  if (kind !== 'ready' && kind !== 'waiting') return null;
  return { id, name: title, state: kind === 'ready' ? 'ready' : 'held', openedAt: null, rank };
}

/** The line of a report about it. */
export function rowOf(place: CampaignPlaceState, waves: readonly Wave[]): CampaignRow {
  const { repository, found, isNew } = place;
  const standing = standingOf(place);
  const pull = currentPull(place);
  const wave = waves.find(({ members }) => members.some(({ id }) => id === repository.id));
  return {
    name: `${repository.owner}/${repository.name}`,
    state: stateOf(place, pull),
    wave: wave?.name ?? null,
    note: found.kind === 'failed' ? found.reason : (found.note ?? standing?.reason ?? null),
    address: pull?.address ?? null,
    isNew,
    title: standing?.title ?? null,
    files: standing?.files ?? [],
  };
}

function stateOf({ found }: CampaignPlaceState, pull: CampaignPull | null): CampaignState {
  if (pull !== null) return pull.state;
  if (found.kind === 'failed') return 'failed';
  const { verdict, standing } = found;
  return verdict === 'done' ? (standing?.kind ?? 'unconcerned') : verdict;
}
