import type { Deeds } from './deeds.ts';
import type { Account, PullIssue, RepositoryState } from './model.ts';
import { markMerged } from './pull-deeds.ts';
import { commitsOf, refusalToMerge, tryMerge } from './pulls.ts';
import { moveRef } from './ref-deeds.ts';
import { WEB_FLOW, gitIdentityOf } from './shapes/account.ts';

export type MergeMethod = 'merge' | 'squash' | 'rebase';

export type MergeResult =
  | { readonly merged: true; readonly oid: string }
  | { readonly merged: false; readonly message: string };

/** What the merge button does; a rebase is made as a squash, whose tree is the same. */
export function mergePull(
  deeds: Deeds,
  repository: RepositoryState,
  issue: PullIssue,
  actor: Account,
  method: MergeMethod,
): MergeResult {
  const { pull } = issue;
  const refuse = (message: string): MergeResult => ({ merged: false, message });
  if (issue.state === 'closed') return refuse('Pull Request is not mergeable');
  if (pull.draft) return refuse('Pull Request is still a draft');
  const blocked = refusalToMerge(repository, pull);
  if (blocked !== null) return refuse(blocked);
  const merge = tryMerge(repository, pull);
  if (!merge.clean) return refuse('Pull Request is not mergeable');
  const date = deeds.world.now();
  const source = `${pull.headOwner.login}/${pull.headRef}`;
  const oid = repository.git.writeCommit({
    tree: merge.tree,
    parents: method === 'merge' ? [pull.baseOid, pull.headOid] : [pull.baseOid],
    author: { ...gitIdentityOf(actor), date },
    committer: { ...WEB_FLOW, date },
    message:
      method === 'merge'
        ? `Merge pull request #${issue.number} from ${source}\n\n${issue.title}`
        : squashMessage(repository, issue),
    signed: true,
  });
  const ref = `refs/heads/${pull.baseRef}`;
  // Merged first, so that moving the base does not close it a second time.
  markMerged(deeds, repository, issue, oid, actor);
  moveRef(deeds, repository, ref, oid, actor);
  return { merged: true, oid };
}

function squashMessage(repository: RepositoryState, issue: PullIssue): string {
  const oids = commitsOf(repository, issue.pull);
  const messages = oids.map((oid) => repository.git.commit(oid)?.message.trim() ?? '');
  const title = `${issue.title} (#${issue.number})`;
  const [first = ''] = messages;
  const body =
    messages.length === 1
      ? first.split('\n').slice(2).join('\n')
      : messages.map((message) => `* ${message}`).join('\n\n');
  return body === '' ? title : `${title}\n\n${body}`;
}
