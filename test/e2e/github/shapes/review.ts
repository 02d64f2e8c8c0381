import type { PullIssue, RepositoryState, Review, ReviewComment } from '../model.ts';
import { printAccount } from './account.ts';
import { associationOf, printReactionCounts } from './issue.ts';
import { apiOf, pageOfRepository } from './view.ts';
import type { View } from './view.ts';

export function printReview(
  view: View,
  repository: RepositoryState,
  issue: PullIssue,
  review: Review,
) {
  const page = `${pageOfRepository(view, repository)}/pull/${issue.number}`;
  const html_url = `${page}#pullrequestreview-${review.id}`;
  const pull_request_url = `${apiOf(view, repository)}/pulls/${issue.number}`;
  return {
    id: review.id,
    node_id: view.world.ids.print('PullRequestReview', review.id),
    user: printAccount(view, review.user),
    body: review.body,
    state: review.state,
    html_url,
    pull_request_url,
    author_association: associationOf(view, repository, review.user.login),
    _links: { html: { href: html_url }, pull_request: { href: pull_request_url } },
    ...(review.submittedAt === null ? {} : { submitted_at: review.submittedAt }),
    commit_id: review.commitOid,
  };
}

export function printReviewComment(
  view: View,
  repository: RepositoryState,
  issue: PullIssue,
  comment: ReviewComment,
) {
  const url = `${apiOf(view, repository)}/pulls/comments/${comment.id}`;
  const page = `${pageOfRepository(view, repository)}/pull/${issue.number}`;
  const html_url = `${page}#discussion_r${comment.id}`;
  const pull_request_url = `${apiOf(view, repository)}/pulls/${issue.number}`;
  const startSide = comment.startLine === null ? null : comment.side;
  return {
    url,
    pull_request_review_id: comment.reviewId,
    id: comment.id,
    node_id: view.world.ids.print('PullRequestReviewComment', comment.id),
    diff_hunk: comment.diffHunk,
    path: comment.path,
    commit_id: comment.commitOid,
    original_commit_id: comment.commitOid,
    user: printAccount(view, comment.user),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    html_url,
    pull_request_url,
    author_association: associationOf(view, repository, comment.user.login),
    _links: {
      self: { href: url },
      html: { href: html_url },
      pull_request: { href: pull_request_url },
    },
    reactions: printReactionCounts(`${url}/reactions`, comment.reactions),
    start_line: comment.startLine,
    original_start_line: comment.startLine,
    start_side: startSide,
    line: comment.line,
    original_line: comment.line,
    side: comment.side,
    original_position: comment.position,
    position: comment.position,
    subject_type: 'line',
  };
}
