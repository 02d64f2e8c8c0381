import type { Deeds } from './deeds.ts';
import type {
  Account,
  IssueState,
  Label,
  Milestone,
  RepositoryState,
  TimelineType,
} from './model.ts';
import { notifyIssue } from './pull-deeds.ts';
import { printAccount } from './shapes/account.ts';
import { printLabel, printMilestone } from './shapes/issue.ts';

/** Colour of labels that are made by being used. */
export const DEFAULT_COLOR = 'ededed';

/** The label of this name; names are compared without case. Made where there is none. */
function ensureLabel(deeds: Deeds, repository: RepositoryState, name: string): Label {
  const known = repository.labels.get(name.toLowerCase());
  if (known !== undefined) return known;
  const label = { id: deeds.world.nextId(), name, color: DEFAULT_COLOR, description: null };
  repository.labels.set(name.toLowerCase(), label);
  return label;
}

/** Exactly these labels, each with its event. */
export function setLabels(
  deeds: Deeds,
  repository: RepositoryState,
  issue: IssueState,
  names: readonly string[],
  actor: Account,
): void {
  const before = issue.labels;
  const after = [...new Set(names.map((name) => ensureLabel(deeds, repository, name)))];
  issue.labels = after;
  const tell = (action: 'labeled' | 'unlabeled', labels: readonly Label[]) => {
    for (const label of labels) {
      if (action === 'labeled') remember(deeds, issue, 'LabeledEvent', actor);
      const printed = printLabel(deeds.view, repository, label);
      notifyIssue(deeds, repository, issue, action, actor, { label: printed });
    }
  };
  tell(
    'labeled',
    after.filter((label) => !before.includes(label)),
  );
  tell(
    'unlabeled',
    before.filter((label) => !after.includes(label)),
  );
  issue.updatedAt = deeds.world.now();
}

export function setAssignees(
  deeds: Deeds,
  repository: RepositoryState,
  issue: IssueState,
  assignees: readonly Account[],
  actor: Account,
): void {
  const before = issue.assignees;
  issue.assignees = [...assignees];
  issue.updatedAt = deeds.world.now();
  const tell = (action: 'assigned' | 'unassigned', account: Account) => {
    if (action === 'assigned') remember(deeds, issue, 'AssignedEvent', actor);
    const assignee = printAccount(deeds.view, account);
    notifyIssue(deeds, repository, issue, action, actor, { assignee });
  };
  for (const account of assignees) if (!before.includes(account)) tell('assigned', account);
  for (const account of before) if (!assignees.includes(account)) tell('unassigned', account);
}

export function setMilestone(
  deeds: Deeds,
  repository: RepositoryState,
  issue: IssueState,
  milestone: Milestone | null,
  actor: Account,
): void {
  const told = milestone ?? issue.milestone;
  if (milestone === issue.milestone || told === null) return;
  issue.milestone = milestone;
  issue.updatedAt = deeds.world.now();
  if (milestone !== null) remember(deeds, issue, 'MilestonedEvent', actor);
  const printed = printMilestone(deeds.view, repository, told);
  const action = milestone === null ? 'demilestoned' : 'milestoned';
  notifyIssue(deeds, repository, issue, action, actor, { milestone: printed });
}

export function remember(
  deeds: Deeds,
  issue: IssueState,
  type: TimelineType,
  actor: Account,
): void {
  issue.timeline.push({ type, actor, at: deeds.world.now() });
}
