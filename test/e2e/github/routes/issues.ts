import { created, found, invalid, notFound, notSupplied, refusal } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { RequestBody } from '../body.ts';
import { setAssignees, setLabels, setMilestone } from '../issue-deeds.ts';
import type { Account, IssueState, Milestone, RepositoryState } from '../model.ts';
import { listAnswer } from '../paging.ts';
import { addIssue, closeIssue, notifyIssue, reopenIssue } from '../pull-deeds.ts';
import { repositoryRoute } from '../route.ts';
import type { AnyRoute, RepositoryCall } from '../route.ts';
import { printIssue } from '../shapes/issue.ts';
import { editTexts } from '../text-deeds.ts';

const READ = ['issues:read', 'pull_requests:read'];
const WRITE = ['issues:write', 'pull_requests:write'];

/** REST, "Issues". */
export const issueRoutes: readonly AnyRoute[] = [
  repositoryRoute('GET /repos/{owner}/{repo}/issues', 'issues:read', listIssues),
  repositoryRoute('POST /repos/{owner}/{repo}/issues', 'issues:write', createIssue),
  repositoryRoute('GET /repos/{owner}/{repo}/issues/{issue_number}', READ, (call) => {
    const issue = issueOf(call);
    return found(printIssue(call, call.repository, issue), {
      'last-modified': new Date(issue.updatedAt).toUTCString(),
    });
  }),
  repositoryRoute('PATCH /repos/{owner}/{repo}/issues/{issue_number}', WRITE, updateIssue),
  repositoryRoute('POST /repos/{owner}/{repo}/issues/{issue_number}/assignees', WRITE, (call) => {
    const issue = issueOf(call);
    // Who cannot be assigned is left out in silence (REST, "Add assignees to an issue").
    const logins = call.body.optionalStrings('assignees') ?? [];
    const more = logins.flatMap((login) => assignable(call, login) ?? []);
    const all = [...issue.assignees, ...more.filter((one) => !issue.assignees.includes(one))];
    setAssignees(call.deeds, call.repository, issue, all.slice(0, 10), call.actor);
    return { status: 201, body: printIssue(call, call.repository, issue) };
  }),
  repositoryRoute('DELETE /repos/{owner}/{repo}/issues/{issue_number}/assignees', WRITE, (call) => {
    const issue = issueOf(call);
    const logins = call.body.optionalStrings('assignees') ?? [];
    const left = issue.assignees.filter(({ login }) => !logins.includes(login));
    setAssignees(call.deeds, call.repository, issue, left, call.actor);
    return found(printIssue(call, call.repository, issue));
  }),
];

export function issueOf({ repository, params }: RepositoryCall): IssueState {
  const issue = repository.issues.get(Number(params['issue_number']));
  if (issue === undefined) throw notFound();
  if (issue.pull === null) checkIssues(repository);
  return issue;
}

/** REST, "Create an issue": 410 Gone where issues are turned off. Pull requests are there nevertheless. */
function checkIssues({ hasIssues }: RepositoryState): void {
  if (!hasIssues) throw refusal(410, 'Issues are disabled for this repo');
}

/** Issues and pull requests alike, newest first; by `sort` those that changed last. */
function listIssues(call: RepositoryCall): Answer {
  checkIssues(call.repository);
  const { query, repository } = call;
  const state = query.get('state') ?? 'open';
  const labels = (query.get('labels') ?? '').split(',').filter((name) => name !== '');
  const creator = query.get('creator');
  const assignee = query.get('assignee');
  const since = query.get('since');
  const fitting = [...repository.issues.values()].filter(
    (issue) =>
      (state === 'all' || issue.state === state) &&
      labels.every((name) => issue.labels.some((label) => isSame(label.name, name))) &&
      (creator === null || isSame(issue.author.login, creator)) &&
      (assignee === null || issue.assignees.some(({ login }) => isSame(login, assignee))) &&
      (since === null || Date.parse(issue.updatedAt) >= Date.parse(since)),
  );
  // Sorting is stable: of the same second the newer number counts as later.
  if (query.get('sort') === 'updated') {
    fitting.sort((a, b) => Date.parse(a.updatedAt) - Date.parse(b.updatedAt));
  }
  const isAscending = query.get('direction') === 'asc';
  return listAnswer(call, isAscending ? fitting : fitting.reverse(), (issue) =>
    printIssue(call, repository, issue),
  );
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

const RESOURCE = 'Issue';

function createIssue(call: RepositoryCall): Answer {
  const { repository, body, deeds, actor } = call;
  checkIssues(repository);
  const title = titleOf(body);
  if (title === null) throw notSupplied('title');
  const text = body.optionalText('body', RESOURCE);
  const assignees = assigneesOf(call);
  const milestone = milestoneOf(call);
  const labels = body.optionalStrings('labels') ?? [];
  const issue = addIssue(
    deeds,
    repository,
    actor,
    { title, body: text, viaApp: call.caller.kind !== 'person' },
    null,
  );
  issue.milestone = milestone ?? null;
  issue.assignees = [...(assignees ?? [])];
  notifyIssue(deeds, repository, issue, 'opened', actor);
  setLabels(deeds, repository, issue, labels, actor);
  return created(printIssue(call, repository, issue));
}

function titleOf(body: RequestBody): string | null {
  const title = body.has('title') ? String(body.fields['title']) : null;
  if (title === '') throw invalid({ resource: RESOURCE, code: 'missing_field', field: 'title' });
  if (title === null || title.length <= 256) return title;
  const message = 'title is too long (maximum is 256 characters)';
  throw invalid({ resource: RESOURCE, code: 'custom', field: 'title', message });
}

/** Null where nothing is asked for. */
function assigneesOf(call: RepositoryCall): readonly Account[] | null {
  const logins = call.body.optionalStrings('assignees');
  return (
    logins?.map((login) => {
      const account = assignable(call, login);
      if (account !== null) return account;
      throw invalid({ value: login, resource: RESOURCE, field: 'assignees', code: 'invalid' });
    }) ?? null
  );
}

function assignable({ world, repository }: RepositoryCall, login: string): Account | null {
  const isKnown = world.accounts.has(login.toLowerCase());
  const isCollaborator = [...repository.collaborators.keys()].some((name) => isSame(name, login));
  const isOwner = isSame(repository.owner.login, login) && repository.owner.type === 'User';
  return isKnown && (isCollaborator || isOwner) ? world.account(login) : null;
}

/** Undefined where nothing is asked for, null to take the milestone away. */
function milestoneOf({ body, repository }: RepositoryCall): Milestone | null | undefined {
  if (!body.has('milestone')) return undefined;
  const number = body.optionalInteger('milestone');
  if (number === null) return null;
  const milestone = repository.milestones.find((one) => one.number === number);
  if (milestone !== undefined) return milestone;
  throw invalid({ value: number, resource: RESOURCE, field: 'milestone', code: 'invalid' });
}

function updateIssue(call: RepositoryCall): Answer {
  const { repository, body, deeds, actor } = call;
  const issue = issueOf(call);
  const title = titleOf(body);
  const text = body.optionalText('body', RESOURCE);
  const assignees = assigneesOf(call);
  const milestone = milestoneOf(call);
  const state = body.optionalString('state');
  const labels = body.optionalStrings('labels');
  editTexts(deeds, repository, issue, { title, body: text }, actor);
  if (labels !== null) setLabels(deeds, repository, issue, labels, actor);
  if (assignees !== null) setAssignees(deeds, repository, issue, assignees, actor);
  if (milestone !== undefined) setMilestone(deeds, repository, issue, milestone, actor);
  changeState(call, issue, state);
  return found(printIssue(call, repository, issue));
}

function changeState(call: RepositoryCall, issue: IssueState, state: string | null): void {
  const { repository, body, deeds, actor } = call;
  if (state === null || state === issue.state) return;
  if (state === 'open') {
    reopenIssue(deeds, repository, issue, actor);
    return;
  }
  if (state !== 'closed') throw invalid({ resource: RESOURCE, code: 'invalid', field: 'state' });
  const reason = body.optionalString('state_reason') ?? 'completed';
  if (reason !== 'completed' && reason !== 'not_planned' && reason !== 'duplicate') {
    throw refusal(422, 'Invalid value for state_reason');
  }
  closeIssue(deeds, repository, issue, actor, reason);
}
