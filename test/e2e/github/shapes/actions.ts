import type { Artifact, RepositoryState, WorkflowRun } from '../model.ts';
import { printAccount } from './account.ts';
import { messageOf } from './commit.ts';
import { printRepository } from './repository.ts';
import { apiOf, pageOfRepository } from './view.ts';
import type { View } from './view.ts';

export function printWorkflowRun(view: View, repository: RepositoryState, run: WorkflowRun) {
  const url = `${apiOf(view, repository)}/actions/runs/${run.id}`;
  const actor = printAccount(view, view.world.account(run.headRepository.owner.login));
  const suite = `${apiOf(view, repository)}/check-suites/${run.id}`;
  return {
    id: run.id,
    name: run.name,
    node_id: view.world.ids.print('WorkflowRun', run.id),
    head_branch: run.headBranch,
    head_sha: run.headOid,
    path: run.path,
    display_title: run.name,
    run_number: 1,
    run_attempt: 1,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: 1,
    check_suite_id: run.id,
    check_suite_node_id: view.world.ids.print('CheckSuite', run.id),
    url,
    html_url: `${pageOfRepository(view, repository)}/actions/runs/${run.id}`,
    pull_requests: [],
    created_at: run.createdAt,
    updated_at: run.createdAt,
    run_started_at: run.createdAt,
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: suite,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: null,
    workflow_url: `${apiOf(view, repository)}/actions/workflows/1`,
    actor,
    triggering_actor: actor,
    head_commit: printHeadCommit(run),
    repository: printRepository(view, repository),
    head_repository: printRepository(view, run.headRepository),
    head_repository_id: run.headRepository.id,
  };
}

function printHeadCommit({ headRepository, headOid }: WorkflowRun) {
  const commit = headRepository.git.commit(headOid);
  if (commit === null) return null;
  const { author, committer } = commit;
  return {
    id: headOid,
    tree_id: commit.tree,
    message: messageOf(commit),
    timestamp: committer.date,
    author: { name: author.name, email: author.email },
    committer: { name: committer.name, email: committer.email },
  };
}

/** The workflow file that a run is of. */
export function printWorkflow(view: View, repository: RepositoryState, run: WorkflowRun) {
  const page = pageOfRepository(view, repository);
  return {
    id: 1,
    node_id: view.world.ids.print('WorkflowRun', `workflow-${repository.id}`),
    name: run.name,
    path: run.path,
    state: 'active',
    created_at: run.createdAt,
    updated_at: run.createdAt,
    url: `${apiOf(view, repository)}/actions/workflows/1`,
    html_url: `${page}/blob/${run.headBranch}/${run.path}`,
    badge_url: `${page}/workflows/${run.name}/badge.svg`,
  };
}

export function printArtifact(view: View, repository: RepositoryState, artifact: Artifact) {
  const url = `${apiOf(view, repository)}/actions/artifacts/${artifact.id}`;
  const run = repository.workflowRuns.find(({ id }) => id === artifact.runId);
  return {
    id: artifact.id,
    node_id: view.world.ids.print('Artifact', artifact.id),
    name: artifact.name,
    size_in_bytes: artifact.zip.length,
    url,
    archive_download_url: `${url}/zip`,
    expired: artifact.expired,
    created_at: artifact.createdAt,
    updated_at: artifact.createdAt,
    expires_at: artifact.createdAt,
    workflow_run:
      run === undefined
        ? null
        : {
            id: run.id,
            repository_id: repository.id,
            head_repository_id: run.headRepository.id,
            head_branch: run.headBranch,
            head_sha: run.headOid,
          },
  };
}
