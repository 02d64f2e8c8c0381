import type { Git } from './git.ts';

export type AccountType = 'User' | 'Organization' | 'Bot';
export type PermissionLevel = 'read' | 'triage' | 'write' | 'maintain' | 'admin';
/** Names of a GitHub App's permissions (REST, "Permissions required for GitHub Apps") and their levels. */
export type Permissions = Readonly<Record<string, 'read' | 'write'>>;

export interface Account {
  readonly id: number;
  login: string;
  readonly type: AccountType;
}

export interface AppRegistration {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly owner: string;
  readonly clientId: string;
  /** PEM. */
  readonly publicKey: string;
  permissions: Permissions;
  /** Names of the events that the app subscribed to. */
  events: readonly string[];
}

export interface Installation {
  readonly id: number;
  readonly account: Account;
  readonly createdAt: string;
  permissions: Permissions;
  events: readonly string[];
  repositoryIds: 'all' | Set<number>;
  suspendedAt: string | null;
  suspendedBy: Account | null;
}

export interface Protection {
  /** Changes have to come by pull request: direct updates of the reference are refused. */
  readonly requiresPullRequest?: boolean;
  readonly requiredStatusChecks?: readonly string[];
  readonly requiredApprovals?: number;
  readonly allowsForcePushes?: boolean;
  readonly allowsDeletions?: boolean;
}

export interface Label {
  readonly id: number;
  name: string;
  color: string;
  description: string | null;
}

export interface Milestone {
  readonly id: number;
  readonly number: number;
  title: string;
  description: string | null;
  state: 'open' | 'closed';
  readonly creator: Account;
  readonly createdAt: string;
}

export interface Reaction {
  readonly id: number;
  readonly user: Account;
  readonly content: string;
  readonly createdAt: string;
}

export interface Comment {
  readonly id: number;
  readonly user: Account;
  /** Written by the app, through its API. */
  readonly viaApp: boolean;
  body: string;
  readonly createdAt: string;
  updatedAt: string;
  readonly reactions: Reaction[];
}

export interface ReviewComment extends Comment {
  readonly reviewId: number;
  readonly path: string;
  readonly line: number;
  readonly startLine: number | null;
  readonly side: 'LEFT' | 'RIGHT';
  readonly commitOid: string;
  readonly diffHunk: string;
  readonly position: number;
  readonly inReplyTo: number | null;
}

export interface Review {
  readonly id: number;
  readonly user: Account;
  body: string;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED' | 'PENDING';
  readonly commitOid: string;
  submittedAt: string | null;
}

/** What makes a pull request of an issue. */
export interface PullState {
  /** Null when the fork was deleted. */
  headRepository: RepositoryState | null;
  readonly headRef: string;
  readonly headOwner: Account;
  /** Followed while the pull request is open, kept when it is closed. */
  headOid: string;
  baseRef: string;
  baseOid: string;
  draft: boolean;
  maintainerCanModify: boolean;
  mergedAt: string | null;
  mergedBy: Account | null;
  mergeCommitOid: string | null;
  requestedReviewers: Account[];
  readonly reviews: Review[];
  readonly reviewComments: ReviewComment[];
  /** `head base` that mergeability was asked for; GitHub works it out after the first question. */
  mergeabilityAskedFor: string | null;
}

/** As GraphQL names the items of a timeline that the host keeps. */
export type TimelineType =
  | 'BaseRefChangedEvent'
  | 'ClosedEvent'
  | 'LabeledEvent'
  | 'AssignedEvent'
  | 'MilestonedEvent'
  | 'ReviewRequestedEvent';

export interface TimelineEvent {
  readonly type: TimelineType;
  readonly actor: Account;
  readonly at: string;
}

export interface IssueState {
  readonly id: number;
  readonly number: number;
  readonly author: Account;
  readonly viaApp: boolean;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  stateReason: 'completed' | 'not_planned' | 'reopened' | 'duplicate' | null;
  locked: boolean;
  labels: Label[];
  assignees: Account[];
  milestone: Milestone | null;
  readonly comments: Comment[];
  readonly reactions: Reaction[];
  readonly createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  closedBy: Account | null;
  /** Oldest first. */
  readonly timeline: TimelineEvent[];
  readonly pull: PullState | null;
}

export interface PullIssue extends IssueState {
  readonly pull: PullState;
}

export type Json = Readonly<Record<string, unknown>>;

export interface Annotation extends Json {
  readonly path: string;
}

export interface CheckRun {
  readonly id: number;
  readonly suiteId: number;
  name: string;
  readonly headOid: string;
  externalId: string;
  detailsUrl: string | null;
  status: string;
  conclusion: string | null;
  startedAt: string | null;
  completedAt: string | null;
  output: { title: string | null; summary: string | null; text: string | null };
  readonly annotations: Annotation[];
}

export interface Sarif {
  readonly id: string;
  readonly commitOid: string;
  readonly ref: string;
  readonly document: unknown;
}

export interface WorkflowRun {
  readonly id: number;
  readonly name: string;
  readonly path: string;
  readonly headBranch: string;
  readonly headOid: string;
  readonly event: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly createdAt: string;
  /** The repository that the run's commit comes from: a fork for its pull requests. */
  readonly headRepository: RepositoryState;
}

export interface Artifact {
  readonly id: number;
  readonly name: string;
  readonly runId: number;
  readonly zip: Uint8Array;
  readonly createdAt: string;
  readonly expired: boolean;
}

export interface RepositoryState {
  readonly id: number;
  owner: Account;
  name: string;
  readonly git: Git;
  private: boolean;
  archived: boolean;
  description: string | null;
  topics: readonly string[];
  /** The one that most of the code is written in. */
  language: string | null;
  /** Kilobytes on disk. */
  size: number;
  defaultBranch: string;
  /** The repository that this one is a fork of. */
  fork: RepositoryState | null;
  allowForking: boolean;
  /** Whether issues are turned on; pull requests are there in any case. */
  hasIssues: boolean;
  isMirror: boolean;
  /** SPDX id of the licence that GitHub finds; null without one. */
  licence: string | null;
  interactionLimit: 'EXISTING_USERS' | 'CONTRIBUTORS_ONLY' | 'COLLABORATORS_ONLY' | null;
  /** Whether commits on the web have to be signed off. */
  wantsSignOff: boolean;
  /** How many people have starred it. */
  stars: number;
  readonly createdAt: string;
  updatedAt: string;
  pushedAt: string;
  readonly collaborators: Map<string, PermissionLevel>;
  readonly protections: Map<string, Protection>;
  nextNumber: number;
  readonly issues: Map<number, IssueState>;
  readonly labels: Map<string, Label>;
  readonly milestones: Milestone[];
  readonly checkRuns: CheckRun[];
  readonly codeScanningAlerts: Json[];
  readonly sarifs: Sarif[];
  readonly dependabotAlerts: Json[];
  readonly workflowRuns: WorkflowRun[];
  readonly artifacts: Artifact[];
}
