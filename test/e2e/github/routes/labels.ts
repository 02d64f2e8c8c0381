import { NO_CONTENT, created, found, invalid, notFound, refusal } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { DEFAULT_COLOR, setLabels } from '../issue-deeds.ts';
import type { IssueState, Label } from '../model.ts';
import { listAnswer } from '../paging.ts';
import { repositoryRoute } from '../route.ts';
import type { AnyRoute, RepositoryCall } from '../route.ts';
import { printLabel, printMilestone } from '../shapes/issue.ts';
import { issueOf } from './issues.ts';

const READ = ['issues:read', 'pull_requests:read'];
const WRITE = ['issues:write', 'pull_requests:write'];
const OF_ISSUE = '/repos/{owner}/{repo}/issues/{issue_number}/labels';

/** REST, "Labels" and "Milestones". */
export const labelRoutes: readonly AnyRoute[] = [
  repositoryRoute('GET /repos/{owner}/{repo}/labels', READ, (call) =>
    listAnswer(call, [...call.repository.labels.values()], (one) => print(call, one)),
  ),
  repositoryRoute('POST /repos/{owner}/{repo}/labels', WRITE, createLabel),
  repositoryRoute('GET /repos/{owner}/{repo}/labels/{name}', READ, (call) =>
    found(print(call, labelOf(call))),
  ),
  repositoryRoute('PATCH /repos/{owner}/{repo}/labels/{name}', WRITE, updateLabel),
  repositoryRoute(`GET ${OF_ISSUE}`, READ, (call) =>
    listAnswer(call, issueOf(call).labels, (one) => print(call, one)),
  ),
  repositoryRoute(`POST ${OF_ISSUE}`, WRITE, (call) => {
    const issue = issueOf(call);
    return change(call, issue, [...issue.labels.map(({ name }) => name), ...namesOf(call)]);
  }),
  repositoryRoute(`PUT ${OF_ISSUE}`, WRITE, (call) => change(call, issueOf(call), namesOf(call))),
  repositoryRoute(`DELETE ${OF_ISSUE}`, WRITE, (call) => {
    change(call, issueOf(call), []);
    return NO_CONTENT;
  }),
  repositoryRoute(`DELETE ${OF_ISSUE}/{name}`, WRITE, (call) => {
    const issue = issueOf(call);
    const wanted = (call.params['name'] ?? '').toLowerCase();
    const names = issue.labels.map(({ name }) => name);
    const left = names.filter((name) => name.toLowerCase() !== wanted);
    if (left.length === names.length) throw refusal(404, 'Label does not exist');
    return change(call, issue, left);
  }),
  repositoryRoute('GET /repos/{owner}/{repo}/milestones', READ, (call) => {
    const state = call.query.get('state') ?? 'open';
    const all = call.repository.milestones.filter((one) => state === 'all' || one.state === state);
    return listAnswer(call, all, (one) => printMilestone(call, call.repository, one));
  }),
  repositoryRoute('GET /repos/{owner}/{repo}/milestones/{milestone_number}', READ, (call) => {
    const number = Number(call.params['milestone_number']);
    const milestone = call.repository.milestones.find((one) => one.number === number);
    if (milestone === undefined) throw notFound();
    return found(printMilestone(call, call.repository, milestone));
  }),
];

function print(call: RepositoryCall, label: Label) {
  return printLabel(call, call.repository, label);
}

function labelOf({ repository, params }: RepositoryCall): Label {
  const label = repository.labels.get((params['name'] ?? '').toLowerCase());
  if (label === undefined) throw notFound();
  return label;
}

function createLabel(call: RepositoryCall): Answer {
  const { repository, body, world } = call;
  const name = body.string('name');
  const color = colorOf(body.optionalString('color')) ?? DEFAULT_COLOR;
  const description = descriptionOf(call);
  if (repository.labels.has(name.toLowerCase())) {
    throw invalid({ resource: 'Label', code: 'already_exists', field: 'name' });
  }
  checkName(name);
  const label = { id: world.nextId(), name, color, description };
  repository.labels.set(name.toLowerCase(), label);
  const payload = { action: 'created', label: print(call, label) };
  call.deeds.notify(repository, 'label', payload, call.actor);
  return created(print(call, label));
}

function updateLabel(call: RepositoryCall): Answer {
  const { repository, body } = call;
  const label = labelOf(call);
  const name = body.optionalString('new_name') ?? label.name;
  checkName(name);
  label.color = colorOf(body.optionalString('color')) ?? label.color;
  label.description = descriptionOf(call) ?? label.description;
  repository.labels.delete(label.name.toLowerCase());
  label.name = name;
  repository.labels.set(name.toLowerCase(), label);
  return found(print(call, label));
}

function checkName(name: string): void {
  if (name !== '' && name.length <= 50) return;
  throw invalid({ resource: 'Label', code: 'invalid', field: 'name' });
}

/** Six hexadecimal digits without `#`. */
function colorOf(color: string | null): string | null {
  if (color === null || /^[0-9a-f]{6}$/i.test(color)) return color;
  throw invalid({ resource: 'Label', code: 'invalid', field: 'color' });
}

function descriptionOf({ body }: RepositoryCall): string | null {
  const description = body.optionalString('description');
  if (description === null || description.length <= 100) return description;
  throw invalid({ resource: 'Label', code: 'invalid', field: 'description' });
}

/** `{"labels": […]}`, or the list alone. */
function namesOf({ body }: RepositoryCall): readonly string[] {
  const names = body.optionalStrings('labels') ?? body.optionalStrings('');
  for (const name of names ?? []) checkName(name);
  return names ?? [];
}

function change(call: RepositoryCall, issue: IssueState, names: readonly string[]): Answer {
  setLabels(call.deeds, call.repository, issue, names, call.actor);
  return found(issue.labels.map((one) => print(call, one)));
}
