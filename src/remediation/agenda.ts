import type { History, PastProposal } from './history.ts';
import { branchOf } from './propose.ts';
import type { Proposal } from './proposal.ts';

export interface Withdrawal {
  readonly past: PastProposal;
  /** What takes its place; null when nothing is left to do. */
  readonly successor: Proposal | null;
}

/** What to do with the proposals that should exist, and with those that do. */
export interface Agenda {
  /** To be made, or brought up to date where they are open. */
  readonly now: readonly Proposal[];
  /** Those for which there is no room yet. */
  readonly waiting: readonly Proposal[];
  /** Open ones that nothing asks for any more. */
  readonly withdrawals: readonly Withdrawal[];
}

/** What this run could find out: a proposal that it does not see may still be right. */
export interface Insight {
  /** Whether the registries answered everything that they were asked. */
  readonly images: boolean;
  /** Whether there were reports of scanners. */
  readonly reports: boolean;
}

export interface OpeningLimits {
  /** How many may be open at once. */
  readonly limit: number;
  /** How many are open at once until people have merged or closed the first one. */
  readonly firstContact: number;
  /** Whether new ones may be opened at this time. */
  readonly isWindowOpen: boolean;
}

export interface Circumstances {
  readonly limits: OpeningLimits;
  readonly insight: Insight;
  /** What people have asked for though there is no room: branches without their prefix, as `branchOf` prints them. */
  readonly requested?: ReadonlySet<string>;
  /** The branch of the campaign that is run alone; without it all but campaigns is. */
  readonly campaign?: string;
}

/**
 * Open proposals are kept up to date whatever the limit says, new ones take the room that is left, in their order.
 * What cures an advisory that is known to be exploited does not wait for room.
 */
export function planAgenda(
  proposals: readonly Proposal[],
  { proposals: past, isFirstContact }: History,
  { limits: { limit, firstContact, isWindowOpen }, insight, requested, campaign }: Circumstances,
): Agenda {
  const open = past.filter(({ state }) => state === 'open');
  const openBranches = new Set(open.map(({ branch }) => branch));
  const wantedBranches = new Set(proposals.map(({ branch }) => branch));
  const most = isFirstContact ? Math.min(limit, firstContact) : limit;
  const stays = (one: PastProposal) => wantedBranches.has(one.branch) || isForeign(one, campaign);
  // What is left of one that was closed is a branch, and takes nobody's time.
  const taken = open.filter((one) => stays(one) && !(isForeign(one, campaign) && isBranch(one)));
  let room = isWindowOpen ? most - taken.length : 0;
  const now: Proposal[] = [];
  const waiting: Proposal[] = [];
  for (const proposal of proposals) {
    const isRequested = requested?.has(branchOf(proposal.key, '')) === true;
    if (openBranches.has(proposal.branch) || isRequested || isUrgent(proposal)) {
      now.push(proposal);
    } else if (room > 0) {
      room -= 1;
      now.push(proposal);
    } else {
      waiting.push(proposal);
    }
  }
  const withdrawals = open
    .filter((one) => !stays(one) && isOutdated(one, insight))
    .map((one) => ({ past: one, successor: successorOf(one, now) }));
  return { now, waiting, withdrawals };
}

/** What this run neither makes nor takes back: of a campaign the rest, and of the rest the campaigns. */
function isForeign({ branch, block }: PastProposal, campaign: string | undefined): boolean {
  return campaign === undefined ? block?.key.kind === 'campaign' : branch !== campaign;
}

function isBranch({ name, branch }: PastProposal): boolean {
  return name === branch;
}

/** What came of a report, or of what a registry said, is over only when these have spoken again. */
function isOutdated({ block }: PastProposal, { images, reports }: Insight): boolean {
  if (block === null || (block.advisories.size > 0 && !reports)) return false;
  return images || block.key.kind === 'hardening';
}

function isUrgent({ fixes }: Proposal): boolean {
  const cures = fixes.flatMap((fix) => fix.cures);
  return cures.some(({ traced }) => traced?.vulnerability.isKnownExploited === true);
}

/** For an image that has moved in the meantime: the next move of one with the same first word in its name. */
function successorOf({ block }: PastProposal, now: readonly Proposal[]): Proposal | null {
  if (block === null) return null;
  const { kind, subject } = block.key;
  const name = subject.split('-')[0];
  const isRelated = ({ key }: Proposal) => key.kind === kind && key.subject.split('-')[0] === name;
  return kind === 'upgrade' ? (now.find(isRelated) ?? null) : null;
}
