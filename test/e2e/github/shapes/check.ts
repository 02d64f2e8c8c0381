import type { CheckRun, PullIssue, RepositoryState } from '../model.ts';
import { pullsOf } from '../pulls.ts';
import { printApp } from './account.ts';
import { messageOf } from './commit.ts';
import { printRepository } from './repository.ts';
import { apiOf, pageOfRepository } from './view.ts';
import type { View } from './view.ts';

export function printCheckRun(view: View, repository: RepositoryState, run: CheckRun) {
  const url = `${apiOf(view, repository)}/check-runs/${run.id}`;
  const page = `${pageOfRepository(view, repository)}/runs/${run.id}`;
  return {
    id: run.id,
    name: run.name,
    node_id: view.world.ids.print('CheckRun', run.id),
    head_sha: run.headOid,
    external_id: run.externalId,
    url,
    html_url: page,
    details_url: run.detailsUrl ?? page,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      ...run.output,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.suiteId },
    app: printApp(view),
    pull_requests: pullsWith(repository, run.headOid).map((issue) =>
      printMinimalPull(view, repository, issue),
    ),
  };
}

/** Open pull requests of the repository itself at this commit; those of forks are not told. */
function pullsWith(repository: RepositoryState, oid: string): readonly PullIssue[] {
  return pullsOf(repository).filter(
    ({ state, pull }) =>
      state === 'open' && pull.headOid === oid && pull.headRepository === repository,
  );
}

function printMinimalPull(
  view: View,
  repository: RepositoryState,
  { id, number, pull }: PullIssue,
) {
  const repo = { id: repository.id, name: repository.name, url: apiOf(view, repository) };
  return {
    id,
    number,
    url: `${apiOf(view, repository)}/pulls/${number}`,
    head: { ref: pull.headRef, sha: pull.headOid, repo },
    base: { ref: pull.baseRef, sha: pull.baseOid, repo },
  };
}

export function printCheckSuite(view: View, repository: RepositoryState, id: number) {
  const runs = repository.checkRuns.filter(({ suiteId }) => suiteId === id);
  const [first] = runs;
  const oid = first?.headOid ?? '';
  const commit = repository.git.commit(oid);
  const isDone = runs.every(({ status }) => status === 'completed');
  const branch = repository.git.references('refs/heads/').find((ref) => ref.oid === oid);
  const url = `${apiOf(view, repository)}/check-suites/${id}`;
  return {
    id,
    node_id: view.world.ids.print('CheckSuite', id),
    head_branch: branch?.name.replace('refs/heads/', '') ?? null,
    head_sha: oid,
    status: isDone ? 'completed' : 'in_progress',
    conclusion: isDone ? (first?.conclusion ?? null) : null,
    url,
    before: commit?.parents[0] ?? null,
    after: oid,
    pull_requests: pullsWith(repository, oid).map((issue) =>
      printMinimalPull(view, repository, issue),
    ),
    app: printApp(view),
    repository: printRepository(view, repository),
    created_at: first?.startedAt ?? null,
    updated_at: first?.startedAt ?? null,
    head_commit:
      commit === null
        ? null
        : {
            id: oid,
            tree_id: commit.tree,
            message: messageOf(commit),
            timestamp: commit.committer.date,
            author: { name: commit.author.name, email: commit.author.email },
            committer: { name: commit.committer.name, email: commit.committer.email },
          },
    latest_check_runs_count: runs.length,
    check_runs_url: `${url}/check-runs`,
  };
}

const PASSED: readonly (string | null)[] = ['success', 'neutral', 'skipped'];

/**
 * What the last run of each check comes to, as GraphQL's `StatusState`: one that failed counts before one that has not
 * ended (https://docs.github.com/en/rest/commits/statuses#get-the-combined-status-for-a-specific-reference). Null without any.
 */
export function rollupState({ checkRuns }: RepositoryState, oid: string): string | null {
  const last = new Map<string, CheckRun>();
  for (const run of checkRuns) if (run.headOid === oid) last.set(run.name, run);
  const runs = [...last.values()];
  if (runs.length === 0) return null;
  const ended = runs.filter(({ status }) => status === 'completed');
  if (ended.some(({ conclusion }) => !PASSED.includes(conclusion))) return 'FAILURE';
  return ended.length === runs.length ? 'SUCCESS' : 'PENDING';
}
