import type { History, PastProposal } from '../remediation/history.ts';
import { parseBranch } from '../remediation/propose.ts';
import { parseKeyBlock } from '../remediation/key-block.ts';
import { parseWiderRefusal } from '../remediation/wider-refusal.ts';
import type { BranchCommit } from './branch-commit.ts';
import type { GitHubClient, RepositoryName } from './client.ts';
import { historyQuery, readHistoryAnswer } from './history-query.ts';
import type { AnsweredRef, EndedPull, HistoryAnswer, PastPull } from './history-query.ts';
import { isLoginOf } from './identity.ts';
import type { GitHubIdentity } from './identity.ts';
import { holdsForeign, isOurCommit } from './own-commits.ts';
import { hasWithdrawnMark } from './withdrawn-mark.ts';

/** GraphQL answers no more nodes at once. */
const MOST_BRANCHES = 40;

/** What stands on a branch of ours, or one that has such a name. */
export interface BranchState {
  /** Null where the branch is gone. */
  readonly tip: BranchCommit | null;
  /** Null where there is no open pull request of it. */
  readonly open: PastPull | null;
}

/** What GitHub knows of proposals, as the repository needs it and as who writes needs it. */
export interface GitHubHistory extends History {
  /** GraphQL's id of the repository. */
  readonly id: string;
  /** Null in a repository without a commit. */
  readonly defaultBranch: string | null;
  /** Messages of its last commits, newest first. */
  readonly messages: readonly string[];
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
  const [some = [], ...others] = chunksOf(branches, MOST_BRANCHES);
  const { about, ...first } = await ask(question, some);
  const answers: Omit<HistoryAnswer, 'about'>[] = [first];
  const refused = refusedCampaigns(first.ended, question).filter((one) => !branches.includes(one));
  for (const more of [...others, ...chunksOf(refused, MOST_BRANCHES)]) {
    answers.push(await ask(question, more));
  }
  const refs = answers.flatMap((one) => one.refs);
  const states = new Map(refs.map((one) => [one.branch, stateOfBranch(one, identity)]));
  const pulls = new Map(answers.flatMap((one) => one.pulls).map((one) => [one.number, one]));
  for (const { open } of states.values()) if (open !== null) pulls.set(open.number, open);
  const ours = [...pulls.values()].filter((one) => isOurPull(one, identity));
  const proposals = [
    ...ours.map((one) => pastPull(one, identity)),
    ...lonelyBranches(states, branches, identity),
  ];
  return {
    proposals,
    isFirstContact:
      !proposals.some(isAnswered) && !first.ended.some((one) => isEnded(one, identity)),
    branches: states,
    id: about.id,
    defaultBranch: about.defaultBranchRef?.name ?? null,
    messages: about.defaultBranchRef?.target.history.nodes.map(({ message }) => message) ?? [],
    isArchived: about.isArchived,
  };
}

/** The part of the names of our branches that GitHub can list: up to the last slash; empty without one. */
export function folderOf(branchPrefix: string): string {
  return branchPrefix.slice(0, branchPrefix.lastIndexOf('/') + 1);
}

async function ask(
  { client, name: { owner, repo }, identity, branchPrefix }: HistoryQuestion,
  branches: readonly string[],
): Promise<HistoryAnswer> {
  const folder = folderOf(branchPrefix);
  const variables = {
    owner,
    repo,
    prefix: `refs/heads/${folder}`,
    search: `repo:${owner}/${repo} is:pr is:closed author:${searchName(identity)}`,
  };
  const answer = await client.graphql(historyQuery(branches), variables);
  const read = readHistoryAnswer(answer, branches);
  // Every branch of the repository is listed where the prefix has no slash: these are not all ours.
  const isOurs = ({ branch }: AnsweredRef) =>
    branches.includes(branch) || (folder !== '' && branch.startsWith(branchPrefix));
  return { ...read, refs: read.refs.filter(isOurs) };
}

/** An app is looked for under `app/`. */
function searchName({ login }: GitHubIdentity): string {
  return login.endsWith('[bot]') ? `app/${login.slice(0, -'[bot]'.length)}` : login;
}

function stateOfBranch(
  { target, associatedPullRequests: { nodes } }: AnsweredRef,
  identity: GitHubIdentity,
): BranchState {
  const open = nodes.find((one) => isOurPull(one, identity) && one.state === 'OPEN');
  return { tip: target, open: open ?? null };
}

/** Branches of campaigns that people have closed: what these were about is known by their texts alone. */
function refusedCampaigns(
  ended: readonly EndedPull[],
  { identity, branchPrefix }: HistoryQuestion,
): readonly string[] {
  const closed = ended.filter((one) => one.state === 'CLOSED' && isOurPull(one, identity));
  const branches = new Set(closed.map(({ headRefName }) => headRefName));
  return [...branches].filter((one) => parseBranch(one, branchPrefix)?.kind === 'campaign');
}

function isAnswered({ state }: PastProposal): boolean {
  return state === 'merged' || state === 'closed';
}

/** By a person: those that we closed ourselves are withdrawn, or refused in a way that their text tells. */
function isEnded(one: EndedPull, identity: GitHubIdentity): boolean {
  if (!isOurPull(one, identity)) return false;
  const [closed] = one.ending.nodes;
  return one.state === 'MERGED' || !isLoginOf(identity, closed?.actor?.login ?? null);
}

/** Anybody can open a pull request from a branch of the same name, with a text that looks like ours. */
function isOurPull(
  { author, isCrossRepository }: Pick<PastPull, 'author' | 'isCrossRepository'>,
  identity: GitHubIdentity,
): boolean {
  return !isCrossRepository && isLoginOf(identity, author?.login ?? null);
}

function pastPull(one: PastPull, identity: GitHubIdentity): PastProposal {
  const { number, body, headRefName, headRefOid } = one;
  const commits = one.commits.nodes.map(({ commit }) => commit);
  return {
    name: `#${number}`,
    branch: headRefName,
    state: stateOf(one),
    block: parseKeyBlock(body),
    wider: parseWiderRefusal(body),
    isTouched: holdsForeign(headRefOid, commits, identity),
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

function chunksOf<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
