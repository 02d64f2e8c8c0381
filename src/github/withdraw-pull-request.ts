import { tickedBoxes } from '../remediation/body/boxes.ts';
import type { Withdrawal } from '../remediation/agenda.ts';
import type { WithdrawalOutcome } from '../remediation/repository.ts';
import type { GitHubClient, RepositoryName } from './client.ts';
import type { BranchState } from './read-history.ts';
import { withWithdrawnMark } from './withdrawn-mark.ts';
import { deleteBranch } from './write-branch.ts';

/** Closes a pull request with a word in its text, one request that cannot happen by halves, then deletes the branch. */
export async function withdrawPullRequest(
  client: GitHubClient,
  name: RepositoryName,
  { past, successor }: Withdrawal,
  { open }: BranchState,
): Promise<WithdrawalOutcome> {
  if (past.isTouched) {
    return { kind: 'refused', reason: `the branch ${past.branch} holds commits that are not ours` };
  }
  if (open !== null && tickedBoxes(open.body).has('pause')) {
    return { kind: 'refused', reason: `#${open.number} is paused` };
  }
  if (open !== null) {
    await client.request('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', {
      ...name,
      pull_number: open.number,
      state: 'closed',
      body: withWithdrawnMark(open.body, word(successor?.branch ?? null)),
    });
  }
  await deleteBranch(client, name, past.branch);
  return { kind: 'withdrawn' };
}

function word(successor: string | null): string {
  return successor === null
    ? 'Nothing is left to do here: the files have changed, or the configuration asks for something else. Closed by Seaworthy; this is no "no".'
    : `The branch \`${successor}\` takes its place: the files have changed since. Closed by Seaworthy; this is no "no".`;
}
