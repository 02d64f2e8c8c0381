import { ConfigError } from '../../config/config-error.ts';
import { isNothing, joinDropped, NOTHING_DROPPED } from '../../contribute/dropped-fixes.ts';
import type { Dropped } from '../../contribute/dropped-fixes.ts';
import type { PastContribution } from '../../contribute/past-contributions.ts';
import { remarkedFixes } from '../../contribute/remarked-fixes.ts';
import type { RemarkedFixes } from '../../contribute/remarked-fixes.ts';
import type { GitHubClient, RepositoryName } from '../../github/client.ts';
import { withdrawContribution } from '../../github/contribute/ensure-contribution.ts';
import type { Preparation } from '../../github/contribute/prepare-contribution.ts';
import type { Offer } from '../../github/contribute/make-offer.ts';
import { CodeHostError } from '../../remediation/code-host-error.ts';
import { shortMark } from '../../remediation/key-block.ts';
import { explainHostError } from '../remote-client.ts';
import { readRepositoryName } from './open-preparation.ts';
import type { Prepare } from './open-preparation.ts';

/** What became of an open contribution. */
export type Outcome =
  /** `planned`: it would be updated or closed. `unseen`: GitHub answers nobody any more. */
  | { readonly kind: 'unchanged' | 'updated' | 'closed' | 'declined' | 'unasked' | 'unseen' }
  | { readonly kind: 'kept' | 'planned' | 'stopped' | 'refused'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string; readonly isForAll: boolean };

export interface Continued {
  readonly contribution: PastContribution;
  readonly outcome: Outcome;
}

export interface Continuing {
  readonly client: GitHubClient;
  readonly prepare: Prepare;
  /** What the person wants to be taken out in any case. */
  readonly drop: Dropped;
  readonly dryRun: boolean;
  /** Called before anything is looked at. */
  readonly begin: (contribution: PastContribution) => void;
  /** Tells how it stands; not called where that cannot be looked up. */
  readonly stand: (contribution: PastContribution) => void;
  /** Shows what is going to be published. */
  readonly show: (offer: Offer) => void;
  /** Tells what somebody said of fixes. */
  readonly remarked: (one: RemarkedFixes) => void;
  /** Whether the person takes a remark for a no to its fixes; false where nobody is asked. */
  readonly isRefused: (one: RemarkedFixes) => Promise<boolean>;
  /** Null where nobody can be asked. */
  readonly confirm: (question: string) => Promise<boolean | null>;
  readonly end: (continued: Continued) => void;
}

/** One after the other; what fails in one repository does not end the others. */
export async function continueContributions(
  open: readonly PastContribution[],
  continuing: Continuing,
): Promise<readonly Continued[]> {
  const all: Continued[] = [];
  let barred: Outcome | null = null;
  for (const contribution of open) {
    continuing.begin(contribution);
    let latest = contribution;
    const stand = (one: PastContribution) => {
      latest = one;
      continuing.stand(one);
    };
    const outcome: Outcome = barred ?? (await triedOne(contribution, { ...continuing, stand }));
    if (outcome.kind === 'failed' && outcome.isForAll) barred = { kind: 'unseen' };
    all.push({ contribution: latest, outcome });
    continuing.end({ contribution: latest, outcome });
  }
  return all;
}

async function triedOne(contribution: PastContribution, continuing: Continuing): Promise<Outcome> {
  try {
    return await continueOne(contribution, continuing);
  } catch (error) {
    const kind = 'failed';
    if (error instanceof ConfigError) return { kind, reason: error.message, isForAll: false };
    if (!(error instanceof CodeHostError)) throw error;
    return { kind, reason: explainHostError(error), isForAll: isForAll(error) };
  }
}

/** A wrong token or a limit of requests is the same for every repository. */
function isForAll({ status }: CodeHostError): boolean {
  return status === 401 || status === 429;
}

async function continueOne(
  contribution: PastContribution,
  continuing: Continuing,
): Promise<Outcome> {
  const { prepare, drop, stand } = continuing;
  if (contribution.isTouched) {
    stand(contribution);
    return { kind: 'kept', reason: 'it holds commits of people' };
  }
  const name = readRepositoryName(contribution.repository);
  const prepared = await prepare(name, drop);
  // Asked again: GitHub works out in between whether it can be merged.
  if (prepared.open?.number === contribution.number) stand(prepared.open);
  const ended = endedBy(prepared, contribution);
  if (ended !== null) return ended;
  const unwanted = await unwantedOf(prepared, continuing);
  if (isNothing(unwanted)) return carryOut(name, prepared, continuing);
  const again = await prepare(name, joinDropped([drop, unwanted]));
  return endedBy(again, contribution) ?? carryOut(name, again, continuing);
}

/** What of it the person says is refused. */
async function unwantedOf(
  { open, offer }: Preparation,
  { remarked, isRefused }: Continuing,
): Promise<Dropped> {
  const marks = new Set<string>();
  if (open === null || offer === null) return NOTHING_DROPPED;
  const all = remarkedFixes(open.remarks, offer.proposal);
  for (const one of all) remarked(one);
  for (const one of all) {
    if (!(await isRefused(one))) continue;
    for (const { mark } of one.fixes) marks.add(shortMark(mark));
  }
  return { rules: new Set(), marks };
}

/** Null where it goes on. */
function endedBy({ open, stops, offer, isSettled }: Preparation, { number }: PastContribution) {
  if (open?.number !== number) {
    const reason = 'it is closed by now, or another one of yours is open there';
    return { kind: 'kept', reason } as const;
  }
  if (stops.length > 0) {
    return { kind: 'stopped', reason: stops.map(({ reason }) => reason).join('; ') } as const;
  }
  if (offer !== null || isSettled) return null;
  return { kind: 'kept', reason: 'others are changing what it changes' } as const;
}

async function carryOut(
  name: RepositoryName,
  { open, offer, dropped }: Preparation,
  { client, dryRun, show, confirm }: Continuing,
): Promise<Outcome> {
  if (offer?.isUnchanged === true) {
    if (!offer.hasMoved) return { kind: 'unchanged' };
    const isApproved = open?.status.review === 'approved';
    const why = isApproved ? 'it is approved' : 'branches are not to be rewritten there';
    return { kind: 'kept', reason: `${why}, and it can be merged into ${offer.base} as it is` };
  }
  if (offer !== null) show(offer);
  if (dryRun) {
    const reason = offer === null ? 'nothing is left to do' : 'it would change';
    return { kind: 'planned', reason };
  }
  const isWanted = await confirm(
    offer === null ? 'Close it, as nothing is left to do?' : 'Update it, in your name?',
  );
  if (isWanted !== true) return { kind: isWanted === null ? 'unasked' : 'declined' };
  if (offer === null) {
    if (open !== null) await withdrawContribution(client, name, open, dropped);
    return { kind: 'closed' };
  }
  const published = await offer.publish();
  if (published.kind === 'refused') return { kind: 'refused', reason: published.reason };
  return { kind: 'updated' };
}
