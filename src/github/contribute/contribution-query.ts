import { z } from 'zod';
import type { PastContribution, Remark } from '../../contribute/past-contributions.ts';
import { parseKeyBlock } from '../../remediation/key-block.ts';
import type { GitHubIdentity } from '../identity.ts';
import { holdsForeign } from '../own-commits.ts';
import { BRANCH_COMMIT, branchCommitSchema } from '../branch-commit.ts';
import { hasWithdrawnMark } from '../withdrawn-mark.ts';

const word = z.object({
  author: z.object({ login: z.string() }).nullable(),
  authorAssociation: z.string(),
  body: z.string(),
});

const onLine = word.extend({ path: z.string(), line: z.number().nullable() });

const review = word.extend({ comments: z.object({ nodes: z.array(onLine) }) });

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
  number url title body state createdAt author { login } headRefName headRefOid repository { nameWithOwner }
  comments(last: 30) { nodes { author { login } authorAssociation body } }
  reviews(last: 30) { nodes {
    author { login } authorAssociation body
    comments(first: 20) { nodes { author { login } authorAssociation body path line } }
  } }
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
  const tip = commits.find(({ oid }) => oid === one.headRefOid);
  return {
    ...{ number, url, title, body, createdAt },
    repository: one.repository.nameWithOwner,
    branch: headRefName,
    state: STATES[one.state],
    isWithdrawn: hasWithdrawnMark(body),
    isTouched: holdsForeign(one.headRefOid, commits, identity),
    base: tip?.parents.nodes[0]?.oid ?? null,
    edits: parseKeyBlock(tip?.message ?? '')?.key.to ?? null,
    remarks: remarksOn(one, identity.login),
  };
}

function remarksOn({ comments, reviews }: AnsweredContribution, own: string): readonly Remark[] {
  const whole = { path: null, line: null };
  const said = [...comments.nodes, ...(reviews?.nodes ?? [])].map((one) => ({ ...one, ...whole }));
  const onLines = reviews?.nodes.flatMap((one) => one.comments.nodes) ?? [];
  return [...said, ...onLines]
    .filter(({ author, body }) => author?.login !== own && body !== '')
    .map(({ author, authorAssociation, body: text, path, line }) => ({
      author: author?.login ?? 'somebody',
      isOfHouse: OF_HOUSE.includes(authorAssociation),
      ...{ text, path, line },
    }));
}
