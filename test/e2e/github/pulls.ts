import type { MergeTry } from './git.ts';
import type { IssueState, PullIssue, PullState, RepositoryState } from './model.ts';
import type { World } from './world.ts';

export function isPull(issue: IssueState): issue is PullIssue {
  return issue.pull !== null;
}

/** Pull requests of a repository, newest first. */
export function pullsOf(repository: RepositoryState): readonly PullIssue[] {
  return [...repository.issues.values()].filter(isPull).reverse();
}

/** Every pull request whose branch is this one of this repository, whatever repository it goes to. */
export function pullsFrom(
  world: World,
  head: RepositoryState,
  branch: string,
): readonly { readonly repository: RepositoryState; readonly issue: PullIssue }[] {
  return [...world.repositories.values()].flatMap((repository) =>
    pullsOf(repository)
      .filter(({ pull }) => pull.headRepository === head && pull.headRef === branch)
      .map((issue) => ({ repository, issue })),
  );
}

export interface Mergeability {
  readonly mergeable: boolean | null;
  /** `clean`, `dirty`, `blocked`, `draft` or `unknown` (GraphQL, "MergeStateStatus"). */
  readonly state: string;
}

/**
 * GitHub works mergeability out in the background: the first question after a change of either branch gets
 * null, and starts the work (REST, "Get a pull request").
 */
export function askMergeability(repository: RepositoryState, { pull }: PullIssue): Mergeability {
  const key = `${pull.headOid} ${pull.baseOid}`;
  if (pull.mergeabilityAskedFor !== key) {
    pull.mergeabilityAskedFor = key;
    return { mergeable: null, state: 'unknown' };
  }
  return { mergeable: tryMerge(repository, pull).clean, state: stateOf(repository, pull) };
}

function stateOf(repository: RepositoryState, pull: PullState): string {
  if (!tryMerge(repository, pull).clean) return 'dirty';
  if (pull.draft) return 'draft';
  return refusalToMerge(repository, pull) === null ? 'clean' : 'blocked';
}

export function tryMerge(repository: RepositoryState, pull: PullState): MergeTry {
  return repository.git.mergeTree(pull.baseOid, pull.headOid);
}

/** Why a protected base branch does not take the merge, as GitHub words it; null where it does. */
export function refusalToMerge(repository: RepositoryState, pull: PullState): string | null {
  const protection = repository.protections.get(pull.baseRef);
  const approvals = new Set(
    pull.reviews.filter(({ state }) => state === 'APPROVED').map(({ user }) => user.id),
  );
  const needed = protection?.requiredApprovals ?? 0;
  if (approvals.size < needed) {
    return `At least ${needed} approving review is required by reviewers with write access.`;
  }
  const passed = new Set(
    repository.checkRuns
      .filter((run) => run.headOid === pull.headOid && run.conclusion === 'success')
      .map((run) => run.name),
  );
  const missing = (protection?.requiredStatusChecks ?? []).find((name) => !passed.has(name));
  return missing === undefined ? null : `Required status check "${missing}" is expected.`;
}

/** Object ids of a pull request's commits, oldest first. */
export function commitsOf(repository: RepositoryState, pull: PullState): readonly string[] {
  const words = ['rev-list', '--reverse', '--topo-order', `${pull.baseOid}..${pull.headOid}`];
  const text = repository.git.attempt(words) ?? '';
  return text === '' ? [] : text.split('\n');
}
