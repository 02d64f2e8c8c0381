import { ConfigError } from '../../config/config-error.ts';
import type { PastContribution } from '../../contribute/past-contributions.ts';
import type { GitHubClient, RepositoryName } from '../../github/client.ts';
import { withdrawContribution } from '../../github/contribute/ensure-contribution.ts';
import type { Preparation } from '../../github/contribute/prepare-contribution.ts';
import { CodeHostError } from '../../remediation/code-host-error.ts';
import { explainHostError } from '../remote-client.ts';
import { readRepositoryName } from './open-preparation.ts';

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
  readonly prepare: (name: RepositoryName) => Promise<Preparation>;
  readonly dryRun: boolean;
  /** Called before anything is looked at. */
  readonly begin: (contribution: PastContribution) => void;
  /** Shows what is going to be published. */
  readonly show: (offer: NonNullable<Preparation['offer']>) => void;
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
    const outcome: Outcome = barred ?? (await triedOne(contribution, continuing));
    if (outcome.kind === 'failed' && outcome.isForAll) barred = { kind: 'unseen' };
    all.push({ contribution, outcome });
    continuing.end({ contribution, outcome });
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
  { client, prepare, dryRun, show, confirm }: Continuing,
): Promise<Outcome> {
  if (contribution.isTouched) return { kind: 'kept', reason: 'it holds commits of people' };
  const name = readRepositoryName(contribution.repository);
  const { open, stops, offer, isSettled } = await prepare(name);
  if (open?.number !== contribution.number) {
    return { kind: 'kept', reason: 'it is closed by now, or another one of yours is open there' };
  }
  if (stops.length > 0) {
    return { kind: 'stopped', reason: stops.map(({ reason }) => reason).join('; ') };
  }
  if (offer === null && !isSettled) {
    return { kind: 'kept', reason: 'others are changing what it changes' };
  }
  if (offer?.isUnchanged === true) return { kind: 'unchanged' };
  if (offer !== null) show(offer);
  if (dryRun) {
    return {
      kind: 'planned',
      reason: offer === null ? 'nothing is left to do' : 'it would change',
    };
  }
  const question =
    offer === null ? 'Close it, as nothing is left to do?' : 'Update it, in your name?';
  const isWanted = await confirm(question);
  if (isWanted !== true) return { kind: isWanted === null ? 'unasked' : 'declined' };
  if (offer === null) {
    await withdrawContribution(client, name, open);
    return { kind: 'closed' };
  }
  const published = await offer.publish();
  if (published.kind === 'refused') return { kind: 'refused', reason: published.reason };
  return { kind: 'updated' };
}
