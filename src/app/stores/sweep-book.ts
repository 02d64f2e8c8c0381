import type { SweepWishes } from '../../schedule/sweep-times.ts';

/** A repository that a look is due for. */
export interface PendingLook {
  readonly id: number;
  readonly owner: string;
  readonly repo: string;
}

/** A sweep that has begun. All times are milliseconds, since 1970 where they are moments. */
export interface RunningSweep {
  readonly began: number;
  /** Over how much time its looks are spread. */
  readonly window: number;
  /** Whether everything is looked at, whatever is unchanged, but for the one of which that is known. */
  readonly isAgain: boolean;
  readonly except: number | null;
  /** The next page of the list of repositories; null for the first. */
  readonly after: string | null;
  /** Whether no page is left. */
  readonly isListed: boolean;
  /** Of the page at hand: at most a hundred, of which so many are released at a time, and then a pause is made. */
  readonly pending: readonly PendingLook[];
  readonly share: number;
  readonly pause: number;
  /** How many were listed so far, and how many of them are looked at. */
  readonly repositories: number;
  readonly looks: number;
}

/** What is kept of the sweeps of an installation. */
export interface SweepState {
  /** When the last one began. */
  readonly last: number;
  readonly wishes: SweepWishes;
  /** Another text whenever the configuration of the owner is another one; empty where there is none. */
  readonly configuration: string;
  /** Null between two. */
  readonly running: RunningSweep | null;
}

/** When each installation is to be asked about, and what is known of its sweeps. */
export interface SweepBook {
  /** Has an installation asked about at a moment; of one that is known nothing changes. */
  readonly ensure: (installation: number, askAt: number) => Promise<void>;
  /**
   * Those that are to be asked about now, a few at a time; each goes to one process alone, and comes again at `again` unless
   * it is kept before. One whose moment lies beyond `furthest` is among them: the clock was wrong.
   */
  readonly claim: (moments: ClaimMoments) => Promise<readonly number[]>;
  /** Null where nothing, or nothing that can be read, is known. */
  readonly find: (installation: number) => Promise<SweepState | null>;
  readonly keep: (installation: number, state: SweepState, askAt: number) => Promise<void>;
  /** Has an installation asked about at a moment whatever its schedule is, the soonest that is known; null: that has been done. */
  readonly wake: (installation: number, moment: number | null) => Promise<void>;
  /** The moment for which it was woken; null where it was not. */
  readonly wakes: (installation: number) => Promise<number | null>;
  readonly forget: (installation: number) => Promise<void>;
}

export interface ClaimMoments {
  readonly now: number;
  readonly again: number;
  readonly furthest: number;
}

/** As many as one process claims at once. */
export const MOST_CLAIMED = 100;
