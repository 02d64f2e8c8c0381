/**
 * Where a repository stands in a campaign, as a look at it found. `ready`: there is something to propose. `waiting`: its
 * own configuration says not yet. `blocked`: the code host or a person's commits are in the way. `left`: it has the
 * problem, and no fix may be made. `unconcerned`: it has not.
 */
export const STANDING_KINDS = [
  'ready',
  'waiting',
  'blocked',
  'refused',
  'elsewhere',
  'left',
  'unconcerned',
] as const;

/** Of a repository about which a campaign for an advisory can tell nothing. */
export const NO_REPORT = 'no report of a scanner was found';

/** Lines of a file that the change adds and takes away. */
export interface ChangedLines {
  readonly path: string;
  readonly added: number;
  readonly removed: number;
}

export interface CampaignStanding {
  readonly kind: (typeof STANDING_KINDS)[number];
  /** One clause; null where there is nothing to say. */
  readonly reason: string | null;
  /** Of its pull request, whether there is one or not. */
  readonly branch: string;
  /** Hash of the fixes that would be proposed, and the title; null where there are none. */
  readonly to: string | null;
  readonly title: string | null;
  /** The first 20. */
  readonly files: readonly ChangedLines[];
}
