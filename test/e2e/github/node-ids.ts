/** Prefixes of GitHub's global node ids, as its GraphQL API prints them. */
const PREFIXES = {
  Repository: 'R_',
  RepositoryTopic: 'RT_',
  Topic: 'T_kw',
  Language: 'LA_kw',
  User: 'U_',
  Organization: 'O_',
  Bot: 'BOT_',
  PullRequest: 'PR_',
  Issue: 'I_',
  IssueComment: 'IC_',
  PullRequestReview: 'PRR_',
  PullRequestReviewComment: 'PRRC_',
  Label: 'LA_',
  Milestone: 'MI_',
  CheckRun: 'CR_',
  CheckSuite: 'CS_',
  Reaction: 'REA_',
  Ref: 'REF_',
  Commit: 'C_',
  Tree: 'T_',
  Blob: 'B_',
  PullRequestCommit: 'PURC_',
  ReviewRequest: 'RR_',
  BaseRefChangedEvent: 'BRCE_',
  ClosedEvent: 'CE_',
  LabeledEvent: 'LE_',
  AssignedEvent: 'AE_',
  MilestonedEvent: 'MIE_',
  ReviewRequestedEvent: 'RRE_',
  StatusCheckRollup: 'SCR_',
  Integration: 'A_',
  WorkflowRun: 'WFR_',
  Artifact: 'MDg6',
} as const;

export type NodeKind = keyof typeof PREFIXES;

export interface NodeKey {
  readonly kind: NodeKind;
  /** What tells one node of a kind from another, such as a number, or `12:refs/heads/main`. */
  readonly key: string;
}

/** Makes node ids, and reads back those that it made. */
export class NodeIds {
  print(kind: NodeKind, key: string | number): string {
    return `${PREFIXES[kind]}${Buffer.from(`${kind}:${key}`).toString('base64url')}`;
  }

  parse(id: string): NodeKey | null {
    for (const [kind, prefix] of Object.entries(PREFIXES)) {
      const text = Buffer.from(id.slice(prefix.length), 'base64url').toString();
      if (!id.startsWith(prefix) || !text.startsWith(`${kind}:`)) continue;
      // The key of an entry of PREFIXES is one of its kinds.
      return { kind: kind as NodeKind, key: text.slice(kind.length + 1) };
    }
    return null;
  }
}
