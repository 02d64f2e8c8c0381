import { finalStop, HOST, stop } from './etiquette/manner.ts';
import type { Manner } from './etiquette/manner.ts';

/** What somebody said on a contribution. */
export interface Remark {
  readonly author: string;
  /** Whether they belong to the people of the repository. */
  readonly isOfHouse: boolean;
  readonly text: string;
  /** File of a remark on a single line; null for one on the whole. */
  readonly path: string | null;
  /** From one; null where the line is no longer part of the change. */
  readonly line: number | null;
  /** The lines of the diff that it is about, with their signs, the last one last; none of one on the whole. */
  readonly rows: readonly string[];
  /** Whether the person has done nothing there since. */
  readonly isNew: boolean;
}

/** How a contribution stands. */
export interface ContributionStatus {
  readonly isDraft: boolean;
  /** What reviewers decided; null for nothing yet. */
  readonly review: 'approved' | 'changes-requested' | null;
  /** Null where nothing checks it. */
  readonly checks: 'passed' | 'failed' | 'running' | null;
  /** Whether it cannot be merged into what its base has become; null while GitHub works that out. */
  readonly conflicts: boolean | null;
}

/** As much of a contribution of the person as tells where and when it was offered. */
export interface Offered {
  /** `owner/name` of where it was offered. */
  readonly repository: string;
  readonly url: string;
  readonly state: 'open' | 'merged' | 'closed';
  /** `2026-11-26T04:45:18Z`. */
  readonly createdAt: string;
}

/** A pull request of the person that this tool wrote. */
export interface PastContribution extends Offered {
  readonly number: number;
  readonly branch: string;
  readonly title: string;
  readonly body: string;
  /** Whether we closed it ourselves, which is no "no". */
  readonly isWithdrawn: boolean;
  readonly isTouched: boolean;
  /** Commit id that its change stands on; null where that is not known. */
  readonly base: string | null;
  /** Hash of the fixes that its branch holds; null where they are not ours. */
  readonly edits: string | null;
  /** First line of its commit, which its title was made from; null where that is not ours. */
  readonly ownTitle: string | null;
  readonly status: ContributionStatus;
  readonly remarks: readonly Remark[];
}

/** How many a person opens in a day, and how many are open at once with one owner: nobody is swamped. */
const MOST_A_DAY = 5;
const MOST_AN_OWNER = 2;

const DAY = 24 * 60 * 60 * 1000;

const NO =
  /\b(?:no,? thank(?:s| you)|not interested|do(?: not|n['’]t) want (?:this|it|these|such)|we(?: won['’]t| will not) (?:accept|take|merge)|please (?:stop|do(?: not|n['’]t) (?:send|open|submit))|won['’]?t ?fix)\b/i;

/** What was offered by this tool before. */
export interface Past {
  /** Of the person, in one repository; newest first. */
  readonly here: readonly PastContribution[];
  /** Of the person, of the last day or open with the owner of the repository. */
  readonly offered: readonly Offered[];
  /** Number of one that somebody else offered here and that was closed without being taken; null for none. */
  readonly refusedOfOthers: number | null;
  /** Whether there was more here than could be looked at. */
  readonly isCut: boolean;
}

export interface Standing {
  /** One of ours that is open in this repository. */
  readonly open: PastContribution | null;
  /** Whether one was merged here before. */
  readonly isKnown: boolean;
  readonly stops: readonly Manner[];
}

/** What the person has offered before, and what follows from it for this repository. */
export function standingIn(past: Past, repository: string, now: Date): Standing {
  const { here } = past;
  const open = here.find(({ state }) => state === 'open') ?? null;
  const isKnown = here.some(({ state }) => state === 'merged');
  const refused = here.find(wasRefused);
  if (refused !== undefined) {
    const reason = `somebody there said no to #${refused.number}, which holds for good`;
    return { open, isKnown, stops: [finalStop('like-refused', `#${refused.number}`, reason)] };
  }
  if (open !== null) return { open, isKnown, stops: [] };
  return { open, isKnown, stops: [...doubts(past), ...caps(past.offered, repository, now)] };
}

function doubts({ refusedOfOthers, isCut }: Past): readonly Manner[] {
  if (isCut) {
    const reason = 'more was offered here than can be looked at, so that a "no" may be among it';
    return [finalStop('like-refused', HOST, reason)];
  }
  if (refusedOfOthers === null) return [];
  const reason = `somebody else offered a change by this tool, and it was closed without being taken: #${refusedOfOthers}`;
  return [stop('like-refused', `#${refusedOfOthers}`, reason)];
}

function wasRefused({ state, isWithdrawn, remarks }: PastContribution): boolean {
  if (state === 'closed') return !isWithdrawn;
  return state === 'open' && remarks.some(({ isOfHouse, text }) => isOfHouse && NO.test(text));
}

function caps(past: readonly Offered[], repository: string, now: Date): Manner[] {
  const [owner = ''] = repository.toLowerCase().split('/');
  const today = past.filter(({ createdAt }) => now.getTime() - Date.parse(createdAt) < DAY);
  if (today.length >= MOST_A_DAY) {
    return [
      finalStop(
        'limited',
        HOST,
        `you have offered ${today.length} changes in a day: that is enough`,
      ),
    ];
  }
  const open = past.filter(
    (one) => one.state === 'open' && one.repository.toLowerCase().startsWith(`${owner}/`),
  );
  if (open.length < MOST_AN_OWNER) return [];
  const reason = `${open.length} changes that you offered are open with this owner`;
  return [finalStop('limited', HOST, reason)];
}
