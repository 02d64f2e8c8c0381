import { found, notFound, refusal } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { Artifact, WorkflowRun } from '../model.ts';
import { countedAnswer } from '../paging.ts';
import { repositoryRoute, route } from '../route.ts';
import type { AnyRoute, RepositoryCall } from '../route.ts';
import { printArtifact, printWorkflowRun } from '../shapes/actions.ts';

const ACTIONS = '/repos/{owner}/{repo}/actions';

/** REST, "Workflow runs" and "Workflow artifacts". */
export const actionRoutes: readonly AnyRoute[] = [
  repositoryRoute(`GET ${ACTIONS}/runs`, 'actions:read', listRuns),
  repositoryRoute(`GET ${ACTIONS}/runs/{run_id}`, 'actions:read', (call) =>
    found(printWorkflowRun(call, call.repository, runOf(call))),
  ),
  repositoryRoute(`GET ${ACTIONS}/runs/{run_id}/artifacts`, 'actions:read', (call) =>
    listArtifacts(
      call,
      call.repository.artifacts.filter(({ runId }) => runId === runOf(call).id),
    ),
  ),
  repositoryRoute(`GET ${ACTIONS}/artifacts`, 'actions:read', (call) =>
    listArtifacts(call, call.repository.artifacts),
  ),
  repositoryRoute(`GET ${ACTIONS}/artifacts/{artifact_id}`, 'actions:read', (call) =>
    found(printArtifact(call, call.repository, artifactOf(call))),
  ),
  repositoryRoute(
    `GET ${ACTIONS}/artifacts/{artifact_id}/{archive_format}`,
    'actions:read',
    (call) => {
      const artifact = artifactOf(call);
      if (artifact.expired) throw refusal(410, 'Artifact has expired');
      if (call.params['archive_format'] !== 'zip') throw notFound();
      // GitHub sends to a store of another host with a signed address, which must not get the token.
      const store = call.world.origin.replace('127.0.0.1', 'localhost');
      const location = `${store}/artifact-store/${call.repository.id}/${artifact.id}.zip?sig=signed`;
      return { status: 302, headers: { location } };
    },
  ),
  route('GET /artifact-store/{repository_id}/{file}', 'public', (call) => {
    if (call.query.get('sig') !== 'signed') throw refusal(403, 'Signature missing');
    if (call.headers['authorization'] !== undefined) {
      throw refusal(400, 'Authorization is not expected here');
    }
    const repository = call.world.repositories.get(Number(call.params['repository_id']));
    const artifact = repository?.artifacts.find(({ id }) => `${id}.zip` === call.params['file']);
    if (artifact === undefined) throw notFound();
    return found(artifact.zip, { 'content-type': 'application/zip' });
  }),
];

function runOf({ repository, params }: RepositoryCall): WorkflowRun {
  const run = repository.workflowRuns.find(({ id }) => id === Number(params['run_id']));
  if (run === undefined) throw notFound();
  return run;
}

function artifactOf({ repository, params }: RepositoryCall): Artifact {
  const id = Number(params['artifact_id']);
  const artifact = repository.artifacts.find((one) => one.id === id);
  if (artifact === undefined) throw notFound();
  return artifact;
}

function listRuns(call: RepositoryCall): Answer {
  const { query, repository } = call;
  const status = query.get('status');
  const fitting = repository.workflowRuns.filter(
    (run) =>
      [run.headBranch, null].includes(query.get('branch')) &&
      [run.event, null].includes(query.get('event')) &&
      [run.headOid, null].includes(query.get('head_sha')) &&
      (status === null || run.status === status || run.conclusion === status),
  );
  return countedAnswer(call, 'workflow_runs', [...fitting].reverse(), (run) =>
    printWorkflowRun(call, repository, run),
  );
}

function listArtifacts(call: RepositoryCall, artifacts: readonly Artifact[]): Answer {
  const name = call.query.get('name');
  const fitting = artifacts.filter((one) => name === null || one.name === name);
  return countedAnswer(call, 'artifacts', [...fitting].reverse(), (one) =>
    printArtifact(call, call.repository, one),
  );
}
