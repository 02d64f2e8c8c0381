import { created, found, invalid, notFound, refusal } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { RequestBody } from '../body.ts';
import { rootOf } from '../fork-deeds.ts';
import type { PullIssue, RepositoryState } from '../model.ts';
import { mergePull } from '../merge-deeds.ts';
import { changeBase, closeIssue, openPull, refusalToReopen, reopenIssue } from '../pull-deeds.ts';
import { pullsOf } from '../pulls.ts';
import { repositoryRoute } from '../route.ts';
import type { AnyRoute, RepositoryCall } from '../route.ts';
import { printFullPull } from '../shapes/pull.ts';
import { editTexts } from '../text-deeds.ts';
import { fullNameOf } from '../world.ts';
import { pullOf } from './pulls.ts';

/** REST, "Pulls", what is written. */
export const pullWriteRoutes: readonly AnyRoute[] = [
  repositoryRoute('POST /repos/{owner}/{repo}/pulls', 'pull_requests:write', createPull),
  repositoryRoute(
    'PATCH /repos/{owner}/{repo}/pulls/{pull_number}',
    'pull_requests:write',
    updatePull,
  ),
  repositoryRoute(
    'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge',
    'contents:write',
    putMerge,
  ),
];

const RESOURCE = 'PullRequest';

function createPull(call: RepositoryCall): Answer {
  const { repository, body } = call;
  const head = body.string('head');
  const baseRef = body.string('base');
  const title = body.optionalString('title') ?? '';
  if (title === '') throw invalid({ resource: RESOURCE, code: 'missing_field', field: 'title' });
  checkTitle(title);
  const text = body.optionalText('body', RESOURCE);
  const end = headOf(call, head);
  const baseOid = repository.git.resolve(`refs/heads/${baseRef}`);
  if (baseOid === null) throw invalid({ resource: RESOURCE, code: 'invalid', field: 'base' });
  checkEnds(call, { ...end, baseRef, baseOid });
  const issue = openPull(call.deeds, repository, call.actor, {
    ...end,
    title,
    body: text,
    viaApp: call.caller.kind !== 'person',
    baseRef,
    baseOid,
    draft: body.optionalBoolean('draft') ?? false,
    maintainerCanModify: body.optionalBoolean('maintainer_can_modify') ?? false,
  });
  return created(printFullPull(call, repository, issue));
}

function checkTitle(title: string): void {
  if (title.length <= 256) return;
  const message = 'title is too long (maximum is 256 characters)';
  throw invalid({ resource: RESOURCE, code: 'custom', field: 'title', message });
}

interface HeadEnd {
  readonly head: RepositoryState;
  readonly headRef: string;
  readonly headOid: string;
}

/** `branch`, or `owner:branch` for a fork; `head_repo` where an owner has two of the network. */
function headOf({ world, repository, body }: RepositoryCall, name: string): HeadEnd {
  const [owner, headRef] = name.includes(':') ? splitOnce(name) : [repository.owner.login, name];
  const wanted = body.optionalString('head_repo');
  const head = [...world.repositories.values()].find(
    (one) =>
      one.owner.login.toLowerCase() === owner.toLowerCase() &&
      isOfNetwork(one, repository) &&
      (wanted === null || fullNameOf(one) === wanted || one.name === wanted),
  );
  const headOid = head?.git.resolve(`refs/heads/${headRef}`) ?? null;
  if (head === undefined || headOid === null) {
    throw invalid({ resource: RESOURCE, code: 'invalid', field: 'head' });
  }
  return { head, headRef, headOid };
}

function splitOnce(name: string): readonly [string, string] {
  const at = name.indexOf(':');
  return [name.slice(0, at), name.slice(at + 1)];
}

function isOfNetwork(one: RepositoryState, other: RepositoryState): boolean {
  return rootOf(one) === rootOf(other);
}

interface BothEnds extends HeadEnd {
  readonly baseRef: string;
  readonly baseOid: string;
}

function checkEnds({ repository }: RepositoryCall, ends: BothEnds): void {
  const { head, headRef, headOid, baseRef, baseOid } = ends;
  const refuse = (message: string) => invalid({ resource: RESOURCE, code: 'custom', message });
  if (repository.git.mergeBase(baseOid, headOid) === null) {
    throw refuse(`The ${headRef} branch has no history in common with ${baseRef}`);
  }
  if (repository.git.isAncestor(headOid, baseOid)) {
    throw refuse(`No commits between ${baseRef} and ${headRef}`);
  }
  const twin = pullsOf(repository).find(
    ({ state, pull }) =>
      state === 'open' &&
      pull.headRepository === head &&
      pull.headRef === headRef &&
      pull.baseRef === baseRef,
  );
  if (twin === undefined) return;
  throw refuse(`A pull request already exists for ${head.owner.login}:${headRef}.`);
}

function updatePull(call: RepositoryCall): Answer {
  const { repository, body, deeds, actor } = call;
  const issue = pullOf(call);
  const title = body.optionalString('title');
  if (title !== null) checkTitle(title);
  const text = body.optionalText('body', RESOURCE);
  const base = body.optionalString('base');
  const state = body.optionalString('state');
  if (state !== null && state !== 'open' && state !== 'closed') {
    throw invalid({ resource: RESOURCE, code: 'invalid', field: 'state' });
  }
  const maintainerCanModify = body.optionalBoolean('maintainer_can_modify');
  if (maintainerCanModify !== null) issue.pull.maintainerCanModify = maintainerCanModify;
  if (base !== null && base !== issue.pull.baseRef)
    changeBase(deeds, repository, issue, base, actor);
  editTexts(deeds, repository, issue, { title, body: text }, actor);
  if (state === 'closed' && issue.state === 'open') closeIssue(deeds, repository, issue, actor);
  if (state === 'open' && issue.state === 'closed') reopen(call, issue);
  return found(printFullPull(call, repository, issue));
}

function reopen({ deeds, repository, actor }: RepositoryCall, issue: PullIssue): void {
  const reason = refusalToReopen(repository, issue) ?? twinOf(repository, issue);
  if (reason !== null) {
    const message = `state cannot be changed. ${reason}`;
    throw invalid({ resource: RESOURCE, code: 'custom', field: 'state', message });
  }
  reopenIssue(deeds, repository, issue, actor);
}

function twinOf(repository: RepositoryState, { pull }: PullIssue): string | null {
  const twin = pullsOf(repository).find(
    (one) =>
      one.state === 'open' &&
      one.pull.headRepository === pull.headRepository &&
      one.pull.headRef === pull.headRef &&
      one.pull.baseRef === pull.baseRef,
  );
  if (twin === undefined) return null;
  return `There is already an open pull request (#${twin.number}) with the same head and base.`;
}

function putMerge(call: RepositoryCall): Answer {
  const issue = pullOf(call);
  const method = methodOf(call.body);
  const expected = call.body.optionalString('sha');
  if (expected !== null && expected !== issue.pull.headOid) {
    throw refusal(409, 'Head branch was modified. Review and try the merge again.');
  }
  const result = mergePull(call.deeds, call.repository, issue, call.actor, method);
  if (!result.merged) throw refusal(405, result.message);
  return found({ sha: result.oid, merged: true, message: 'Pull Request successfully merged' });
}

function methodOf(body: RequestBody): 'merge' | 'squash' | 'rebase' {
  const method = body.optionalString('merge_method') ?? 'merge';
  if (method === 'merge' || method === 'squash' || method === 'rebase') return method;
  throw notFound();
}
