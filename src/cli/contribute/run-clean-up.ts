import { DEFAULTS } from '../../config/defaults.ts';
import { fateOf } from '../../contribute/fork-fate.ts';
import type { ForkFate } from '../../contribute/fork-fate.ts';
import type { GitHubClient } from '../../github/client.ts';
import { deleteBranches, deleteFork } from '../../github/contribute/delete-fork.ts';
import { readDoneForks, readFork } from '../../github/contribute/read-forks.ts';
import type { DoneFork } from '../../github/contribute/read-forks.ts';
import { readTokenIdentity } from '../../github/token-identity.ts';
import { branchOf, WHOLE } from '../../remediation/propose.ts';
import type { ContributeOptions } from '../contribute-options.ts';
import type { ExitCode } from '../exit.ts';
import { printableLine } from '../printable.ts';
import { outputColors, print } from '../terminal.ts';
import type { Colors } from '../terminal.ts';
import { complainUnasked, isConfirmed } from './confirm.ts';

/** `branches`: these are gone, and the fork stays. `forbidden`: so does it, because of the token. */
type Outcome = 'deleted' | 'branches' | 'forbidden' | 'kept' | 'planned' | 'declined' | 'unasked';

interface CleanedFork extends ForkFate {
  readonly name: string;
  readonly outcome: Outcome;
}

const WORDS: Readonly<Record<Outcome, string>> = {
  deleted: 'deleted',
  branches: 'the branch is deleted, the fork stays',
  forbidden:
    'the branch is deleted, the fork stays: the token may not delete repositories, which takes the scope `delete_repo`',
  kept: 'left as it is',
  planned: 'planned',
  declined: 'left, as you said',
  unasked: 'left: nobody can be asked',
};

/** `seaworthy contribute --clean-up`: forks of the person from which nothing that was offered is open any more. */
export async function runCleanUp(
  client: GitHubClient,
  options: ContributeOptions,
): Promise<ExitCode> {
  const identity = await readTokenIdentity(client);
  const branch = branchOf(
    { kind: 'hardening', subject: WHOLE },
    DEFAULTS.pullRequests.branchPrefix,
  );
  const isText = options.format === 'text';
  const colors = outputColors();
  const all: CleanedFork[] = [];
  for (const fork of await readDoneForks(client, identity, branch)) {
    const name = `${fork.name.owner}/${fork.name.repo}`;
    const look = async () => fateOf(await readFork(client, identity, fork, branch));
    const fate = await look();
    if (isText) print(formatFate(name, fate, colors));
    const outcome = await carryOut(client, fork, fate, { ...options, look });
    if (isText) print(`  ${WORDS[outcome]}\n\n`);
    all.push({ name, ...fate, outcome });
  }
  if (!isText) print(`${JSON.stringify({ version: 1, forks: all }, null, 2)}\n`);
  else if (all.length === 0) print('No fork is left over.\n');
  if (all.some(({ outcome }) => outcome === 'unasked')) complainUnasked('deleted');
  return exitCodeOf(all);
}

function formatFate(name: string, { branches, stays }: ForkFate, colors: Colors): string {
  const lines = [
    ...branches.map((branch) => `goes: the branch ${branch}, which nobody needs any more`),
    ...(stays.length === 0 ? ['goes: the fork, which holds nothing else'] : []),
    ...stays.map((reason) => `the fork stays: ${reason}`),
  ];
  const shown = lines.map((line) => `  ${printableLine(line)}\n`);
  return `${colors.bold(printableLine(name))}\n${shown.join('')}`;
}

async function carryOut(
  client: GitHubClient,
  { name }: DoneFork,
  { branches, stays }: ForkFate,
  options: ContributeOptions & { readonly look: () => Promise<ForkFate> },
): Promise<Outcome> {
  const isWhole = stays.length === 0;
  if (!isWhole && branches.length === 0) return 'kept';
  if (options.dryRun) return 'planned';
  const what = isWhole ? 'the fork, for good' : 'the branch';
  const isWanted = await isConfirmed(`Delete ${what}?`, options);
  if (isWanted !== true) return isWanted === null ? 'unasked' : 'declined';
  // An answer may take long, and somebody may have worked there in between.
  const now = await options.look();
  await deleteBranches(client, name, now.branches);
  if (!isWhole || now.stays.length > 0) return 'branches';
  return (await deleteFork(client, name)) ? 'deleted' : 'forbidden';
}

function exitCodeOf(all: readonly CleanedFork[]): ExitCode {
  const outcomes = all.map(({ outcome }) => outcome);
  if (outcomes.some((one) => one === 'unasked' || one === 'forbidden')) return 2;
  return outcomes.every((one) => one === 'kept') ? 0 : 1;
}
