import type { ChangedLines } from './standing.ts';
import type { PullState, WaveDecision } from './waves.ts';

/** In the order in which people want to see them. */
export const CAMPAIGN_STATES = [
  'failed',
  'misconfigured',
  'blocked',
  'closed',
  'failing',
  'running',
  'open',
  'ready',
  'waiting',
  'merged',
  'withdrawn',
  'refused',
  'elsewhere',
  'left',
  'disabled',
  'unconcerned',
] as const;

/**
 * What became of a repository in a campaign. With a pull request: `open` (checks passed or none), `running`, `failing`,
 * `merged`, `closed`, `withdrawn`. Without: `ready` waits for its wave, `waiting` for reasons of its own, and the others
 * get none.
 */
export type CampaignState = PullState | (typeof CAMPAIGN_STATES)[number];

export interface CampaignRow {
  /** `acme/api`. */
  readonly name: string;
  readonly state: CampaignState;
  /** `canary`, `up to 10 %`; null for what is in no wave. */
  readonly wave: string | null;
  readonly note: string | null;
  /** Where people find the pull request; null where there is none. */
  readonly address: string | null;
  readonly isNew: boolean;
  readonly title: string | null;
  readonly files: readonly ChangedLines[];
}

export interface CampaignReport {
  readonly owner: string;
  /** `--rule last-user-root`. */
  readonly selection: string;
  readonly isDry: boolean;
  readonly end: 'complete' | 'stopped' | 'broken';
  /** RFC 3339. */
  readonly at: string;
  /** What may happen next; null where the repositories were not all seen. */
  readonly decision: WaveDecision | null;
  readonly waves: readonly { readonly name: string; readonly size: number }[];
  readonly counts: Readonly<Record<CampaignState, number>>;
  readonly repositories: readonly CampaignRow[];
}

/** How many repositories are in each state. */
export function countStates(rows: readonly CampaignRow[]): CampaignReport['counts'] {
  const counts = Object.fromEntries(CAMPAIGN_STATES.map((state) => [state, 0]));
  for (const { state } of rows) counts[state] = (counts[state] ?? 0) + 1;
  // Every state has been given its zero.
  return counts as CampaignReport['counts'];
}
