import type { GraphQLResolveInfo } from 'graphql';
import type { PullIssue, RepositoryState, Review } from '../model.ts';
import { askMergeability, commitsOf } from '../pulls.ts';
import { diffFiles, diffStatistics } from '../shapes/diff.ts';
import { permissionIn } from '../world.ts';
import { associationOf } from '../shapes/issue.ts';
import type { View } from '../shapes/view.ts';
import { accountNode } from './account-node.ts';
import { connection } from './connection.ts';
import type { ConnectionArguments } from './connection.ts';
import { gitObjectNode, refNode, rollupNode } from './git-nodes.ts';
import { issueCoreNode } from './issue-node.ts';
import { repositoryNode } from './repository-node.ts';

export interface IssueOrder {
  readonly field: 'COMMENTS' | 'CREATED_AT' | 'UPDATED_AT';
  readonly direction: 'ASC' | 'DESC';
}

export interface PullArguments extends ConnectionArguments {
  readonly states?: readonly string[] | null;
  readonly headRefName?: string | null;
  readonly baseRefName?: string | null;
  readonly labels?: readonly string[] | null;
  readonly orderBy?: IssueOrder | null;
}

/** Oldest first where no order is asked for. */
export function filterPulls(
  pulls: readonly PullIssue[],
  { states, headRefName, baseRefName, labels, orderBy }: PullArguments,
): readonly PullIssue[] {
  const fitting = pulls.filter(
    (issue) =>
      (states?.includes(stateOf(issue)) ?? true) &&
      (headRefName ?? issue.pull.headRef) === issue.pull.headRef &&
      (baseRefName ?? issue.pull.baseRef) === issue.pull.baseRef &&
      hasAnyLabel(issue, labels ?? null),
  );
  return orderIssues(fitting, orderBy ?? null);
}

export function hasAnyLabel(
  { labels }: Pick<PullIssue, 'labels'>,
  names: readonly string[] | null,
): boolean {
  if (names === null) return true;
  const wanted = names.map((name) => name.toLowerCase());
  return labels.some(({ name }) => wanted.includes(name.toLowerCase()));
}

export function orderIssues<T extends Pick<PullIssue, 'number' | 'updatedAt' | 'comments'>>(
  issues: readonly T[],
  order: IssueOrder | null,
): readonly T[] {
  const { field, direction } = order ?? { field: 'CREATED_AT', direction: 'ASC' };
  const weight = (issue: T): number => {
    if (field === 'COMMENTS') return issue.comments.length;
    return field === 'UPDATED_AT' ? Date.parse(issue.updatedAt) : issue.number;
  };
  const sorted = [...issues].sort((a, b) => weight(a) - weight(b) || a.number - b.number);
  return direction === 'DESC' ? sorted.reverse() : sorted;
}

function stateOf({ pull, state }: PullIssue): string {
  return pull.mergedAt === null ? state.toUpperCase() : 'MERGED';
}

export function pullNode(view: View, repository: RepositoryState, issue: PullIssue): object {
  const { pull } = issue;
  return {
    __typename: 'PullRequest',
    ...issueCoreNode(view, repository, issue),
    ...endNodes(view, repository, issue),
    fullDatabaseId: String(issue.id),
    state: stateOf(issue),
    isDraft: pull.draft,
    isCrossRepository: pull.headRepository !== repository,
    maintainerCanModify: pull.maintainerCanModify,
    merged: pull.mergedAt !== null,
    mergedAt: pull.mergedAt,
    mergedBy: pull.mergedBy === null ? null : accountNode(view, pull.mergedBy),
    mergeCommit: () => objectNode(view, repository, pull.mergeCommitOid),
    ...mergeabilityNodes(repository, issue),
    statusCheckRollup: () => rollupNode(view, repository, pull.headOid),
    additions: () => diffStatistics(repository, pull).additions,
    deletions: () => diffStatistics(repository, pull).deletions,
    changedFiles: () => diffStatistics(repository, pull).changed_files,
    files: (args: ConnectionArguments, _: unknown, info: GraphQLResolveInfo) =>
      connection(diffFiles(repository, pull), args, info, (file) => file),
    commits: (args: ConnectionArguments, _: unknown, info: GraphQLResolveInfo) =>
      connection(commitsOf(repository, pull), args, info, (oid) => ({
        __typename: 'PullRequestCommit',
        id: view.world.ids.print('PullRequestCommit', `${issue.id}:${oid}`),
        commit: () => objectNode(view, repository, oid),
      })),
    reviewRequests: (args: ConnectionArguments, _: unknown, info: GraphQLResolveInfo) =>
      connection(pull.requestedReviewers, args, info, (account) => ({
        __typename: 'ReviewRequest',
        id: view.world.ids.print('ReviewRequest', `${issue.id}:${account.id}`),
        requestedReviewer: accountNode(view, account),
        asCodeOwner: false,
      })),
    latestOpinionatedReviews: (args: OpinionArguments, _: unknown, info: GraphQLResolveInfo) =>
      connection(latestOpinions(repository, issue, args), args, info, (review) =>
        reviewNode(view, repository, issue, review),
      ),
    reviews: (args: ReviewArguments, _: unknown, info: GraphQLResolveInfo) =>
      connection(reviewsOf(issue, args), args, info, (review) =>
        reviewNode(view, repository, issue, review),
      ),
  };
}

function endNodes(view: View, repository: RepositoryState, { pull }: PullIssue) {
  const { headRepository: head } = pull;
  return {
    headRefName: pull.headRef,
    headRefOid: pull.headOid,
    headRef: () => (head === null ? null : refNode(view, head, `refs/heads/${pull.headRef}`)),
    headRepository: () => (head === null ? null : repositoryNode(view, head)),
    headRepositoryOwner: head === null ? null : accountNode(view, head.owner),
    baseRefName: pull.baseRef,
    baseRefOid: pull.baseOid,
    baseRef: () => refNode(view, repository, `refs/heads/${pull.baseRef}`),
    baseRepository: () => repositoryNode(view, repository),
  };
}

/** Asked once for both fields, because the first question starts GitHub's work. */
function mergeabilityNodes(repository: RepositoryState, issue: PullIssue) {
  let asked: ReturnType<typeof askMergeability> | null = null;
  const ask = () => (asked ??= askMergeability(repository, issue));
  return {
    mergeable: () => {
      if (issue.state === 'closed') return 'UNKNOWN';
      const { mergeable } = ask();
      if (mergeable === null) return 'UNKNOWN';
      return mergeable ? 'MERGEABLE' : 'CONFLICTING';
    },
    mergeStateStatus: () => (issue.state === 'closed' ? 'UNKNOWN' : ask().state.toUpperCase()),
  };
}

function objectNode(view: View, repository: RepositoryState, oid: string | null): object | null {
  return oid === null ? null : gitObjectNode(view, repository, repository.git.object(oid));
}

interface ReviewArguments extends ConnectionArguments {
  readonly author?: string | null;
  readonly states?: readonly string[] | null;
}

function reviewsOf({ pull }: PullIssue, { author, states }: ReviewArguments): readonly Review[] {
  return pull.reviews.filter(
    ({ user, state }) => (author ?? user.login) === user.login && (states?.includes(state) ?? true),
  );
}

interface OpinionArguments extends ConnectionArguments {
  readonly writersOnly?: boolean | null;
}

/** Of each person the last review that takes a side, or took one. */
function latestOpinions(
  repository: RepositoryState,
  { pull }: PullIssue,
  { writersOnly }: OpinionArguments,
): readonly Review[] {
  const opinions = pull.reviews.filter(({ state }) => state !== 'COMMENTED' && state !== 'PENDING');
  const last = [...new Map(opinions.map((review) => [review.user.id, review])).values()];
  const mayWrite = ({ user }: Review) =>
    ['write', 'maintain', 'admin'].includes(permissionIn(user.login, repository));
  return writersOnly === true ? last.filter(mayWrite) : last;
}

function reviewNode(view: View, repository: RepositoryState, issue: PullIssue, review: Review) {
  return {
    __typename: 'PullRequestReview',
    id: view.world.ids.print('PullRequestReview', review.id),
    author: accountNode(view, review.user),
    authorAssociation: associationOf(view, repository, review.user.login),
    body: review.body,
    // Those of the host are written and sent at once; one that waits has no date of its own.
    createdAt: review.submittedAt ?? issue.createdAt,
    state: review.state,
    submittedAt: review.submittedAt,
    url: `${view.world.origin}/pull/${issue.number}#pullrequestreview-${review.id}`,
    comments: (args: ConnectionArguments, _: unknown, info: GraphQLResolveInfo) => {
      const own = issue.pull.reviewComments.filter(({ reviewId }) => reviewId === review.id);
      return connection(own, args, info, ({ id, user, ...comment }) => ({
        __typename: 'PullRequestReviewComment',
        id: view.world.ids.print('PullRequestReviewComment', id),
        author: accountNode(view, user),
        authorAssociation: associationOf(view, repository, user.login),
        ...comment,
      }));
    },
  };
}
