import { z } from 'zod';
import type {
  ContributionStatus,
  PastContribution,
  Remark,
} from '../../contribute/past-contributions.ts';
import { parseKeyBlock } from '../../remediation/key-block.ts';
import { BRANCH_COMMIT, branchCommitSchema } from '../branch-commit.ts';
import { isLoginOf } from '../identity.ts';
import type { GitHubIdentity } from '../identity.ts';
import { holdsForeign } from '../own-commits.ts';
import { hasWithdrawnMark } from '../withdrawn-mark.ts';

const word = z.object({
  author: z.object({ login: z.string() }).nullable(),
  authorAssociation: z.string(),
  body: z.string(),
  createdAt: z.string(),
});

const onLine = word.extend({
  path: z.string(),
  line: z.number().nullable(),
  startLine: z.number().nullable(),
  diffHunk: z.string(),
});

const review = word.extend({ comments: z.object({ nodes: z.array(onLine) }) });

const tip = z.object({
  committedDate: z.string(),
  statusCheckRollup: z
    .object({ state: z.enum(['ERROR', 'EXPECTED', 'FAILURE', 'PENDING', 'SUCCESS']) })
    .nullable(),
});

/** What is read of `OFFERED_FIELDS`. */
export const offeredSchema = z.object({
  url: z.string(),
  body: z.string(),
  state: z.enum(['OPEN', 'CLOSED', 'MERGED']),
  createdAt: z.string(),
  repository: z.object({ nameWithOwner: z.string() }),
});

/** What is read of `CONTRIBUTION_FIELDS`. */
export const contributionSchema = offeredSchema.extend({
  number: z.number(),
  title: z.string(),
  author: z.object({ login: z.string() }).nullable(),
  headRefName: z.string(),
  headRefOid: z.string(),
  isDraft: z.boolean(),
  mergeable: z.enum(['MERGEABLE', 'CONFLICTING', 'UNKNOWN']),
  opinions: z.object({ nodes: z.array(z.object({ state: z.string() })) }).nullable(),
  last: z.object({ nodes: z.array(z.object({ commit: tip })) }),
  comments: z.object({ nodes: z.array(word) }),
  reviews: z.object({ nodes: z.array(review) }).nullable(),
  commits: z.object({ nodes: z.array(z.object({ commit: branchCommitSchema })) }),
});

/** Fragment `Offered`: as much of a pull request as tells where and when it was offered. */
export const OFFERED_FIELDS = `fragment Offered on PullRequest {
  url body state createdAt repository { nameWithOwner }
}`;

/** Fragment `Own`: a pull request with the last of what was said on it. */
export const CONTRIBUTION_FIELDS = `fragment Own on PullRequest {
  number url title body state createdAt author { login } repository { nameWithOwner }
  headRefName headRefOid isDraft mergeable
  opinions: latestOpinionatedReviews(first: 30, writersOnly: true) { nodes { state } }
  comments(last: 30) { nodes { author { login } authorAssociation body createdAt } }
  reviews(last: 30) { nodes {
    author { login } authorAssociation body createdAt
    comments(first: 20) { nodes {
      author { login } authorAssociation body createdAt path line startLine diffHunk
    } }
  } }
  last: commits(last: 1) { nodes { commit { committedDate statusCheckRollup { state } } } }
  commits(last: 10) { nodes { commit { ...BranchCommit } } }
}
${BRANCH_COMMIT}`;

const OF_HOUSE = ['OWNER', 'MEMBER', 'COLLABORATOR'];

export const STATES = { OPEN: 'open', CLOSED: 'closed', MERGED: 'merged' } as const;

export type AnsweredContribution = Readonly<z.infer<typeof contributionSchema>>;
export type AnsweredOffer = Readonly<z.infer<typeof offeredSchema>>;

export function pastContribution(
  one: AnsweredContribution,
  identity: GitHubIdentity,
): PastContribution {
  const { number, url, title, body, createdAt, headRefName } = one;
  const commits = one.commits.nodes.map(({ commit }) => commit);
  const made = commits.find(({ oid }) => oid === one.headRefOid);
  return {
    ...{ number, url, title, body, createdAt },
    repository: one.repository.nameWithOwner,
    branch: headRefName,
    state: STATES[one.state],
    isWithdrawn: hasWithdrawnMark(body),
    isTouched: holdsForeign(one.headRefOid, commits, identity),
    base: made?.parents.nodes[0]?.oid ?? null,
    edits: parseKeyBlock(made?.message ?? '')?.key.to ?? null,
    ownTitle: made?.message.split('\n')[0] ?? null,
    status: statusOf(one),
    remarks: remarksOn(one, identity),
  };
}

const CHECKS = {
  ERROR: 'failed',
  FAILURE: 'failed',
  EXPECTED: 'running',
  PENDING: 'running',
  SUCCESS: 'passed',
} as const;

function statusOf(one: AnsweredContribution): ContributionStatus {
  const { isDraft, opinions, mergeable, last } = one;
  const rollup = last.nodes[0]?.commit.statusCheckRollup ?? null;
  return {
    isDraft,
    review: decisionOf(opinions?.nodes.map(({ state }) => state) ?? []),
    checks: rollup === null ? null : CHECKS[rollup.state],
    conflicts: mergeable === 'UNKNOWN' ? null : mergeable === 'CONFLICTING',
  };
}

/** Of the last opinion of each who may write there; one objection outweighs all. */
function decisionOf(states: readonly string[]): ContributionStatus['review'] {
  if (states.includes('CHANGES_REQUESTED')) return 'changes-requested';
  return states.includes('APPROVED') ? 'approved' : null;
}

function remarksOn(
  { comments, reviews, last }: AnsweredContribution,
  identity: GitHubIdentity,
): readonly Remark[] {
  const whole = { path: null, line: null, startLine: null, diffHunk: '' };
  const said = [...comments.nodes, ...(reviews?.nodes ?? [])].map((one) => ({ ...one, ...whole }));
  const onLines = reviews?.nodes.flatMap((one) => one.comments.nodes) ?? [];
  const all = [...said, ...onLines];
  const isOwn = ({ author }: (typeof all)[number]) => isLoginOf(identity, author?.login ?? null);
  const own = [...all.filter(isOwn).map(({ createdAt }) => createdAt), ...commitDates(last.nodes)];
  const latest = Math.max(...own.map((date) => Date.parse(date)));
  return all
    .filter((one) => !isOwn(one) && one.body !== '')
    .toSorted((one, other) => Date.parse(one.createdAt) - Date.parse(other.createdAt))
    .map(({ author, authorAssociation, body: text, createdAt, path, line, ...place }) => ({
      author: author?.login ?? 'somebody',
      isOfHouse: OF_HOUSE.includes(authorAssociation),
      ...{ text, path, line, rows: rowsOf(place.diffHunk, line, place.startLine) },
      isNew: Date.parse(createdAt) >= latest,
    }));
}

function commitDates(nodes: AnsweredContribution['last']['nodes']): readonly string[] {
  return nodes.map(({ commit }) => commit.committedDate);
}

/** A hunk ends with the line that a remark is about. */
function rowsOf(hunk: string, line: number | null, startLine: number | null): readonly string[] {
  if (hunk === '') return [];
  const count = line === null || startLine === null ? 1 : Math.max(1, line - startLine + 1);
  return hunk.split('\n').slice(-count);
}
