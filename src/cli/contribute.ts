import { NOTHING_DROPPED } from '../contribute/dropped-fixes.ts';
import type { GitHubClient, RepositoryName } from '../github/client.ts';
import { withdrawContribution } from '../github/contribute/ensure-contribution.ts';
import type { Preparation } from '../github/contribute/prepare-contribution.ts';
import { readTokenIdentity } from '../github/token-identity.ts';
import { CodeHostError } from '../remediation/code-host-error.ts';
import type { ProposalOutcome } from '../remediation/repository.ts';
import type { ContributeOptions } from './contribute-options.ts';
import { complainUnasked, isConfirmed } from './contribute/confirm.ts';
import { openPreparation, readRepositoryName } from './contribute/open-preparation.ts';
import { runCleanUp } from './contribute/run-clean-up.ts';
import { runContinue } from './contribute/run-continue.ts';
import { UsageError } from './exit.ts';
import type { ExitCode } from './exit.ts';
import { formatContributionJson, formatContributionText } from './format-contribution.ts';
import { explainHostError, openRemoteClient } from './remote-client.ts';
import { outputColors, print } from './terminal.ts';
import { writePatch } from './write-patch.ts';

/** `seaworthy contribute OWNER/REPO`: one small pull request from a fork, when manners and the person allow it. */
export async function runContribute(
  path: string | undefined,
  options: ContributeOptions,
): Promise<ExitCode> {
  if (path !== undefined && options.cleanUp) {
    throw new UsageError('--clean-up looks at all of your forks: name no repository');
  }
  if (path === undefined && !options.continue && !options.cleanUp) {
    throw new UsageError('name a repository on GitHub: seaworthy contribute OWNER/REPO');
  }
  if (options.drop.length > 0 && !options.continue) {
    throw new UsageError('--drop is about what is open: say --continue, too');
  }
  const place = path ?? 'GitHub';
  if (options.offline) throw new UsageError(`${place} is on GitHub, which --offline does not ask`);
  try {
    const client = openRemoteClient(`to contribute to ${place}`);
    if (options.cleanUp) return await runCleanUp(client, options);
    return await (options.continue
      ? runContinue(path, client, options)
      : offer(place, client, options));
  } catch (error) {
    if (error instanceof CodeHostError) throw new UsageError(explainHostError(error));
    throw error;
  }
}

async function offer(path: string, client: GitHubClient, options: ContributeOptions) {
  const name = readRepositoryName(path);
  const prepare = await openPreparation(client, await readTokenIdentity(client), options);
  return carryOut(await prepare(name, NOTHING_DROPPED), client, name, options);
}

async function carryOut(
  prepared: Preparation,
  client: GitHubClient,
  name: RepositoryName,
  options: ContributeOptions,
): Promise<ExitCode> {
  const { offer, stops, open } = prepared;
  const isJson = options.format === 'json';
  // Who is asked sees everything before the answer.
  if (!isJson) print(formatContributionText(prepared, outputColors()));
  const end = (code: ExitCode, outcome: ProposalOutcome | null): ExitCode => {
    if (isJson) print(formatContributionJson(prepared, outcome));
    else if (outcome !== null) print(`\n${told(outcome)}\n`);
    return code;
  };
  if (stops.length > 0) return end(1, null);
  if (options.publishPatch !== undefined) {
    if (offer !== null) writePatch(options.publishPatch, offer, new Date());
    return end(offer === null ? 0 : 1, null);
  }
  if (options.dryRun) return end(offer === null ? 0 : 1, null);
  if (offer === null) {
    if (open === null || open.isTouched || !prepared.isSettled) return end(0, null);
    const isClosed = await isConfirmed(
      `Close #${open.number}, where nothing is left to do?`,
      options,
    );
    if (isClosed === null) complainUnasked('published');
    if (isClosed === true) await withdrawContribution(client, name, open, prepared.dropped);
    return end(isClosed === null ? 2 : 1, null);
  }
  // What is there already needs no leave.
  if (offer.isUnchanged) return end(1, await offer.publish());
  const isWanted = await isConfirmed('Offer this, in your name?', options);
  if (isWanted === null) complainUnasked('published');
  if (isWanted === null) return end(2, null);
  return end(1, isWanted ? await offer.publish() : null);
}

function told(outcome: ProposalOutcome): string {
  if (outcome.kind === 'refused') return `Not published: ${outcome.reason}`;
  return `${outcome.kind} ${outcome.address ?? ''}`.trimEnd();
}
