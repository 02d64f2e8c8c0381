import type { Deeds } from './deeds.ts';
import type { Account, PullIssue, RepositoryState, Review, ReviewComment } from './model.ts';
import { printPull } from './shapes/pull.ts';
import { printReview } from './shapes/review.ts';

export interface NewReviewComment {
  readonly path: string;
  readonly body: string;
  readonly line: number;
  readonly startLine: number | null;
  readonly side: 'LEFT' | 'RIGHT';
  readonly position: number;
  readonly diffHunk: string;
}

export interface NewReview {
  readonly body: string;
  readonly state: Review['state'];
  readonly commitOid: string;
  readonly comments: readonly NewReviewComment[];
}

export function addReview(
  deeds: Deeds,
  repository: RepositoryState,
  issue: PullIssue,
  user: Account,
  { body, state, commitOid, comments }: NewReview,
): Review {
  const { world } = deeds;
  const now = world.now();
  const submittedAt = state === 'PENDING' ? null : now;
  const review: Review = { id: world.nextId(), user, body, state, commitOid, submittedAt };
  issue.pull.reviews.push(review);
  for (const comment of comments) {
    const placed: ReviewComment = {
      ...comment,
      id: world.nextId(),
      reviewId: review.id,
      user,
      viaApp: user.type === 'Bot',
      commitOid,
      inReplyTo: null,
      createdAt: now,
      updatedAt: now,
      reactions: [],
    };
    issue.pull.reviewComments.push(placed);
  }
  issue.updatedAt = now;
  if (state !== 'PENDING') notifyReview(deeds, repository, issue, review, 'submitted', user);
  return review;
}

export function notifyReview(
  deeds: Deeds,
  repository: RepositoryState,
  issue: PullIssue,
  review: Review,
  action: 'submitted' | 'dismissed',
  actor: Account,
): void {
  const printed = printReview(deeds.view, repository, issue, review);
  const pull_request = printPull(deeds.view, repository, issue);
  const payload = {
    action,
    review: { ...printed, state: review.state.toLowerCase() },
    pull_request,
  };
  deeds.notify(repository, 'pull_request_review', payload, actor);
}

export interface DiffPlace {
  /** Lines below the first hunk's header, as GitHub counts positions. */
  readonly position: number;
  /** Which hunk, from zero. */
  readonly hunk: number;
  /** The hunk up to the line. */
  readonly text: string;
}

export interface LineOfDiff {
  readonly line: number;
  readonly side: 'LEFT' | 'RIGHT';
}

/** Where a line stands in the diff of a pull request; null where the diff does not show it. */
export function placeInDiff(
  { git }: RepositoryState,
  { pull }: PullIssue,
  path: string,
  { line, side }: LineOfDiff,
): DiffPlace | null {
  const diff = git.run(['diff', `${pull.baseOid}...${pull.headOid}`, '--', path]);
  const start = diff.indexOf('\n@@');
  if (start === -1) return null;
  let hunk = -1;
  let left = 0;
  let right = 0;
  let text: string[] = [];
  for (const [position, row] of diff
    .slice(start + 1)
    .split('\n')
    .entries()) {
    const header = /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(row);
    text = header === null ? [...text, row] : [row];
    if (header !== null) {
      hunk += 1;
      left = Number(header[1]) - 1;
      right = Number(header[2]) - 1;
      continue;
    }
    if (!row.startsWith('+') && !row.startsWith('\\')) left += 1;
    if (!row.startsWith('-') && !row.startsWith('\\')) right += 1;
    const isOther = side === 'RIGHT' ? row.startsWith('-') : row.startsWith('+');
    if (isOther || row.startsWith('\\') || (side === 'RIGHT' ? right : left) !== line) continue;
    return { position, hunk, text: text.join('\n') };
  }
  return null;
}
