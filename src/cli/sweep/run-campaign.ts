import { readCampaignPulls } from '../../github/campaign-pulls.ts';
import type { CampaignPlace } from '../../github/campaign-pulls.ts';
import type { GitHubClient } from '../../github/client.ts';
import type { GitHubIdentity } from '../../github/identity.ts';
import { Pace } from '../../jobs/sweep/pace.ts';
import { patiently } from '../../jobs/sweep/patiently.ts';
import { sweep } from '../../jobs/sweep/sweep.ts';
import type {
  SweepEnd,
  SweepLook,
  SweepOptions,
  SweepOutcome,
  SweepParts,
} from '../../jobs/sweep/sweep.ts';
import { DEFAULTS } from '../../config/defaults.ts';
import { campaignBranch } from '../../remediation/campaign/campaign-plan.ts';
import { campaignOption } from '../../remediation/campaign/campaign.ts';
import type { Campaign } from '../../remediation/campaign/campaign.ts';
import { countStates } from '../../remediation/campaign/campaign-report.ts';
import type { CampaignReport } from '../../remediation/campaign/campaign-report.ts';
import { planWaves } from '../../remediation/campaign/waves.ts';
import type { WavePlan, WaveSettings } from '../../remediation/campaign/waves.ts';
import type { ListedRepository } from '../../remediation/sweep/repository-list.ts';
import { memberOf, rowOf, standingOf } from './campaign-members.ts';
import type { CampaignPlaceState, FoundState } from './campaign-members.ts';

export interface CampaignParts {
  readonly campaign: Campaign;
  readonly settings: WaveSettings;
  readonly client: GitHubClient;
  readonly identity: GitHubIdentity;
  readonly sweepParts: Omit<SweepParts, 'look' | 'onSwept'>;
  readonly sweepOptions: SweepOptions;
  /** Finds out what would be proposed, or proposes it on the head of now. */
  readonly look: (repository: ListedRepository, isDry: boolean) => Promise<SweepLook>;
  readonly onProgress: (done: number, total: number) => void;
}

export interface CampaignEnd {
  readonly report: CampaignReport;
  readonly end: SweepEnd;
}

/**
 * Goes on with a campaign: finds whom it concerns and what became of its pull requests, keeps the open ones up to date,
 * and opens as many more as the waves allow. All it goes by is what GitHub knows.
 */
export async function runCampaign(parts: CampaignParts): Promise<CampaignEnd> {
  const { sweepOptions: options, sweepParts, settings, campaign } = parts;
  const now = sweepParts.clock.now();
  const places = new Map<number, CampaignPlaceState>();
  const seen = await sweepPlaces(parts, { isDry: true, only: null }, places);
  await readPulls(parts, places);
  const planned = () => plan([...places.values()], campaign, settings, now);
  const isWhole = seen.kind === 'complete';
  let end = seen;
  if (isWhole && !options.isDry) end = await keepUpToDate(parts, places);
  if (end.kind === 'complete' && !options.isDry) end = await openWave(parts, places, planned());
  const { waves, decision } = planned();
  const rows = [...places.values()].map((place) => rowOf(place, waves));
  return {
    end,
    report: {
      owner: campaign.owner,
      selection: campaignOption(campaign),
      isDry: options.isDry,
      end: end.kind,
      at: new Date(now).toISOString(),
      decision: isWhole ? decision : null,
      waves: waves.map(({ name, members }) => ({ name, size: members.length })),
      counts: countStates(rows),
      repositories: rows.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    },
  };
}

function plan(
  places: readonly CampaignPlaceState[],
  campaign: Campaign,
  settings: WaveSettings,
  now: number,
): WavePlan {
  const members = places.flatMap((place) => memberOf(place, campaign) ?? []);
  return planWaves(members, settings, now);
}

interface Pass {
  readonly isDry: boolean;
  /** The repositories that are meant; null for all that the owner has. */
  readonly only: readonly ListedRepository[] | null;
}

/** Looks where something has changed, and where it is to be proposed. */
async function sweepPlaces(
  { sweepParts, sweepOptions, look, onProgress }: CampaignParts,
  { isDry, only }: Pass,
  places: Map<number, CampaignPlaceState>,
): Promise<SweepEnd> {
  const { readPage, memory } = sweepParts;
  const page = { repositories: only ?? [], total: only?.length ?? 0, next: null };
  return sweep(
    {
      ...sweepParts,
      look: (repository) => look(repository, isDry),
      readPage: only === null ? readPage : () => Promise.resolve(page),
      // What is to be proposed is looked at whatever is remembered.
      memory: only === null ? memory : { ...memory, recall: () => Promise.resolve(null) },
      onSwept: ({ repository, outcome, done, total }) => {
        if (only === null) onProgress(done, total);
        if (outcome.kind === 'left-out') return;
        const pull = places.get(repository.id)?.pull ?? null;
        places.set(repository.id, { repository, found: foundIn(outcome), pull, isNew: false });
      },
    },
    { ...sweepOptions, isDry },
  );
}

function foundIn(outcome: Exclude<SweepOutcome, { kind: 'left-out' }>): FoundState {
  if (outcome.kind === 'failed') return outcome;
  const { verdict, note, standing } = outcome.record;
  return { kind: 'looked', verdict, note, standing };
}

/** Fills in what became of the pull requests; where there never was one, nobody is asked. */
async function readPulls(
  { client, identity, campaign, sweepParts, sweepOptions }: CampaignParts,
  places: Map<number, CampaignPlaceState>,
  ids: ReadonlySet<number> | null = null,
): Promise<void> {
  const usual = campaignBranch(campaign, DEFAULTS.pullRequests.branchPrefix);
  const asked = [...places.values()].flatMap((place): CampaignPlace[] => {
    const { id, owner, name, pullsAt } = place.repository;
    if (ids === null ? pullsAt === null : !ids.has(id)) return [];
    return [{ id, owner, name, branch: standingOf(place)?.branch ?? usual }];
  });
  const { clock } = sweepParts;
  // Who wants to stop still hears what was done.
  const isStopped = () => false;
  const patience = { ...sweepOptions, clock, isStopped, pace: new Pace(clock, isStopped) };
  const pulls = await patiently(patience, () => readCampaignPulls(client, identity, asked));
  for (const { id } of asked) {
    const place = places.get(id);
    const pull = pulls.get(id) ?? null;
    const isNew = ids !== null && pull !== null && place?.pull?.number !== pull.number;
    if (place !== undefined) places.set(id, { ...place, pull, isNew });
  }
}

const OPEN: readonly string[] = ['open', 'running', 'failing'];

/** Those whose fixes have changed, that cannot be merged any more, or that nothing asks for. */
async function keepUpToDate(
  parts: CampaignParts,
  places: Map<number, CampaignPlaceState>,
): Promise<SweepEnd> {
  const stale = [...places.values()].filter((place) => {
    const { pull } = place;
    const standing = standingOf(place);
    if (pull === null || standing === null || !OPEN.includes(pull.state)) return false;
    return pull.isConflicting || standing.kind !== 'ready' || standing.to !== pull.to;
  });
  return write(parts, places, stale);
}

/** Opens what the wave has room for; the next one takes the place of one that could not be opened. */
async function openWave(
  parts: CampaignParts,
  places: Map<number, CampaignPlaceState>,
  { waves, decision }: WavePlan,
): Promise<SweepEnd> {
  if (decision.kind !== 'open') return COMPLETE;
  const ready = waves.flatMap(({ members }) => members).filter(({ state }) => state === 'ready');
  let room = decision.most;
  for (let at = 0; room > 0 && at < ready.length;) {
    const some = ready.slice(at, at + room).flatMap(({ id }) => places.get(id) ?? []);
    at += room;
    const end = await write(parts, places, some);
    if (end.kind !== 'complete') return end;
    room -= some.filter(({ repository: { id } }) => places.get(id)?.isNew === true).length;
  }
  return COMPLETE;
}

const COMPLETE: SweepEnd = { kind: 'complete' };

/** Proposes, and reads what came of it. */
async function write(
  parts: CampaignParts,
  places: Map<number, CampaignPlaceState>,
  some: readonly CampaignPlaceState[],
): Promise<SweepEnd> {
  if (some.length === 0) return COMPLETE;
  const only = some.map(({ repository }) => repository);
  const end = await sweepPlaces(parts, { isDry: false, only }, places);
  if (end.kind !== 'broken') await readPulls(parts, places, new Set(only.map(({ id }) => id)));
  return end;
}
