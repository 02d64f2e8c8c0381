import { withTick } from '../../remediation/body/boxes.ts';
import { withoutWiderRefusal } from '../../remediation/body/closing-note.ts';
import { code } from '../../remediation/body/markdown.ts';
import { REQUESTS } from '../../remediation/body/replies.ts';
import { withoutKeyBlock } from '../../remediation/key-block.ts';
import { hasStatus } from '../failure.ts';
import { REFUSED_LABEL } from '../refused-label.ts';
import { deleteBranch } from '../write-branch.ts';
import { isTouched, writeBody } from './place.ts';
import type { OurPull } from './place.ts';
import type { TalkDeps } from './talk.ts';

/** Asks for the branch to be made anew whatever it holds, or for a closed proposal to be made again; says so in words. */
export async function recreate(deps: TalkDeps, pull: OurPull): Promise<string | null> {
  if (pull.state === 'merged') return 'It is merged: there is nothing to make anew.';
  if (pull.state === 'closed') {
    await forget(deps, pull);
    return 'The "no" of this pull request is over: what it held is proposed again, in a new pull request.';
  }
  const dropped = await isTouched(deps, pull);
  await writeBody(deps, pull, withTick(pull.body, 'recreate', REQUESTS.recreate));
  if (!dropped) return null;
  const tip = code(pull.tip);
  return `The branch is made anew, and the commits of others on it go. It was at ${tip}: ${code(`git branch NAME ${pull.tip}`)} brings them back where you have fetched them.`;
}

/** A closed pull request no longer says no: its text loses what we read there, its branch makes room. */
export async function forget(deps: TalkDeps, pull: OurPull): Promise<void> {
  const { client, name } = deps;
  if (!(await hasOpenTwin(deps, pull))) await deleteBranch(client, name, pull.branch);
  await writeBody(deps, pull, withoutKeyBlock(withoutWiderRefusal(pull.body)));
  try {
    await client.request('DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}', {
      owner: name.owner,
      repo: name.repo,
      issue_number: pull.number,
      name: REFUSED_LABEL,
    });
  } catch (error) {
    // It has none.
    if (!hasStatus(error, 404)) throw error;
  }
}

/** Whether the branch serves another pull request by now. */
async function hasOpenTwin({ client, name }: TalkDeps, { branch }: OurPull): Promise<boolean> {
  const { data } = await client.request('GET /repos/{owner}/{repo}/pulls', {
    ...name,
    state: 'open',
    head: `${name.owner}:${branch}`,
  });
  return data.length > 0;
}
