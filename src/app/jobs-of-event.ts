import { mayBeExtended, SHARED_REPOSITORY } from '../config/base-address.ts';
import { configPath } from '../config/defaults.ts';
import { fingerprintOf } from '../findings/fingerprint.ts';
import { pullOfCheck } from '../github/checks/check-run.ts';
import { isReadAnyway } from '../remediation/first-look.ts';
import { parseKeyBlock } from '../remediation/key-block.ts';
import { lookAgain } from './app-job.ts';
import type { AppJob, JobKind, Place } from './app-job.ts';
import { mayReadAny } from './stores/watched-files.ts';
import type { WatchedFiles } from './stores/watched-files.ts';
import {
  alertSchema,
  checkRunSchema,
  commentSchema,
  installationSchema,
  issueSchema,
  placeOfBrief,
  placeOfEvent,
  pullRequestSchema,
  pushSchema,
  repositorySchema,
  workflowRunSchema,
} from './event-payload.ts';

/** A push names no more commits: https://docs.github.com/en/webhooks/webhook-events-and-payloads#push */
const MOST_COMMITS = 2048;

type Read = (
  payload: unknown,
  watched: Pick<WatchedFiles, 'find'>,
) => readonly AppJob[] | Promise<readonly AppJob[]>;

const READERS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['installation', ofInstallation],
  ['installation_repositories', ofInstallation],
  ['push', ofPush],
  ['pull_request', ofPullRequest],
  ['issues', ofIssue],
  ['issue_comment', ofComment],
  ['code_scanning_alert', ofAlert],
  ['workflow_run', ofWorkflowRun],
  ['check_run', ofCheckRun],
  ['repository', ofRepository],
]);

/** What an event asks for; nothing where it is of no concern. Throws on a payload that is not GitHub's. */
export async function jobsOfEvent(
  event: string,
  payload: unknown,
  watched: Pick<WatchedFiles, 'find'>,
): Promise<readonly AppJob[]> {
  return READERS.get(event)?.(payload, watched) ?? [];
}

function ofInstallation(payload: unknown): readonly AppJob[] {
  const { action, installation, ...event } = installationSchema.parse(payload);
  const isNews = ['created', 'unsuspend', 'new_permissions_accepted', 'added'].includes(action);
  if (!isNews) return [];
  const { repositories, repositories_added } = event;
  return [...repositories, ...repositories_added].map((one) =>
    look(placeOfBrief(installation.id, one)),
  );
}

async function ofPush(
  payload: unknown,
  watched: Pick<WatchedFiles, 'find'>,
): Promise<readonly AppJob[]> {
  const { ref, deleted, forced, commits, ...event } = pushSchema.parse(payload);
  if (deleted || ref !== `refs/heads/${event.repository.default_branch}`) return [];
  const changed = commits.flatMap(({ added, removed, modified }) => [
    ...added,
    ...removed,
    ...modified,
  ]);
  // A branch that was set back lists no commits, and a large push not all of them.
  const isUnknown = forced || commits.length === 0 || commits.length >= MOST_COMMITS;
  const place = placeOfEvent(event);
  const isOfBase = isShared(place) && (isUnknown || changed.some(mayBeExtended));
  return [
    ...(await ofChange(place, isUnknown ? null : changed, watched)),
    ...(isOfBase ? [lookAtHeirs(place)] : []),
  ];
}

/** `changed`: null where it is not known. */
async function ofChange(
  place: Place,
  changed: readonly string[] | null,
  watched: Pick<WatchedFiles, 'find'>,
): Promise<readonly AppJob[]> {
  // What we said about a configuration that is gone is to be taken back: the usual look would not ask for it.
  if (changed === null || configPath(changed) !== null) return [lookAgain(place)];
  if (changed.some(isReadAnyway)) return [look(place)];
  const known = await watched.find(place.id);
  return known === null || mayReadAny(known, changed) ? [look(place)] : [];
}

function isShared({ repo }: Place): boolean {
  return repo.toLowerCase() === SHARED_REPOSITORY;
}

function ofPullRequest(payload: unknown): readonly AppJob[] {
  const { action, changes, pull_request, ...event } = pullRequestSchema.parse(payload);
  const { number, body, user } = pull_request;
  const place = placeOfEvent(event);
  const isBot = user?.type === 'Bot';
  const isOurs = isBot && parseKeyBlock(body ?? '') !== null;
  if (isOurs && ['closed', 'reopened'].includes(action)) return [lookAgain(place)];
  if (isOurs && action === 'edited')
    return isBody(changes, event)
      ? [textEdited(place, pull_request, true, { changes, ...event })]
      : [];
  const isNews = ['opened', 'synchronize', 'reopened'].includes(action);
  return isNews && !isOurs ? [ofPull(place, number, 'push')] : [];
}

function ofIssue(payload: unknown): readonly AppJob[] {
  const { action, changes, issue, ...event } = issueSchema.parse(payload);
  if (action !== 'edited' || !isBody(changes, event)) return [];
  const isPull = issue.pull_request !== undefined;
  return [textEdited(placeOfEvent(event), issue, isPull, { changes, ...event })];
}

function ofComment(payload: unknown): readonly AppJob[] {
  const { action, issue, comment, changes, ...event } = commentSchema.parse(payload);
  const { sender } = event;
  if (!['created', 'edited'].includes(action) || sender?.type === 'Bot') return [];
  // Most comments are none of our business, and need no job.
  if (!/\/seaworthy\b/i.test(comment.body)) return [];
  const data = {
    ...actorOf(sender),
    number: issue.number,
    comment: comment.id,
    isPull: issue.pull_request !== undefined,
    body: comment.body,
    before: action === 'edited' ? (changes.body?.from ?? '') : null,
    updatedAt: comment.updated_at,
  };
  return [answerTo(`comment ${comment.id}`, placeOfEvent(event), data)];
}

function ofAlert(payload: unknown): readonly AppJob[] {
  const event = alertSchema.parse(payload);
  // Many come at once, and one job reads all of them.
  return [job('gather-reports', placeOfEvent(event), 'alerts', {}, 'advisory')];
}

function ofWorkflowRun(payload: unknown): readonly AppJob[] {
  const { action, workflow_run, ...event } = workflowRunSchema.parse(payload);
  const { id, head_branch, head_repository } = workflow_run;
  const { repository } = event;
  const isOwn = head_repository?.id === repository.id && head_branch === repository.default_branch;
  if (action !== 'completed' || !isOwn) return [];
  return [job('gather-reports', placeOfEvent(event), `run ${id}`, { run: id }, 'push')];
}

function ofCheckRun(payload: unknown): readonly AppJob[] {
  const { action, check_run, ...event } = checkRunSchema.parse(payload);
  if (action !== 'rerequested') return [];
  const number = pullOfCheck(check_run.external_id ?? '');
  if (number === null) return [];
  return [ofPull(placeOfEvent(event), number, 'person', check_run.id)];
}

function ofRepository(payload: unknown): readonly AppJob[] {
  const { action, changes, ...event } = repositorySchema.parse(payload);
  const isNews =
    ['renamed', 'transferred', 'unarchived'].includes(action) ||
    (action === 'edited' && changes.default_branch !== undefined);
  return isNews ? [lookAgain(placeOfEvent(event))] : [];
}

function isBody(
  changes: { readonly body?: unknown },
  { sender }: { readonly sender?: { readonly type: string } | undefined },
): boolean {
  return changes.body !== undefined && sender?.type !== 'Bot';
}

function look(place: Place): AppJob {
  return job('look', place, '', { evenIfUnchanged: false }, 'push');
}

function lookAtHeirs(place: Place): AppJob {
  return job('look-at-heirs', place, '', {}, 'sweep');
}

interface EditedText {
  readonly number: number;
  readonly body: string | null;
  readonly updated_at: string;
}

function textEdited(
  place: Place,
  { number, body, updated_at }: EditedText,
  isPull: boolean,
  { changes, sender }: Edit,
): AppJob {
  const data = {
    ...actorOf(sender),
    number,
    comment: null,
    isPull,
    body: body ?? '',
    before: changes.body?.from ?? '',
    updatedAt: updated_at,
  };
  return answerTo(`text ${number}`, place, data);
}

/** Of each version of a text: a later one that took its place in the queue would not know what it has asked for. */
function answerTo(what: string, place: Place, data: AppJob['data']): AppJob {
  const version = fingerprintOf(JSON.stringify(data));
  return job('answer-comment', place, `${what} ${version}`, data, 'person');
}

interface Edit {
  readonly changes: { readonly body?: { readonly from?: string | null | undefined } | undefined };
  readonly sender?: Sender | undefined;
}

interface Sender {
  readonly login: string;
  readonly type: string;
}

function actorOf(sender: Sender | undefined) {
  return { login: sender?.login ?? '', isBot: sender?.type === 'Bot' };
}

function ofPull(
  place: Place,
  number: number,
  priority: AppJob['priority'],
  rerequested: number | null = null,
): AppJob {
  return job('check-pull', place, `pull ${number}`, { number, rerequested }, priority);
}

function job(
  kind: JobKind,
  place: Place,
  subject: string,
  data: AppJob['data'],
  priority: AppJob['priority'],
): AppJob {
  return { kind, place, subject, data, priority };
}
