import { z } from 'zod';
import { isContribution } from '../../contribute/contribution-text.ts';
import type { PastContribution } from '../../contribute/past-contributions.ts';
import { BRANCH_COMMIT, branchCommitSchema } from '../branch-commit.ts';
import type { GitHubClient, RepositoryName } from '../client.ts';
import { asking } from '../failure.ts';
import type { GitHubIdentity } from '../identity.ts';
import { isOurCommit } from '../own-commits.ts';
import { hasWithdrawnMark } from '../withdrawn-mark.ts';

const said = z.object({
  nodes: z.array(
    z.object({
      author: z.object({ login: z.string() }).nullable(),
      authorAssociation: z.string(),
      body: z.string(),
    }),
  ),
});

const pull = z.object({
  number: z.number(),
  url: z.string(),
  title: z.string(),
  body: z.string(),
  state: z.enum(['OPEN', 'CLOSED', 'MERGED']),
  createdAt: z.string(),
  headRefName: z.string(),
  repository: z.object({ nameWithOwner: z.string() }),
  comments: said,
  reviews: said.nullable(),
  commits: z.object({ nodes: z.array(z.object({ commit: branchCommitSchema })) }),
});

const nodes = z.object({ nodes: z.array(z.union([pull, z.object({}).transform(() => null)])) });

const answerSchema = z.object({ viewer: z.object({ pullRequests: nodes }), search: nodes });

const QUERY = `query ($search: String!) {
  viewer {
    pullRequests(first: 50, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { ...Own } }
  }
  search(query: $search, type: ISSUE, first: 50) { nodes { ... on PullRequest { ...Own } } }
}
fragment Own on PullRequest {
  number url title body state createdAt headRefName repository { nameWithOwner }
  comments(last: 30) { nodes { author { login } authorAssociation body } }
  reviews(last: 30) { nodes { author { login } authorAssociation body } }
  commits(last: 10) { nodes { commit { ...BranchCommit } } }
}
${BRANCH_COMMIT}`;

const OF_HOUSE = ['OWNER', 'MEMBER', 'COLLABORATOR'];

/** The newest pull requests of the person, and all of theirs in one repository, as far as this tool wrote them. */
export function readContributions(
  { graphql }: GitHubClient,
  identity: GitHubIdentity,
  { owner, repo }: RepositoryName,
): Promise<readonly PastContribution[]> {
  return asking('reading what you have contributed', async () => {
    const search = `repo:${owner}/${repo} is:pr author:${identity.login}`;
    const answer = answerSchema.parse(await graphql(QUERY, { search }));
    const all = [...answer.viewer.pullRequests.nodes, ...answer.search.nodes];
    const own = all.flatMap((one) => (one !== null && isContribution(one.body) ? [one] : []));
    return [...new Map(own.map((one) => [one.url, one])).values()].map((one) =>
      pastContribution(one, identity),
    );
  });
}

const STATES = { OPEN: 'open', CLOSED: 'closed', MERGED: 'merged' } as const;

function pastContribution(one: z.infer<typeof pull>, identity: GitHubIdentity): PastContribution {
  const { number, url, title, body, createdAt, headRefName } = one;
  const words = [...one.comments.nodes, ...(one.reviews?.nodes ?? [])];
  const others = words.filter(
    ({ author, body: text }) => author?.login !== identity.login && text !== '',
  );
  return {
    ...{ number, url, title, body, createdAt },
    repository: one.repository.nameWithOwner,
    branch: headRefName,
    state: STATES[one.state],
    isWithdrawn: hasWithdrawnMark(body),
    isTouched: one.commits.nodes.some((node) => !isOurCommit(node.commit, identity)),
    remarks: others.map(({ author, authorAssociation, body: text }) => ({
      author: author?.login ?? 'somebody',
      isOfHouse: OF_HOUSE.includes(authorAssociation),
      text,
    })),
  };
}
