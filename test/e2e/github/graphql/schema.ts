/**
 * What we know of GitHub's GraphQL API: names, arguments and types are those of its public schema
 * (docs.github.com/graphql, checked against `@octokit/graphql-schema` by scripts/github-description).
 */
export const SCHEMA = /* GraphQL */ `
  scalar URI
  scalar DateTime
  scalar GitTimestamp
  scalar GitObjectID
  scalar GitRefname
  scalar Base64String
  scalar BigInt

  interface Node {
    id: ID!
  }
  interface Actor {
    login: String!
    url: URI!
  }
  interface RepositoryOwner {
    id: ID!
    login: String!
    url: URI!
  }
  interface GitObject {
    id: ID!
    oid: GitObjectID!
    abbreviatedOid: String!
  }
  interface GitSignature {
    isValid: Boolean!
    signature: String!
    payload: String!
    state: GitSignatureState!
    wasSignedByGitHub: Boolean!
  }

  union IssueOrPullRequest = Issue | PullRequest
  union SearchResultItem = Issue | PullRequest
  union RequestedReviewer = Bot | User
  union PullRequestTimelineItems = ClosedEvent
  union IssueTimelineItems = ClosedEvent

  enum OrderDirection {
    ASC
    DESC
  }
  enum IssueOrderField {
    COMMENTS
    CREATED_AT
    UPDATED_AT
  }
  enum RefOrderField {
    ALPHABETICAL
    TAG_COMMIT_DATE
  }
  enum PullRequestState {
    CLOSED
    MERGED
    OPEN
  }
  enum IssueState {
    CLOSED
    OPEN
  }
  enum IssueStateReason {
    COMPLETED
    DUPLICATE
    NOT_PLANNED
    REOPENED
  }
  enum MergeableState {
    CONFLICTING
    MERGEABLE
    UNKNOWN
  }
  enum MergeStateStatus {
    BEHIND
    BLOCKED
    CLEAN
    DIRTY
    DRAFT
    HAS_HOOKS
    UNKNOWN
    UNSTABLE
  }
  enum SearchType {
    DISCUSSION
    ISSUE
    REPOSITORY
    USER
  }
  enum GitSignatureState {
    INVALID
    UNKNOWN_KEY
    UNSIGNED
    VALID
  }
  enum RepositoryVisibility {
    INTERNAL
    PRIVATE
    PUBLIC
  }
  enum RepositoryPermission {
    ADMIN
    MAINTAIN
    READ
    TRIAGE
    WRITE
  }
  enum PullRequestTimelineItemsItemType {
    CLOSED_EVENT
  }
  enum IssueTimelineItemsItemType {
    CLOSED_EVENT
  }
  enum PullRequestReviewState {
    APPROVED
    CHANGES_REQUESTED
    COMMENTED
    DISMISSED
    PENDING
  }
  enum MilestoneState {
    CLOSED
    OPEN
  }

  input IssueOrder {
    field: IssueOrderField!
    direction: OrderDirection!
  }
  input RefOrder {
    field: RefOrderField!
    direction: OrderDirection!
  }
  input IssueFilters {
    assignee: String
    createdBy: String
    labels: [String!]
    since: DateTime
    states: [IssueState!]
  }

  type PageInfo {
    endCursor: String
    hasNextPage: Boolean!
    hasPreviousPage: Boolean!
    startCursor: String
  }
  type RateLimit {
    cost: Int!
    limit: Int!
    nodeCount: Int!
    remaining: Int!
    resetAt: DateTime!
    used: Int!
  }

  type User implements Node & Actor & RepositoryOwner {
    id: ID!
    databaseId: Int
    login: String!
    url: URI!
    name: String
  }
  type Organization implements Node & Actor & RepositoryOwner {
    id: ID!
    databaseId: Int
    login: String!
    url: URI!
    name: String
  }
  type Bot implements Node & Actor {
    id: ID!
    databaseId: Int
    login: String!
    url: URI!
  }

  type Repository implements Node {
    id: ID!
    databaseId: Int
    name: String!
    nameWithOwner: String!
    owner: RepositoryOwner!
    url: URI!
    description: String
    isArchived: Boolean!
    isDisabled: Boolean!
    isEmpty: Boolean!
    isFork: Boolean!
    isLocked: Boolean!
    isPrivate: Boolean!
    visibility: RepositoryVisibility!
    viewerPermission: RepositoryPermission
    parent: Repository
    createdAt: DateTime!
    updatedAt: DateTime!
    pushedAt: DateTime
    hasIssuesEnabled: Boolean!
    defaultBranchRef: Ref
    object(expression: String, oid: GitObjectID): GitObject
    ref(qualifiedName: String!): Ref
    refs(
      after: String
      before: String
      direction: OrderDirection
      first: Int
      last: Int
      orderBy: RefOrder
      query: String
      refPrefix: String!
    ): RefConnection
    issue(number: Int!): Issue
    issueOrPullRequest(number: Int!): IssueOrPullRequest
    issues(
      after: String
      before: String
      filterBy: IssueFilters
      first: Int
      labels: [String!]
      last: Int
      orderBy: IssueOrder
      states: [IssueState!]
    ): IssueConnection!
    pullRequest(number: Int!): PullRequest
    pullRequests(
      after: String
      baseRefName: String
      before: String
      first: Int
      headRefName: String
      labels: [String!]
      last: Int
      orderBy: IssueOrder
      states: [PullRequestState!]
    ): PullRequestConnection!
    label(name: String!): Label
    labels(after: String, before: String, first: Int, last: Int, query: String): LabelConnection
    milestones(
      after: String
      before: String
      first: Int
      last: Int
      query: String
      states: [MilestoneState!]
    ): MilestoneConnection
    assignableUsers(
      after: String
      before: String
      first: Int
      last: Int
      query: String
    ): UserConnection!
  }

  type Ref implements Node {
    id: ID!
    name: String!
    prefix: String!
    target: GitObject
    associatedPullRequests(
      after: String
      baseRefName: String
      before: String
      first: Int
      headRefName: String
      labels: [String!]
      last: Int
      orderBy: IssueOrder
      states: [PullRequestState!]
    ): PullRequestConnection!
  }

  type Blob implements Node & GitObject {
    id: ID!
    oid: GitObjectID!
    abbreviatedOid: String!
    byteSize: Int!
    isBinary: Boolean
    isTruncated: Boolean!
    text: String
  }
  type Tree implements Node & GitObject {
    id: ID!
    oid: GitObjectID!
    abbreviatedOid: String!
    entries: [TreeEntry!]
  }
  type TreeEntry {
    name: String!
    path: String
    mode: Int!
    oid: GitObjectID!
    size: Int!
    type: String!
    object: GitObject
  }
  type Commit implements Node & GitObject {
    id: ID!
    oid: GitObjectID!
    abbreviatedOid: String!
    url: URI!
    author: GitActor
    committer: GitActor
    authoredDate: DateTime!
    committedDate: DateTime!
    message: String!
    messageHeadline: String!
    messageBody: String!
    signature: GitSignature
    tree: Tree!
    parents(after: String, before: String, first: Int, last: Int): CommitConnection!
    history(
      after: String
      before: String
      first: Int
      last: Int
      path: String
      since: GitTimestamp
      until: GitTimestamp
    ): CommitHistoryConnection!
    associatedPullRequests(
      after: String
      before: String
      first: Int
      last: Int
    ): PullRequestConnection
  }
  type GitActor {
    name: String
    email: String
    date: GitTimestamp
    user: User
  }
  type GpgSignature implements GitSignature {
    isValid: Boolean!
    signature: String!
    payload: String!
    state: GitSignatureState!
    wasSignedByGitHub: Boolean!
    keyId: String
  }

  type Label implements Node {
    id: ID!
    name: String!
    color: String!
    description: String
    url: URI!
  }
  type Milestone implements Node {
    id: ID!
    number: Int!
    title: String!
    description: String
    state: MilestoneState!
    url: URI!
  }
  type IssueComment implements Node {
    id: ID!
    databaseId: Int
    author: Actor
    body: String!
    createdAt: DateTime!
    updatedAt: DateTime!
    url: URI!
  }
  type ClosedEvent implements Node {
    id: ID!
    actor: Actor
    createdAt: DateTime!
    stateReason: IssueStateReason
  }
  type ReviewRequest implements Node {
    id: ID!
    requestedReviewer: RequestedReviewer
    asCodeOwner: Boolean!
  }
  type PullRequestReview implements Node {
    id: ID!
    author: Actor
    body: String!
    state: PullRequestReviewState!
    submittedAt: DateTime
    url: URI!
  }
  type PullRequestCommit implements Node {
    id: ID!
    commit: Commit!
  }

  type Issue implements Node {
    id: ID!
    databaseId: Int
    number: Int!
    title: String!
    body: String!
    url: URI!
    state: IssueState!
    stateReason(enableDuplicate: Boolean = false): IssueStateReason
    author: Actor
    closed: Boolean!
    closedAt: DateTime
    createdAt: DateTime!
    updatedAt: DateTime!
    locked: Boolean!
    repository: Repository!
    milestone: Milestone
    labels(after: String, before: String, first: Int, last: Int): LabelConnection
    assignees(after: String, before: String, first: Int, last: Int): UserConnection!
    comments(after: String, before: String, first: Int, last: Int): IssueCommentConnection!
    timelineItems(
      after: String
      before: String
      first: Int
      itemTypes: [IssueTimelineItemsItemType!]
      last: Int
    ): IssueTimelineItemsConnection!
  }

  type PullRequest implements Node {
    id: ID!
    databaseId: Int
    fullDatabaseId: BigInt
    number: Int!
    title: String!
    body: String!
    url: URI!
    state: PullRequestState!
    author: Actor
    closed: Boolean!
    closedAt: DateTime
    createdAt: DateTime!
    updatedAt: DateTime!
    locked: Boolean!
    repository: Repository!
    milestone: Milestone
    isDraft: Boolean!
    isCrossRepository: Boolean!
    maintainerCanModify: Boolean!
    merged: Boolean!
    mergedAt: DateTime
    mergedBy: Actor
    mergeCommit: Commit
    mergeable: MergeableState!
    mergeStateStatus: MergeStateStatus!
    headRefName: String!
    headRefOid: GitObjectID!
    headRef: Ref
    headRepository: Repository
    headRepositoryOwner: RepositoryOwner
    baseRefName: String!
    baseRefOid: GitObjectID!
    baseRef: Ref
    baseRepository: Repository
    additions: Int!
    deletions: Int!
    changedFiles: Int!
    labels(after: String, before: String, first: Int, last: Int): LabelConnection
    assignees(after: String, before: String, first: Int, last: Int): UserConnection!
    comments(after: String, before: String, first: Int, last: Int): IssueCommentConnection!
    commits(after: String, before: String, first: Int, last: Int): PullRequestCommitConnection!
    reviewRequests(after: String, before: String, first: Int, last: Int): ReviewRequestConnection
    reviews(
      after: String
      author: String
      before: String
      first: Int
      last: Int
      states: [PullRequestReviewState!]
    ): PullRequestReviewConnection
    timelineItems(
      after: String
      before: String
      first: Int
      itemTypes: [PullRequestTimelineItemsItemType!]
      last: Int
    ): PullRequestTimelineItemsConnection!
  }

  type Query {
    node(id: ID!): Node
    nodes(ids: [ID!]!): [Node]!
    rateLimit(dryRun: Boolean = false): RateLimit
    repository(followRenames: Boolean = true, name: String!, owner: String!): Repository
    repositoryOwner(login: String!): RepositoryOwner
    search(
      after: String
      before: String
      first: Int
      last: Int
      query: String!
      type: SearchType!
    ): SearchResultItemConnection!
  }

  input CommittableBranch {
    branchName: String
    id: ID
    repositoryNameWithOwner: String
  }
  input CommitMessage {
    body: String
    headline: String!
  }
  input FileAddition {
    contents: Base64String!
    path: String!
  }
  input FileDeletion {
    path: String!
  }
  input FileChanges {
    additions: [FileAddition!] = []
    deletions: [FileDeletion!] = []
  }
  input CreateCommitOnBranchInput {
    branch: CommittableBranch!
    clientMutationId: String
    expectedHeadOid: GitObjectID!
    fileChanges: FileChanges
    message: CommitMessage!
  }
  input ConvertPullRequestToDraftInput {
    clientMutationId: String
    pullRequestId: ID!
  }
  input MarkPullRequestReadyForReviewInput {
    clientMutationId: String
    pullRequestId: ID!
  }
  type CreateCommitOnBranchPayload {
    clientMutationId: String
    commit: Commit
    ref: Ref
  }
  type ConvertPullRequestToDraftPayload {
    clientMutationId: String
    pullRequest: PullRequest
  }
  type MarkPullRequestReadyForReviewPayload {
    clientMutationId: String
    pullRequest: PullRequest
  }
  type Mutation {
    createCommitOnBranch(input: CreateCommitOnBranchInput!): CreateCommitOnBranchPayload
    convertPullRequestToDraft(
      input: ConvertPullRequestToDraftInput!
    ): ConvertPullRequestToDraftPayload
    markPullRequestReadyForReview(
      input: MarkPullRequestReadyForReviewInput!
    ): MarkPullRequestReadyForReviewPayload
  }
  ${connections([
    'Ref',
    'Issue',
    'PullRequest',
    'Label',
    'Milestone',
    'User',
    'Commit',
    'CommitHistory:Commit',
    'IssueComment',
    'PullRequestCommit',
    'ReviewRequest',
    'PullRequestReview',
    'PullRequestTimelineItems',
    'IssueTimelineItems',
    'SearchResultItem',
  ])}
`;

/** `Ref`, or `CommitHistory:Commit` where the connection is not named for its nodes. */
function connections(names: readonly string[]): string {
  const edges = new Set<string>();
  const types = names.map((name) => {
    const [connection = '', node = connection] = name.split(':');
    edges.add(`type ${node}Edge { cursor: String! node: ${node} }`);
    const total = node === 'SearchResultItem' ? 'issueCount' : 'totalCount';
    return `type ${connection}Connection { edges: [${node}Edge] nodes: [${node}] pageInfo: PageInfo! ${total}: Int! }`;
  });
  return [...types, ...edges].join('\n');
}
