import type { Account, PullIssue, RepositoryState } from '../model.ts';
import { askMergeability, commitsOf } from '../pulls.ts';
import { diffStatistics } from './diff.ts';
import { printAccount } from './account.ts';
import { printIssueCore } from './issue.ts';
import { printRepository } from './repository.ts';
import { apiOf, pageOfRepository } from './view.ts';
import type { View } from './view.ts';

/** A `pull-request-simple`. */
export function printPull(view: View, repository: RepositoryState, issue: PullIssue) {
  const { pull } = issue;
  const api = apiOf(view, repository);
  const url = `${api}/pulls/${issue.number}`;
  const page = `${pageOfRepository(view, repository)}/pull/${issue.number}`;
  const links = linksOf(api, url, page, issue);
  return {
    url,
    node_id: view.world.ids.print('PullRequest', issue.id),
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: links.issue.href,
    ...printIssueCore(view, repository, issue),
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeCommitOid,
    requested_reviewers: pull.requestedReviewers.map((account) => printAccount(view, account)),
    requested_teams: [],
    draft: pull.draft,
    commits_url: links.commits.href,
    review_comments_url: links.review_comments.href,
    review_comment_url: links.review_comment.href,
    comments_url: links.comments.href,
    statuses_url: links.statuses.href,
    head: printEnd(view, pull.headOwner, pull.headRef, pull.headOid, pull.headRepository),
    base: printEnd(view, repository.owner, pull.baseRef, pull.baseOid, repository),
    _links: links,
    auto_merge: null,
  };
}

function printEnd(
  view: View,
  owner: Account,
  ref: string,
  sha: string,
  repository: RepositoryState | null,
) {
  return {
    label: `${owner.login}:${ref}`,
    ref,
    sha,
    user: printAccount(view, owner),
    repo: repository === null ? null : printRepository(view, repository),
  };
}

function linksOf(api: string, url: string, page: string, { number, pull }: PullIssue) {
  return {
    self: { href: url },
    html: { href: page },
    issue: { href: `${api}/issues/${number}` },
    comments: { href: `${api}/issues/${number}/comments` },
    review_comments: { href: `${url}/comments` },
    review_comment: { href: `${api}/pulls/comments{/number}` },
    commits: { href: `${url}/commits` },
    statuses: { href: `${api}/statuses/${pull.headOid}` },
  };
}

/** A `pull-request`; asking for it starts GitHub's work on mergeability. */
export function printFullPull(view: View, repository: RepositoryState, issue: PullIssue) {
  const { pull } = issue;
  const { mergeable, state } =
    issue.state === 'open'
      ? askMergeability(repository, issue)
      : { mergeable: null, state: 'unknown' };
  return {
    ...printPull(view, repository, issue),
    merged: pull.mergedAt !== null,
    mergeable,
    rebaseable: mergeable,
    mergeable_state: state,
    merged_by: pull.mergedBy === null ? null : printAccount(view, pull.mergedBy),
    comments: issue.comments.length,
    review_comments: pull.reviewComments.length,
    maintainer_can_modify: pull.maintainerCanModify,
    commits: commitsOf(repository, pull).length,
    ...diffStatistics(repository, pull),
  };
}
