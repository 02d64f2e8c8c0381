import { createInterface } from 'node:readline/promises';
import { setTimeout } from 'node:timers/promises';
import { DEFAULTS } from '../config/defaults.ts';
import { discoverRules } from '../discover.ts';
import type { GitHubClient, RepositoryName } from '../github/client.ts';
import { withdrawContribution } from '../github/contribute/ensure-contribution.ts';
import { prepareContribution } from '../github/contribute/prepare-contribution.ts';
import type { Preparation } from '../github/contribute/prepare-contribution.ts';
import { readTokenIdentity } from '../github/token-identity.ts';
import { CodeHostError } from '../remediation/code-host-error.ts';
import type { ProposalOutcome } from '../remediation/repository.ts';
import type { ContributeOptions } from './contribute-options.ts';
import { openDownloadSource } from './download-source.ts';
import { UsageError } from './exit.ts';
import type { ExitCode } from './exit.ts';
import { formatContributionJson, formatContributionText } from './format-contribution.ts';
import { hostOfApi, readApiUrl } from './github-address.ts';
import { openImageRegistry } from './image-registry.ts';
import { explainHostError, openRemoteClient } from './remote-client.ts';
import { complain, outputColors, print } from './terminal.ts';
import { writePatch } from './write-patch.ts';

const NAME = /^([A-Za-z0-9][A-Za-z0-9-]{0,38})\/([A-Za-z0-9._-]{1,100})$/;

/** Milliseconds between looks at a fork that is being made. */
const FORK_PAUSE = 2000;

/** `seaworthy contribute OWNER/REPO`: one small pull request from a fork, when manners and the person allow it. */
export async function runContribute(path: string, options: ContributeOptions): Promise<ExitCode> {
  const [, owner, repo] = NAME.exec(path) ?? [];
  if (owner === undefined || repo === undefined) {
    throw new UsageError(`${path} is no repository on GitHub; write it as OWNER/REPO`);
  }
  if (options.offline) throw new UsageError(`${path} is on GitHub, which --offline does not ask`);
  const name = { owner, repo };
  try {
    const client = openRemoteClient(`to contribute to ${path}`);
    const prepared = await prepare(client, name, options);
    return await carryOut(prepared, client, name, options);
  } catch (error) {
    if (error instanceof CodeHostError) throw new UsageError(explainHostError(error));
    throw error;
  }
}

async function prepare(
  client: GitHubClient,
  name: RepositoryName,
  options: ContributeOptions,
): Promise<Preparation> {
  return prepareContribution({
    ...{ client, name, now: new Date() },
    identity: await readTokenIdentity(client),
    host: hostOfApi(readApiUrl(process.env)),
    branchPrefix: DEFAULTS.pullRequests.branchPrefix,
    setAside: new Set(options.despite),
    issue: issueOf(options.issue),
    signsOff: options.signOff,
    rules: await discoverRules(),
    registry: await openImageRegistry(options),
    downloads: openDownloadSource(options),
    wait: () => setTimeout(FORK_PAUSE),
  });
}

function issueOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const digits = /^#?(\d{1,9})$/.exec(text)?.[1];
  if (digits === undefined) throw new UsageError(`--issue ${text} is no number of an issue`);
  return Number(digits);
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
    if (isClosed === true) await withdrawContribution(client, name, open);
    return end(isClosed === null ? 2 : 1, null);
  }
  const isWanted = await isConfirmed('Offer this, in your name?', options);
  if (isWanted === null) return end(2, null);
  return end(1, isWanted ? await offer.publish() : null);
}

/** Null where nobody can be asked. */
async function isConfirmed(question: string, { yes }: ContributeOptions): Promise<boolean | null> {
  if (yes) return true;
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    complain(
      'seaworthy: nothing was published: nobody can be asked here; say --yes to go on without',
    );
    return null;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(?:es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}

function told(outcome: ProposalOutcome): string {
  if (outcome.kind === 'refused') return `Not published: ${outcome.reason}`;
  return `${outcome.kind} ${outcome.address ?? ''}`.trimEnd();
}
