import { invalid } from './answer.ts';
import type { Deeds } from './deeds.ts';
import type { Account, IssueState, Json, PullIssue, PullState, RepositoryState } from './model.ts';
import { isPull } from './pulls.ts';
import { printIssue } from './shapes/issue.ts';
import { printFullPull } from './shapes/pull.ts';

export interface NewIssue {
  readonly title: string;
  readonly body: string | null;
  readonly viaApp: boolean;
}

/** An issue, or with `pull` a pull request; the event is the caller's. */
export function addIssue(
  deeds: Deeds,
  repository: RepositoryState,
  author: Account,
  { title, body, viaApp }: NewIssue,
  pull: PullState | null,
): IssueState {
  const { world } = deeds;
  const issue: IssueState = {
    id: world.nextId(),
    number: repository.nextNumber,
    author,
    viaApp,
    title,
    body,
    state: 'open',
    stateReason: null,
    locked: false,
    labels: [],
    assignees: [],
    milestone: null,
    comments: [],
    reactions: [],
    createdAt: world.now(),
    updatedAt: world.now(),
    closedAt: null,
    closedBy: null,
    timeline: [],
    pull,
  };
  repository.nextNumber += 1;
  repository.issues.set(issue.number, issue);
  return issue;
}

export interface NewPull extends NewIssue {
  readonly head: RepositoryState;
  readonly headRef: string;
  readonly headOid: string;
  readonly baseRef: string;
  readonly baseOid: string;
  readonly draft: boolean;
  readonly maintainerCanModify: boolean;
}

export function openPull(
  deeds: Deeds,
  repository: RepositoryState,
  author: Account,
  fields: NewPull,
): PullIssue {
  const { head, headRef, headOid, baseRef, baseOid, draft, maintainerCanModify } = fields;
  const pull: PullState = {
    headRepository: head,
    headOwner: head.owner,
    headRef,
    headOid,
    baseRef,
    baseOid,
    draft,
    maintainerCanModify,
    mergedAt: null,
    mergedBy: null,
    mergeCommitOid: null,
    requestedReviewers: [],
    reviews: [],
    reviewComments: [],
    mergeabilityAskedFor: null,
  };
  const issue = addIssue(deeds, repository, author, fields, pull);
  repository.git.setRef(`refs/pull/${issue.number}/head`, headOid);
  const opened: PullIssue = Object.assign(issue, { pull });
  notifyPull(deeds, repository, opened, 'opened', author);
  return opened;
}

export function notifyPull(
  deeds: Deeds,
  repository: RepositoryState,
  issue: PullIssue,
  action: string,
  actor: Account,
  more: Json = {},
): void {
  const asked = issue.pull.mergeabilityAskedFor;
  const printed = printFullPull(deeds.view, repository, issue);
  // An event tells what is known, and is no question that starts GitHub's work.
  issue.pull.mergeabilityAskedFor = asked;
  const payload = { action, number: issue.number, pull_request: printed, ...more };
  deeds.notify(repository, 'pull_request', payload, actor);
}

/** The event of an issue, or of the pull request that it is. */
export function notifyIssue(
  deeds: Deeds,
  repository: RepositoryState,
  issue: IssueState,
  action: string,
  actor: Account,
  more: Json = {},
): void {
  if (isPull(issue)) {
    notifyPull(deeds, repository, issue, action, actor, more);
    return;
  }
  const payload = { action, issue: printIssue(deeds.view, repository, issue), ...more };
  deeds.notify(repository, 'issues', payload, actor);
}

export function closeIssue(
  deeds: Deeds,
  repository: RepositoryState,
  issue: IssueState,
  actor: Account,
  reason: 'completed' | 'not_planned' | 'duplicate' = 'completed',
): void {
  const at = deeds.world.now();
  issue.state = 'closed';
  issue.stateReason = issue.pull === null ? reason : null;
  issue.closedAt = at;
  issue.updatedAt = at;
  issue.closedBy = actor;
  issue.timeline.push({ type: 'ClosedEvent', actor, at });
  notifyIssue(deeds, repository, issue, 'closed', actor);
}

export function reopenIssue(
  deeds: Deeds,
  repository: RepositoryState,
  issue: IssueState,
  actor: Account,
): void {
  issue.state = 'open';
  issue.stateReason = issue.pull === null ? 'reopened' : null;
  issue.closedAt = null;
  issue.closedBy = null;
  issue.updatedAt = deeds.world.now();
  if (issue.pull !== null) refreshEnds(repository, issue.pull);
  notifyIssue(deeds, repository, issue, 'reopened', actor);
}

/** Why GitHub does not reopen a pull request, in its words; null where it does. */
export function refusalToReopen(repository: RepositoryState, { pull }: PullIssue): string | null {
  if (pull.mergedAt !== null) return 'Pull request is already merged';
  const head = pull.headRepository?.git.resolve(`refs/heads/${pull.headRef}`) ?? null;
  if (head === null) return `The ${pull.headRef} branch has been deleted.`;
  if (!repository.git.isAncestor(pull.headOid, head)) {
    return `The ${pull.headRef} branch was force-pushed or recreated.`;
  }
  const base = repository.git.resolve(`refs/heads/${pull.baseRef}`);
  return base === null ? `The ${pull.baseRef} branch has been deleted.` : null;
}

function refreshEnds(repository: RepositoryState, pull: PullState): void {
  pull.headOid = pull.headRepository?.git.resolve(`refs/heads/${pull.headRef}`) ?? pull.headOid;
  pull.baseOid = repository.git.resolve(`refs/heads/${pull.baseRef}`) ?? pull.baseOid;
}

/** Points an open pull request at another branch. */
export function changeBase(
  deeds: Deeds,
  repository: RepositoryState,
  issue: PullIssue,
  base: string,
  actor: Account,
): void {
  const oid = repository.git.resolve(`refs/heads/${base}`);
  if (oid === null) throw invalid({ resource: 'PullRequest', code: 'invalid', field: 'base' });
  const changes = {
    base: { ref: { from: issue.pull.baseRef }, sha: { from: issue.pull.baseOid } },
  };
  issue.pull.baseRef = base;
  issue.pull.baseOid = oid;
  issue.timeline.push({ type: 'BaseRefChangedEvent', actor, at: deeds.world.now() });
  notifyPull(deeds, repository, issue, 'edited', actor, { changes });
}

export function markMerged(
  deeds: Deeds,
  repository: RepositoryState,
  issue: PullIssue,
  mergeCommitOid: string,
  actor: Account,
): void {
  issue.pull.mergedAt = deeds.world.now();
  issue.pull.mergedBy = actor;
  issue.pull.mergeCommitOid = mergeCommitOid;
  closeIssue(deeds, repository, issue, actor);
}
