import type { Comment, IssueState, Label, Milestone, Reaction, RepositoryState } from '../model.ts';
import { printAccount, printApp } from './account.ts';
import { apiOf, pageOfRepository } from './view.ts';
import type { View } from './view.ts';

export function printLabel(view: View, repository: RepositoryState, label: Label) {
  return {
    id: label.id,
    node_id: view.world.ids.print('Label', label.id),
    url: `${apiOf(view, repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    description: label.description,
    color: label.color,
    default: false,
  };
}

export function printMilestone(view: View, repository: RepositoryState, milestone: Milestone) {
  const url = `${apiOf(view, repository)}/milestones/${milestone.number}`;
  const of = (state: string) =>
    [...repository.issues.values()].filter(
      (issue) => issue.milestone === milestone && issue.state === state,
    ).length;
  return {
    url,
    html_url: `${pageOfRepository(view, repository)}/milestone/${milestone.number}`,
    labels_url: `${url}/labels`,
    id: milestone.id,
    node_id: view.world.ids.print('Milestone', milestone.id),
    number: milestone.number,
    title: milestone.title,
    description: milestone.description,
    creator: printAccount(view, milestone.creator),
    open_issues: of('open'),
    closed_issues: of('closed'),
    state: milestone.state,
    created_at: milestone.createdAt,
    updated_at: milestone.createdAt,
    due_on: null,
    closed_at: milestone.state === 'closed' ? milestone.createdAt : null,
  };
}

/** What issues and pull requests print alike. */
export function printIssueCore(view: View, repository: RepositoryState, issue: IssueState) {
  const [assignee] = issue.assignees;
  return {
    id: issue.id,
    number: issue.number,
    title: issue.title,
    body: issue.body,
    state: issue.state,
    locked: issue.locked,
    active_lock_reason: null,
    user: printAccount(view, issue.author),
    labels: issue.labels.map((label) => printLabel(view, repository, label)),
    assignee: assignee === undefined ? null : printAccount(view, assignee),
    assignees: issue.assignees.map((account) => printAccount(view, account)),
    milestone: issue.milestone === null ? null : printMilestone(view, repository, issue.milestone),
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    author_association: associationOf(view, repository, issue.author.login),
  };
}

export function printIssue(view: View, repository: RepositoryState, issue: IssueState) {
  const url = `${apiOf(view, repository)}/issues/${issue.number}`;
  const kind = issue.pull === null ? 'issues' : 'pull';
  const page = `${pageOfRepository(view, repository)}/${kind}/${issue.number}`;
  const nodeKind = issue.pull === null ? 'Issue' : 'PullRequest';
  return {
    url,
    repository_url: apiOf(view, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: page,
    node_id: view.world.ids.print(nodeKind, issue.id),
    ...printIssueCore(view, repository, issue),
    comments: issue.comments.length,
    closed_by: issue.closedBy === null ? null : printAccount(view, issue.closedBy),
    state_reason: issue.stateReason,
    timeline_url: `${url}/timeline`,
    performed_via_github_app: issue.viaApp ? printApp(view) : null,
    reactions: printReactionCounts(`${url}/reactions`, issue.reactions),
    ...(issue.pull === null ? {} : pullMark(view, repository, issue, page)),
  };
}

function pullMark(view: View, repository: RepositoryState, issue: IssueState, page: string) {
  return {
    draft: issue.pull?.draft ?? false,
    pull_request: {
      url: `${apiOf(view, repository)}/pulls/${issue.number}`,
      html_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      merged_at: issue.pull?.mergedAt ?? null,
    },
  };
}

export function printComment(
  view: View,
  repository: RepositoryState,
  issue: IssueState,
  comment: Comment,
) {
  const url = `${apiOf(view, repository)}/issues/comments/${comment.id}`;
  const kind = issue.pull === null ? 'issues' : 'pull';
  const page = `${pageOfRepository(view, repository)}/${kind}/${issue.number}`;
  return {
    url,
    html_url: `${page}#issuecomment-${comment.id}`,
    issue_url: `${apiOf(view, repository)}/issues/${issue.number}`,
    id: comment.id,
    node_id: view.world.ids.print('IssueComment', comment.id),
    user: printAccount(view, comment.user),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: associationOf(view, repository, comment.user.login),
    body: comment.body,
    reactions: printReactionCounts(`${url}/reactions`, comment.reactions),
    performed_via_github_app: comment.viaApp ? printApp(view) : null,
  };
}

export const REACTIONS = [
  '+1',
  '-1',
  'laugh',
  'hooray',
  'confused',
  'heart',
  'rocket',
  'eyes',
] as const;

export function printReactionCounts(url: string, reactions: readonly Reaction[]) {
  const count = (content: string) => reactions.filter((one) => one.content === content).length;
  const counts = Object.fromEntries(REACTIONS.map((content) => [content, count(content)]));
  return { url, total_count: reactions.length, ...counts };
}

/** How an account relates to a repository (GraphQL, "CommentAuthorAssociation"), as far as the host knows. */
export function associationOf({ world }: View, repository: RepositoryState, login: string): string {
  if (repository.owner.login.toLowerCase() === login.toLowerCase()) return 'OWNER';
  const isCollaborator = [...repository.collaborators.keys()].some(
    (name) => name.toLowerCase() === login.toLowerCase(),
  );
  if (!isCollaborator) return world.account(login).type === 'Bot' ? 'CONTRIBUTOR' : 'NONE';
  return repository.owner.type === 'Organization' ? 'MEMBER' : 'COLLABORATOR';
}
