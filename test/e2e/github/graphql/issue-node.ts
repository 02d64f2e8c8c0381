import type { GraphQLResolveInfo } from 'graphql';
import type { Comment, IssueState, Label, Milestone, RepositoryState } from '../model.ts';
import { printComment, printIssue, printLabel, printMilestone } from '../shapes/issue.ts';
import type { View } from '../shapes/view.ts';
import { accountNode } from './account-node.ts';
import { connection } from './connection.ts';
import type { ConnectionArguments } from './connection.ts';
import { repositoryNode } from './repository-node.ts';

export function labelNode(view: View, repository: RepositoryState, label: Label) {
  const { node_id: id, url } = printLabel(view, repository, label);
  const { name, color, description } = label;
  return { __typename: 'Label', id, name, color, description, url };
}

export function milestoneNode(view: View, repository: RepositoryState, milestone: Milestone) {
  const { node_id: id, html_url: url } = printMilestone(view, repository, milestone);
  const { number, title, description } = milestone;
  const state = milestone.state.toUpperCase();
  return { __typename: 'Milestone', id, number, title, description, state, url };
}

function commentNode(view: View, repository: RepositoryState, issue: IssueState, comment: Comment) {
  const { node_id: id, html_url: url } = printComment(view, repository, issue, comment);
  const { body, createdAt, updatedAt } = comment;
  const author = accountNode(view, comment.user);
  const authorAssociation = printComment(view, repository, issue, comment).author_association;
  const dates = { createdAt, updatedAt, authorAssociation };
  return { __typename: 'IssueComment', id, databaseId: comment.id, author, body, url, ...dates };
}

/** What issues and pull requests have alike. */
export function issueCoreNode(view: View, repository: RepositoryState, issue: IssueState) {
  const { node_id, html_url } = printIssue(view, repository, issue);
  const { milestone } = issue;
  return {
    id: node_id,
    databaseId: issue.id,
    number: issue.number,
    title: issue.title,
    body: issue.body ?? '',
    url: html_url,
    author: accountNode(view, issue.author),
    closed: issue.state === 'closed',
    closedAt: issue.closedAt,
    createdAt: issue.createdAt,
    updatedAt: issue.updatedAt,
    locked: issue.locked,
    repository: () => repositoryNode(view, repository),
    milestone: milestone === null ? null : milestoneNode(view, repository, milestone),
    labels: (args: ConnectionArguments, _: unknown, info: GraphQLResolveInfo) =>
      connection(issue.labels, args, info, (one) => labelNode(view, repository, one)),
    assignees: (args: ConnectionArguments, _: unknown, info: GraphQLResolveInfo) =>
      connection(issue.assignees, args, info, (one) => accountNode(view, one)),
    comments: (args: ConnectionArguments, _: unknown, info: GraphQLResolveInfo) =>
      connection(issue.comments, args, info, (one) => commentNode(view, repository, issue, one)),
    timelineItems: (args: TimelineArguments, _: unknown, info: GraphQLResolveInfo) =>
      timelineConnection(view, issue, args, info),
  };
}

interface TimelineArguments extends ConnectionArguments {
  readonly itemTypes?: readonly string[] | null;
}

/** `totalCount` is that of the whole timeline, `filteredCount` that of the types asked for. */
function timelineConnection(
  view: View,
  issue: IssueState,
  args: TimelineArguments,
  info: GraphQLResolveInfo,
) {
  const types = args.itemTypes ?? null;
  const fitting = issue.timeline.filter(({ type }) => types?.includes(itemTypeOf(type)) ?? true);
  const page = connection(fitting, args, info, ({ type, actor, at }) => ({
    __typename: type,
    id: view.world.ids.print(type, `${issue.id}:${at}`),
    actor: accountNode(view, actor),
    createdAt: at,
    stateReason: issue.stateReason?.toUpperCase() ?? null,
  }));
  return { ...page, totalCount: issue.timeline.length, filteredCount: fitting.length };
}

/** `CLOSED_EVENT` of `ClosedEvent`. */
function itemTypeOf(type: string): string {
  return type.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
}

export function issueNode(view: View, repository: RepositoryState, issue: IssueState): object {
  return {
    __typename: 'Issue',
    ...issueCoreNode(view, repository, issue),
    state: issue.state.toUpperCase(),
    stateReason: issue.stateReason?.toUpperCase() ?? null,
  };
}
