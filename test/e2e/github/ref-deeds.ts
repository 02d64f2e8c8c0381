import type { Deeds } from './deeds.ts';
import type { Account, RepositoryState } from './model.ts';
import { closeIssue, markMerged, notifyPull } from './pull-deeds.ts';
import { pullsFrom, pullsOf } from './pulls.ts';
import { printPush } from './shapes/push.ts';

const ZERO = '0'.repeat(40);

/**
 * Points a reference at a commit (null deletes it), and does what GitHub does then: events, and open pull
 * requests that follow, close or turn out to be merged.
 */
export function moveRef(
  deeds: Deeds,
  repository: RepositoryState,
  ref: string,
  oid: string | null,
  actor: Account,
): void {
  const { git } = repository;
  const before = git.resolve(ref);
  if (before === oid) return;
  git.setRef(ref, oid);
  repository.pushedAt = deeds.world.now();
  notifyMove(deeds, repository, ref, { before, after: oid }, actor);
  if (ref.startsWith('refs/heads/')) {
    const branch = ref.slice('refs/heads/'.length);
    followHead(deeds, repository, branch, oid, actor);
    followBase(deeds, repository, branch, oid, actor);
  }
}

interface Move {
  readonly before: string | null;
  readonly after: string | null;
}

function notifyMove(
  deeds: Deeds,
  repository: RepositoryState,
  ref: string,
  { before, after }: Move,
  actor: Account,
): void {
  const isTag = ref.startsWith('refs/tags/');
  if (!isTag && !ref.startsWith('refs/heads/')) return;
  const what = {
    ref: ref.replace(/^refs\/(?:heads|tags)\//, ''),
    ref_type: isTag ? 'tag' : 'branch',
    pusher_type: 'user',
  };
  const { defaultBranch: master_branch, description } = repository;
  const more = { full_ref: ref, master_branch, description };
  if (before === null) deeds.notify(repository, 'create', { ...what, ...more }, actor);
  const push = printPush(deeds.view, repository, ref, before ?? ZERO, after ?? ZERO, actor);
  deeds.notify(repository, 'push', push, actor);
  if (after === null) deeds.notify(repository, 'delete', what, actor);
}

/** Open pull requests from a branch that moved; one without its branch, or with nothing left, is closed. */
function followHead(
  deeds: Deeds,
  head: RepositoryState,
  branch: string,
  oid: string | null,
  actor: Account,
): void {
  for (const { repository, issue } of pullsFrom(deeds.world, head, branch)) {
    const { pull } = issue;
    if (issue.state === 'closed') continue;
    if (oid === null) {
      closeIssue(deeds, repository, issue, actor);
      continue;
    }
    const before = pull.headOid;
    pull.headOid = oid;
    repository.git.setRef(`refs/pull/${issue.number}/head`, oid);
    issue.updatedAt = deeds.world.now();
    notifyPull(deeds, repository, issue, 'synchronize', actor, { before, after: oid });
    if (repository.git.isAncestor(oid, pull.baseOid)) closeIssue(deeds, repository, issue, actor);
  }
}

/** Open pull requests to a branch that moved; those whose commits it now has are merged. */
function followBase(
  deeds: Deeds,
  repository: RepositoryState,
  branch: string,
  oid: string | null,
  actor: Account,
): void {
  for (const issue of pullsOf(repository)) {
    const { pull } = issue;
    if (pull.baseRef !== branch || issue.state === 'closed') continue;
    if (oid === null) {
      closeIssue(deeds, repository, issue, actor);
      continue;
    }
    if (repository.git.isAncestor(pull.headOid, oid)) {
      markMerged(deeds, repository, issue, oid, actor);
    } else {
      pull.baseOid = oid;
    }
  }
}
