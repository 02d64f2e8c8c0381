import { z } from 'zod';
import type { History, PastProposal } from '../remediation/history.ts';
import { parseKeyBlock } from '../remediation/key-block.ts';
import { parseWiderRefusal } from '../remediation/wider-refusal.ts';
import type { GitHubClient, RepositoryName } from './client.ts';
import { isLoginOf } from './identity.ts';
import type { GitHubIdentity } from './identity.ts';
import { hasWithdrawnMark } from './withdrawn-mark.ts';

/** How many pull requests of one branch are remembered: somebody said no to each. */
const MOST_PULLS = 30;

/** GraphQL answers no more nodes at once. */
const MOST_BRANCHES = 40;

const commit = z.object({
  oid: z.string(),
  message: z.string(),
  author: z.object({ email: z.string().nullable() }).nullable(),
  parents: z.object({ nodes: z.array(z.object({ oid: z.string() })) }),
});

const pull = z.object({
  number: z.number(),
  state: z.enum(['OPEN', 'CLOSED', 'MERGED']),
  url: z.string(),
  title: z.string(),
  body: z.string(),
  mergeable: z.enum(['MERGEABLE', 'CONFLICTING', 'UNKNOWN']),
  headRefName: z.string(),
  isCrossRepository: z.boolean(),
  author: z.object({ login: z.string() }).nullable(),
  commits: z.object({ nodes: z.array(z.object({ commit })) }),
  marked: z.object({ totalCount: z.number() }),
  asked: z.object({ totalCount: z.number() }),
});

const ref = z.object({
  name: z.string(),
  target: commit.nullable(),
  associatedPullRequests: z.object({ nodes: z.array(pull) }),
});

const answerSchema = z.object({
  repository: z.record(z.string(), z.unknown()),
  search: z.object({ issueCount: z.number() }),
});

const aboutSchema = z.object({
  isArchived: z.boolean(),
  defaultBranchRef: z.object({ name: z.string() }).nullable(),
});

type About = z.infer<typeof aboutSchema>;

const pullsSchema = z.object({ nodes: z.array(pull) });
const refsSchema = z.object({ nodes: z.array(ref) }).nullable();

const FRAGMENTS = `
fragment OurCommit on Commit { oid message author { email } parents(first: 2) { nodes { oid } } }
fragment OurPull on PullRequest {
  number state url title body mergeable headRefName isCrossRepository author { login }
  commits(last: 20) { nodes { commit { ...OurCommit } } }
  marked: timelineItems(itemTypes: [LABELED_EVENT, ASSIGNED_EVENT, MILESTONED_EVENT]) { totalCount }
  asked: timelineItems(itemTypes: [REVIEW_REQUESTED_EVENT]) { totalCount }
}
fragment OurRef on Ref {
  name target { ... on Commit { ...OurCommit } }
  associatedPullRequests(states: [OPEN], first: 5) { nodes { ...OurPull } }
}`;

export type BranchCommit = Readonly<z.infer<typeof commit>>;
export type PastPull = Readonly<z.infer<typeof pull>>;

/** What stands on a branch of ours, or one that has such a name. */
export interface BranchState {
  /** Null where the branch is gone. */
  readonly tip: BranchCommit | null;
  /** Null where there is no open pull request of it. */
  readonly open: PastPull | null;
}

/** What GitHub knows of proposals, as the repository needs it and as who writes needs it. */
export interface GitHubHistory extends History {
  /** Null in a repository without a commit. */
  readonly defaultBranch: string | null;
  /** Nothing can be written to an archived one. */
  readonly isArchived: boolean;
  readonly branches: ReadonlyMap<string, BranchState>;
}

export interface HistoryQuestion {
  readonly client: GitHubClient;
  readonly name: RepositoryName;
  readonly identity: GitHubIdentity;
  /** Of our branches; it ends with a slash, or its part up to one is looked for. */
  readonly branchPrefix: string;
}

/** Asks for our branches with their open pull requests, and for all pull requests there were of some branches. */
export async function readHistory(
  question: HistoryQuestion,
  branches: readonly string[],
): Promise<GitHubHistory> {
  const { identity } = question;
  const states = new Map<string, BranchState>();
  const pulls = new Map<number, PastPull>();
  let hasAny = false;
  let about: About = { defaultBranchRef: null, isArchived: false };
  const asked = branches.length === 0 ? [[]] : chunksOf(branches, MOST_BRANCHES);
  for (const some of asked) {
    const answer = await ask(question, some);
    hasAny ||= answer.hasAny;
    about = answer.about;
    for (const one of answer.refs) states.set(one.name, one.state);
    for (const one of answer.pulls) pulls.set(one.number, one);
  }
  for (const { open } of states.values()) if (open !== null) pulls.set(open.number, open);
  const ours = [...pulls.values()].filter((one) => isOurPull(one, identity));
  const proposals = [
    ...ours.map((one) => pastPull(one, identity)),
    ...lonelyBranches(states, branches, identity),
  ];
  return {
    proposals,
    isFirstContact: !hasAny && proposals.length === 0,
    branches: states,
    defaultBranch: about.defaultBranchRef?.name ?? null,
    isArchived: about.isArchived,
  };
}

interface Answer {
  readonly refs: readonly { readonly name: string; readonly state: BranchState }[];
  readonly pulls: readonly PastPull[];
  readonly hasAny: boolean;
  readonly about: About;
}

async function ask(
  { client, name: { owner, repo }, identity, branchPrefix }: HistoryQuestion,
  branches: readonly string[],
): Promise<Answer> {
  const cut = branchPrefix.lastIndexOf('/') + 1;
  const fields = branches.map(
    (branch, index) => `p${index}: pullRequests(headRefName: ${JSON.stringify(branch)},
      first: ${MOST_PULLS}, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { ...OurPull } }
    r${index}: ref(qualifiedName: ${JSON.stringify(`refs/heads/${branch}`)}) { ...OurRef }`,
  );
  const query = `query ($owner: String!, $repo: String!, $prefix: String!, $search: String!) {
    search(query: $search, type: ISSUE, first: 1) { issueCount }
    repository(owner: $owner, name: $repo) {
      isArchived defaultBranchRef { name }
      refs(refPrefix: $prefix, first: 50) { nodes { ...OurRef } }
      ${fields.join('\n')}
    }
  }${FRAGMENTS}`;
  const prefix = `refs/heads/${branchPrefix.slice(0, cut)}`;
  const search = `repo:${owner}/${repo} is:pr author:${searchName(identity)}`;
  const { repository, search: found } = answerSchema.parse(
    await client.graphql(query, { owner, repo, prefix, search }),
  );
  // Every branch of the repository is listed where the prefix has no slash: these are not all ours.
  const listed = (cut === 0 ? [] : (refsSchema.parse(repository['refs'])?.nodes ?? [])).map(
    (one) => ({
      ...one,
      name: `${branchPrefix.slice(0, cut)}${one.name}`,
    }),
  );
  const named = branches.flatMap((branch, index) => {
    const one = ref.nullable().parse(repository[`r${index}`]);
    return one === null ? [] : [{ ...one, name: branch }];
  });
  return {
    refs: [...listed.filter((one) => one.name.startsWith(branchPrefix)), ...named].map((one) => ({
      name: one.name,
      state: { tip: one.target, open: openOf(one, identity) },
    })),
    pulls: branches.flatMap((_, index) => pullsSchema.parse(repository[`p${index}`]).nodes),
    hasAny: found.issueCount > 0,
    about: aboutSchema.parse(repository),
  };
}

/** An app is looked for under `app/`. */
function searchName({ login }: GitHubIdentity): string {
  return login.endsWith('[bot]') ? `app/${login.slice(0, -'[bot]'.length)}` : login;
}

function openOf(
  { associatedPullRequests: { nodes } }: z.infer<typeof ref>,
  identity: GitHubIdentity,
): PastPull | null {
  return nodes.find((one) => isOurPull(one, identity) && one.state === 'OPEN') ?? null;
}

/** Anybody can open a pull request from a branch of the same name, with a text that looks like ours. */
function isOurPull({ author, isCrossRepository }: PastPull, identity: GitHubIdentity): boolean {
  return !isCrossRepository && isLoginOf(identity, author?.login ?? null);
}

function pastPull(one: PastPull, identity: GitHubIdentity): PastProposal {
  const { number, body, headRefName, commits } = one;
  return {
    name: `#${number}`,
    branch: headRefName,
    state: stateOf(one),
    block: parseKeyBlock(body),
    wider: parseWiderRefusal(body),
    isTouched: commits.nodes.some((node) => !isOurCommit(node.commit, identity)),
  };
}

function stateOf({ state, body }: PastPull): PastProposal['state'] {
  if (state === 'OPEN') return 'open';
  if (state === 'MERGED') return 'merged';
  return hasWithdrawnMark(body) ? 'withdrawn' : 'closed';
}

/** Branches without a pull request: what was begun and not ended, or what a person made. */
function lonelyBranches(
  states: ReadonlyMap<string, BranchState>,
  wanted: readonly string[],
  identity: GitHubIdentity,
): PastProposal[] {
  return [...states].flatMap(([branch, { tip, open }]): PastProposal[] => {
    // A wanted one gets its pull request now, and is none that is open before.
    if (open !== null || tip === null || wanted.includes(branch)) return [];
    if (!isOurCommit(tip, identity)) return [];
    return [
      {
        name: branch,
        branch,
        state: 'open',
        block: parseKeyBlock(tip.message),
        wider: null,
        isTouched: false,
      },
    ];
  });
}

/** Written by us: by the address that GitHub gives us, and with the block that we put into every message. */
export function isOurCommit({ author, message }: BranchCommit, identity: GitHubIdentity): boolean {
  return identity.isOurAddress(author?.email ?? '') && parseKeyBlock(message) !== null;
}

function chunksOf<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
