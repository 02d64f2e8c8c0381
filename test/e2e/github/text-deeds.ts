import type { Deeds } from './deeds.ts';
import type { Account, Comment, IssueState, RepositoryState } from './model.ts';
import { notifyIssue } from './pull-deeds.ts';
import { printComment, printIssue } from './shapes/issue.ts';

export interface NewTexts {
  /** Null keeps what is there. */
  readonly title: string | null;
  readonly body: string | null;
}

/** Writes title and body anew; the event says from what they changed. */
export function editTexts(
  deeds: Deeds,
  repository: RepositoryState,
  issue: IssueState,
  { title, body }: NewTexts,
  actor: Account,
): void {
  const changes = {
    ...(title === null || title === issue.title ? {} : { title: { from: issue.title } }),
    ...(body === null || body === issue.body ? {} : { body: { from: issue.body ?? '' } }),
  };
  if (Object.keys(changes).length === 0) return;
  issue.title = title ?? issue.title;
  issue.body = body ?? issue.body;
  issue.updatedAt = deeds.world.now();
  notifyIssue(deeds, repository, issue, 'edited', actor, { changes });
}

export function addComment(
  deeds: Deeds,
  repository: RepositoryState,
  issue: IssueState,
  user: Account,
  { body, viaApp }: { readonly body: string; readonly viaApp: boolean },
): Comment {
  const { world } = deeds;
  const comment: Comment = {
    id: world.nextId(),
    user,
    viaApp,
    body,
    createdAt: world.now(),
    updatedAt: world.now(),
    reactions: [],
  };
  issue.comments.push(comment);
  issue.updatedAt = world.now();
  notifyComment(deeds, { repository, issue, comment }, 'created', user);
  return comment;
}

export interface PlacedComment {
  readonly repository: RepositoryState;
  readonly issue: IssueState;
  readonly comment: Comment;
}

export function editComment(
  deeds: Deeds,
  place: PlacedComment,
  body: string,
  actor: Account,
): void {
  const { comment } = place;
  const changes = { body: { from: comment.body } };
  comment.body = body;
  comment.updatedAt = deeds.world.now();
  notifyComment(deeds, place, 'edited', actor, { changes });
}

export function deleteComment(deeds: Deeds, place: PlacedComment, actor: Account): void {
  const { issue, comment } = place;
  issue.comments.splice(issue.comments.indexOf(comment), 1);
  notifyComment(deeds, place, 'deleted', actor);
}

function notifyComment(
  deeds: Deeds,
  { repository, issue, comment }: PlacedComment,
  action: string,
  actor: Account,
  more: object = {},
): void {
  const { view } = deeds;
  const payload = {
    action,
    issue: printIssue(view, repository, issue),
    comment: printComment(view, repository, issue, comment),
    ...more,
  };
  deeds.notify(repository, 'issue_comment', payload, actor);
}
