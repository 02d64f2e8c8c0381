import { created, found, invalid, notFound, refusal } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { RequestBody } from '../body.ts';
import { notifyCheckRun, startedRun } from '../check-deeds.ts';
import type { CheckRun } from '../model.ts';
import { countedAnswer, listAnswer } from '../paging.ts';
import { repositoryRoute } from '../route.ts';
import type { AnyRoute, RepositoryCall } from '../route.ts';
import { printCheckRun, printCheckSuite } from '../shapes/check.ts';
import { resolveCommit } from './commits.ts';
import { isOid } from './git-objects.ts';

const REPOSITORY = '/repos/{owner}/{repo}';

/** REST, "Check runs" and "Check suites". */
export const checkRoutes: readonly AnyRoute[] = [
  repositoryRoute(`POST ${REPOSITORY}/check-runs`, 'checks:write', createRun),
  repositoryRoute(`PATCH ${REPOSITORY}/check-runs/{check_run_id}`, 'checks:write', updateRun),
  repositoryRoute(`GET ${REPOSITORY}/check-runs/{check_run_id}`, 'checks:read', (call) =>
    found(printCheckRun(call, call.repository, runOf(call))),
  ),
  repositoryRoute(
    `GET ${REPOSITORY}/check-runs/{check_run_id}/annotations`,
    'checks:read',
    (call) => listAnswer(call, runOf(call).annotations, (one) => ({ ...one, blob_href: '' })),
  ),
  repositoryRoute(`GET ${REPOSITORY}/commits/{ref}/check-runs`, 'checks:read', listRuns),
  repositoryRoute(`GET ${REPOSITORY}/commits/{ref}/check-suites`, 'checks:read', (call) => {
    const oid = commitOf(call);
    const suites = new Set(
      call.repository.checkRuns.filter((run) => run.headOid === oid).map((run) => run.suiteId),
    );
    return countedAnswer(call, 'check_suites', [...suites], (id) =>
      printCheckSuite(call, call.repository, id),
    );
  }),
  repositoryRoute(
    `POST ${REPOSITORY}/check-suites/{check_suite_id}/rerequest`,
    'checks:write',
    (call) => {
      const id = Number(call.params['check_suite_id']);
      const runs = call.repository.checkRuns.filter(({ suiteId }) => suiteId === id);
      if (runs.length === 0) throw notFound();
      const check_suite = printCheckSuite(call, call.repository, id);
      const payload = { action: 'rerequested', check_suite };
      call.deeds.notify(call.repository, 'check_suite', payload, call.actor);
      return { status: 201, body: {} };
    },
  ),
];

/** REST, "Create a check run": at most 50 annotations a request; output texts of 65,535 characters. */
const MAX_ANNOTATIONS = 50;
const MAX_OUTPUT_CHARACTERS = 65_535;
const CONCLUSIONS = [
  'action_required',
  'cancelled',
  'failure',
  'neutral',
  'success',
  'skipped',
  'stale',
  'timed_out',
];

function runOf({ repository, params }: RepositoryCall): CheckRun {
  const run = repository.checkRuns.find(({ id }) => id === Number(params['check_run_id']));
  if (run === undefined) throw notFound();
  return run;
}

function commitOf({ repository, params }: RepositoryCall): string {
  const name = params['ref'] ?? '';
  const oid = resolveCommit(repository, name);
  if (oid === null) throw refusal(422, `No commit found for SHA: ${name}`);
  return oid;
}

function createRun(call: RepositoryCall): Answer {
  const { repository, body, world } = call;
  const name = body.string('name');
  const headOid = body.string('head_sha');
  if (!isOid(headOid) || repository.git.object(headOid)?.type !== 'commit') {
    throw refusal(422, `No commit found for SHA: ${headOid}`);
  }
  const run = startedRun(world, { repository, name, headOid });
  fill(call, run);
  repository.checkRuns.push(run);
  notifyCheckRun(call.deeds, repository, run, 'created', call.actor);
  return created(printCheckRun(call, repository, run));
}

function updateRun(call: RepositoryCall): Answer {
  const run = runOf(call);
  const before = run.status;
  fill(call, run);
  if (run.status === 'completed' && before !== 'completed') {
    notifyCheckRun(call.deeds, call.repository, run, 'completed', call.actor);
  }
  return found(printCheckRun(call, call.repository, run));
}

/** A conclusion completes a run, also where the status is not given. */
function fill({ body, world }: RepositoryCall, run: CheckRun): void {
  const conclusion = body.optionalString('conclusion');
  const status = body.optionalString('status') ?? (conclusion === null ? run.status : 'completed');
  const isKnown = conclusion === null || CONCLUSIONS.includes(conclusion);
  const hasNone = status === 'completed' && conclusion === null && run.conclusion === null;
  if (!isKnown || hasNone) {
    throw invalid({ resource: 'CheckRun', code: 'invalid', field: 'conclusion' });
  }
  const output = body.optionalObject('output');
  const annotations = readAnnotations(output);
  if (output !== null) run.output = readOutput(output);
  run.annotations.push(...annotations);
  run.name = body.optionalString('name') ?? run.name;
  run.externalId = body.optionalString('external_id') ?? run.externalId;
  run.detailsUrl = body.optionalString('details_url') ?? run.detailsUrl;
  run.status = status;
  run.conclusion = conclusion ?? run.conclusion;
  run.startedAt = body.optionalString('started_at') ?? run.startedAt ?? world.now();
  if (status !== 'completed') return;
  run.completedAt = body.optionalString('completed_at') ?? run.completedAt ?? world.now();
}

function readOutput(output: RequestBody): CheckRun['output'] {
  const text = (name: string) => {
    const value = output.optionalString(name);
    if (value === null || value.length <= MAX_OUTPUT_CHARACTERS) return value;
    const message = `${name} exceeds a maximum bytesize of ${MAX_OUTPUT_CHARACTERS}`;
    throw invalid({ resource: 'CheckRun', code: 'custom', field: name, message });
  };
  // A body with `output` needs the summary; a title only to show it (REST, "Create a check run").
  output.string('summary');
  return { title: text('title'), summary: text('summary'), text: text('text') };
}

const LEVELS = ['notice', 'warning', 'failure'];

function readAnnotations(output: RequestBody | null): CheckRun['annotations'] {
  const all = output?.objects('annotations') ?? [];
  if (all.length > MAX_ANNOTATIONS) {
    const message = `No more than ${MAX_ANNOTATIONS} annotations are allowed.`;
    throw refusal(422, `Invalid request.\n\n${message}`);
  }
  return all.map((one) => {
    const start = one.optionalInteger('start_line');
    const end = one.optionalInteger('end_line');
    const level = one.string('annotation_level');
    const isColumned = one.has('start_column') || one.has('end_column');
    const isWrong = start === null || end === null || end < start || (isColumned && start !== end);
    if (isWrong || !LEVELS.includes(level)) {
      throw invalid({ resource: 'CheckRun', code: 'invalid', field: 'annotations' });
    }
    return {
      path: one.string('path'),
      start_line: start,
      end_line: end,
      start_column: one.optionalInteger('start_column'),
      end_column: one.optionalInteger('end_column'),
      annotation_level: level,
      title: one.optionalString('title'),
      message: one.string('message'),
      raw_details: one.optionalString('raw_details'),
    };
  });
}

/** `filter=latest`, which is the default, has the newest run of each name. */
function listRuns(call: RepositoryCall): Answer {
  const { repository, query } = call;
  const oid = commitOf(call);
  const name = query.get('check_name');
  const appId = query.get('app_id');
  const status = query.get('status');
  const all = repository.checkRuns
    .filter(
      (run) =>
        run.headOid === oid &&
        (name === null || run.name === name) &&
        (appId === null || Number(appId) === call.world.app.id) &&
        (status === null || run.status === status),
    )
    .reverse();
  const isLatest = (query.get('filter') ?? 'latest') === 'latest';
  const shown = isLatest
    ? all.filter((run, at) => all.findIndex((one) => one.name === run.name) === at)
    : all;
  return countedAnswer(call, 'check_runs', shown, (run) => printCheckRun(call, repository, run));
}
