import type { Dropped } from '../../contribute/dropped-fixes.ts';
import type { PastContribution } from '../../contribute/past-contributions.ts';
import { discoverRules } from '../../discover.ts';
import type { GitHubClient } from '../../github/client.ts';
import { readOpenContributions } from '../../github/contribute/read-contributions.ts';
import { readTokenIdentity } from '../../github/token-identity.ts';
import type { ContributeOptions } from '../contribute-options.ts';
import { UsageError } from '../exit.ts';
import type { ExitCode } from '../exit.ts';
import { formatOffer } from '../format-contribution.ts';
import { complain, outputColors, print } from '../terminal.ts';
import { complainUnasked, isAnswered, isConfirmed } from './confirm.ts';
import { continueContributions } from './continue-contributions.ts';
import type { Continued } from './continue-contributions.ts';
import {
  formatBegun,
  formatContinuedJson,
  formatOutcome,
  formatRemarked,
  formatStanding,
  refusalQuestion,
} from './format-continued.ts';
import { openPreparation, readRepositoryName } from './open-preparation.ts';

/** `seaworthy contribute --continue`: everything of the person that is open, or what is open in one repository. */
export async function runContinue(
  path: string | undefined,
  client: GitHubClient,
  options: ContributeOptions,
): Promise<ExitCode> {
  const isHere = placeFilter(path);
  const drop = await readDrop(path, options.drop);
  const identity = await readTokenIdentity(client);
  const { items: open, isCut } = await readOpenContributions(client, identity);
  if (isCut) complain('seaworthy: you have more open pull requests than were looked at');
  const isJson = options.format === 'json';
  const colors = outputColors();
  const all = await continueContributions(open.filter(isHere), {
    client,
    prepare: await openPreparation(client, identity, options),
    drop,
    dryRun: options.dryRun,
    begin: (contribution) => {
      if (!isJson) print(formatBegun(contribution, colors));
    },
    stand: (contribution) => {
      if (!isJson) print(formatStanding(contribution, colors));
    },
    show: (offer) => {
      if (!isJson) print(`${formatOffer(offer, colors)}\n`);
    },
    remarked: (one) => {
      if (!isJson) print(formatRemarked(one, colors));
    },
    isRefused: async (one) =>
      !options.dryRun && (await isAnswered(refusalQuestion(one), options)) === true,
    confirm: (question) => isConfirmed(question, options),
    end: ({ outcome }) => {
      if (!isJson) print(formatOutcome(outcome, colors));
    },
  });
  if (isJson) print(formatContinuedJson(all, isCut));
  else if (all.length === 0) print('Nothing that you have offered is open.\n');
  if (all.some(({ outcome }) => outcome.kind === 'unasked')) complainUnasked('published');
  return exitCodeOf(all);
}

/** A reviewer refuses something in one place. */
async function readDrop(path: string | undefined, ids: readonly string[]): Promise<Dropped> {
  if (ids.length > 0 && path === undefined) {
    throw new UsageError('name the repository whose contribution --drop is about');
  }
  const rules = await discoverRules();
  const unknown = ids.find((id) => rules.every((rule) => rule.id !== id));
  if (unknown !== undefined) throw new UsageError(`--drop ${unknown} is no rule`);
  return { rules: new Set(ids), marks: new Set() };
}

function placeFilter(path: string | undefined): (one: PastContribution) => boolean {
  if (path === undefined) return () => true;
  const { owner, repo } = readRepositoryName(path);
  const wanted = `${owner}/${repo}`.toLowerCase();
  return ({ repository }) => repository.toLowerCase() === wanted;
}

function exitCodeOf(all: readonly Continued[]): ExitCode {
  const kinds = all.map(({ outcome }) => outcome.kind);
  if (kinds.some((kind) => kind === 'failed' || kind === 'unseen' || kind === 'unasked')) return 2;
  return kinds.every((kind) => kind === 'unchanged' || kind === 'kept') ? 0 : 1;
}
