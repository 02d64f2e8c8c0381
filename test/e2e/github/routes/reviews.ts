import { created, found, invalid, notFound, refusal } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { RequestBody } from '../body.ts';
import { remember } from '../issue-deeds.ts';
import type { Account, PullIssue, Review, ReviewComment } from '../model.ts';
import { listAnswer } from '../paging.ts';
import { notifyPull } from '../pull-deeds.ts';
import { pullsOf } from '../pulls.ts';
import { addReview, notifyReview, placeInDiff } from '../review-deeds.ts';
import type { NewReviewComment } from '../review-deeds.ts';
import { repositoryRoute } from '../route.ts';
import type { AnyRoute, RepositoryCall } from '../route.ts';
import { printPull } from '../shapes/pull.ts';
import { printReview, printReviewComment } from '../shapes/review.ts';
import { fullNameOf } from '../world.ts';
import { pullOf } from './pulls.ts';

const PULL = '/repos/{owner}/{repo}/pulls/{pull_number}';
const COMMENT = '/repos/{owner}/{repo}/pulls/comments/{comment_id}';
const READ = 'pull_requests:read';
const WRITE = 'pull_requests:write';

/** REST, "Pull request reviews", "Review comments" and "Review requests". */
export const reviewRoutes: readonly AnyRoute[] = [
  repositoryRoute(`GET ${PULL}/reviews`, READ, (call) => {
    const issue = pullOf(call);
    return listAnswer(call, issue.pull.reviews, (one) => print(call, issue, one));
  }),
  repositoryRoute(`POST ${PULL}/reviews`, WRITE, createReview),
  repositoryRoute(`PUT ${PULL}/reviews/{review_id}`, WRITE, (call) => {
    const { issue, review } = reviewOf(call);
    review.body = call.body.string('body');
    return found(print(call, issue, review));
  }),
  repositoryRoute(`PUT ${PULL}/reviews/{review_id}/dismissals`, WRITE, (call) => {
    const { issue, review } = reviewOf(call);
    call.body.string('message');
    if (review.state === 'COMMENTED') {
      throw refusal(422, 'Can not dismiss a commented pull request review');
    }
    review.state = 'DISMISSED';
    notifyReview(call.deeds, call.repository, issue, review, 'dismissed', call.actor);
    return found(print(call, issue, review));
  }),
  repositoryRoute(`GET ${PULL}/reviews/{review_id}/comments`, READ, (call) => {
    const { issue, review } = reviewOf(call);
    const own = issue.pull.reviewComments.filter(({ reviewId }) => reviewId === review.id);
    return listAnswer(call, own, (one) => printReviewComment(call, call.repository, issue, one));
  }),
  repositoryRoute(`GET ${PULL}/comments`, READ, (call) => {
    const issue = pullOf(call);
    return listAnswer(call, issue.pull.reviewComments, (one) =>
      printReviewComment(call, call.repository, issue, one),
    );
  }),
  repositoryRoute(`PATCH ${COMMENT}`, WRITE, (call) => {
    const { issue, comment } = commentOf(call);
    comment.body = call.body.string('body');
    comment.updatedAt = call.world.now();
    return found(printReviewComment(call, call.repository, issue, comment));
  }),
  repositoryRoute(`DELETE ${COMMENT}`, WRITE, (call) => {
    const { issue, comment } = commentOf(call);
    issue.pull.reviewComments.splice(issue.pull.reviewComments.indexOf(comment), 1);
    return { status: 204 };
  }),
  repositoryRoute(`GET ${PULL}/requested_reviewers`, READ, (call) => {
    const { requested_reviewers: users, requested_teams: teams } = printPull(
      call,
      call.repository,
      pullOf(call),
    );
    return found({ users, teams });
  }),
  repositoryRoute(`POST ${PULL}/requested_reviewers`, WRITE, requestReviewers),
  repositoryRoute(`DELETE ${PULL}/requested_reviewers`, WRITE, (call) => {
    const issue = pullOf(call);
    const logins = call.body.optionalStrings('reviewers') ?? [];
    issue.pull.requestedReviewers = issue.pull.requestedReviewers.filter(
      ({ login }) => !logins.includes(login),
    );
    return found(printPull(call, call.repository, issue));
  }),
];

function print(call: RepositoryCall, issue: PullIssue, review: Review) {
  return printReview(call, call.repository, issue, review);
}

function reviewOf(call: RepositoryCall): { issue: PullIssue; review: Review } {
  const issue = pullOf(call);
  const id = Number(call.params['review_id']);
  const review = issue.pull.reviews.find((one) => one.id === id);
  if (review === undefined) throw notFound();
  return { issue, review };
}

function commentOf(call: RepositoryCall): { issue: PullIssue; comment: ReviewComment } {
  const id = Number(call.params['comment_id']);
  for (const issue of pullsOf(call.repository)) {
    const comment = issue.pull.reviewComments.find((one) => one.id === id);
    if (comment !== undefined) return { issue, comment };
  }
  throw notFound();
}

/** Reviews without an event are PENDING, and seen by nobody else. */
const STATES: Readonly<Record<string, Review['state']>> = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
};

function createReview(call: RepositoryCall): Answer {
  const { repository, body, deeds, actor } = call;
  const issue = pullOf(call);
  const event = body.optionalString('event');
  const state = event === null ? 'PENDING' : STATES[event];
  if (state === undefined) throw refusal(422, 'Unprocessable Entity');
  const text = body.optionalText('body', 'PullRequestReview') ?? '';
  const comments = body.objects('comments').map((one) => readComment(call, issue, one));
  if (text === '' && state === 'CHANGES_REQUESTED') {
    throw refusal(422, 'Unprocessable Entity', { errors: ['Body is required'] });
  }
  if (text === '' && comments.length === 0 && state === 'COMMENTED') {
    throw refusal(422, 'Unprocessable Entity', { errors: ['Could not add a review without body'] });
  }
  if (issue.author === actor && (state === 'APPROVED' || state === 'CHANGES_REQUESTED')) {
    const verb = state === 'APPROVED' ? 'approve' : 'request changes on';
    const errors = [`Can not ${verb} your own pull request`];
    throw refusal(422, 'Unprocessable Entity', { errors });
  }
  const commitOid = body.optionalString('commit_id') ?? issue.pull.headOid;
  const fields = { body: text, state, commitOid, comments };
  const review = addReview(deeds, repository, issue, actor, fields);
  return found(print(call, issue, review));
}

/** A line has to be part of the diff; a multi-line comment starts before it ends. */
function readComment(call: RepositoryCall, issue: PullIssue, one: RequestBody): NewReviewComment {
  const path = one.string('path');
  const body = one.string('body');
  const line = one.optionalInteger('line');
  const startLine = one.optionalInteger('start_line');
  const side = one.optionalString('side') === 'LEFT' ? 'LEFT' : 'RIGHT';
  const refuse = (message: string) => refusal(422, 'Unprocessable Entity', { errors: [message] });
  if (line === null) throw refuse('Line could not be resolved');
  const place = placeInDiff(call.repository, issue, path, { line, side });
  if (place === null) {
    const { git } = call.repository;
    const isChanged = git
      .run(['diff', '--name-only', `${issue.pull.baseOid}...${issue.pull.headOid}`])
      .split('\n')
      .includes(path);
    throw refuse(isChanged ? 'Line could not be resolved' : 'Path could not be resolved');
  }
  if (startLine !== null) {
    const start = placeInDiff(call.repository, issue, path, { line: startLine, side });
    if (startLine >= line) throw refuse('start_line must precede the end line.');
    if (start?.hunk !== place.hunk) {
      throw refuse('start_line must be part of the same hunk as the line.');
    }
  }
  return { path, body, line, startLine, side, position: place.position, diffHunk: place.text };
}

/** Everybody has to be a collaborator, or nobody is asked (REST, "Request reviewers"). */
function requestReviewers(call: RepositoryCall): Answer {
  const { repository, body, world, deeds, actor } = call;
  const issue = pullOf(call);
  const logins = body.optionalStrings('reviewers') ?? [];
  const teams = body.optionalStrings('team_reviewers') ?? [];
  const accounts: Account[] = logins.map((login) => world.account(login));
  if (accounts.includes(issue.author)) {
    throw refusal(422, 'Review cannot be requested from pull request author.');
  }
  const isStranger = ({ login }: Account) =>
    world.permissionOf(login, { ...repository, private: true }) === 'none';
  if (accounts.some(isStranger) || teams.length > 0) {
    const name = fullNameOf(repository);
    const message = `Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ${name} repository.`;
    throw refusal(422, message);
  }
  if (accounts.length === 0) throw invalid({ resource: 'PullRequest', code: 'missing_field' });
  for (const account of accounts) {
    if (issue.pull.requestedReviewers.includes(account)) continue;
    issue.pull.requestedReviewers.push(account);
    remember(deeds, issue, 'ReviewRequestedEvent', actor);
    const requested_reviewer = { login: account.login, id: account.id, type: account.type };
    notifyPull(deeds, repository, issue, 'review_requested', actor, { requested_reviewer });
  }
  return created(printPull(call, repository, issue));
}
