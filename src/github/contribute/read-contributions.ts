import { z } from 'zod';
import { isContribution } from '../../contribute/contribution-text.ts';
import type { PastContribution } from '../../contribute/past-contributions.ts';
import type { GitHubClient, RepositoryName } from '../client.ts';
import { asking } from '../failure.ts';
import type { GitHubIdentity } from '../identity.ts';
import { CONTRIBUTION_FIELDS, contributionSchema, pastContribution } from './contribution-query.ts';

const other = z.object({}).transform(() => null);

const nodes = z.object({ nodes: z.array(z.union([contributionSchema, other])) });

const answerSchema = z.object({ viewer: z.object({ pullRequests: nodes }), search: nodes });

const QUERY = `query ($search: String!) {
  viewer {
    pullRequests(first: 50, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { ...Own } }
  }
  search(query: $search, type: ISSUE, first: 50) { nodes { ... on PullRequest { ...Own } } }
}
${CONTRIBUTION_FIELDS}`;

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
    const own = ownIn(all, identity);
    return [...new Map(own.map((one) => [one.url, one])).values()];
  });
}

/** GraphQL bounds what one answer may hold; pages beyond these are not looked at. */
const PAGE = 50;
const MOST_PAGES = 10;

const pageSchema = z.object({
  viewer: z.object({
    pullRequests: nodes.extend({
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    }),
  }),
});

const OPEN = `query ($after: String) {
  viewer {
    pullRequests(states: [OPEN], first: ${PAGE}, after: $after,
      orderBy: { field: CREATED_AT, direction: DESC }) {
      nodes { ...Own } pageInfo { hasNextPage endCursor }
    }
  }
}
${CONTRIBUTION_FIELDS}`;

export interface OpenContributions {
  /** Newest first. */
  readonly open: readonly PastContribution[];
  /** Whether the person has so many open pull requests that some were not looked at. */
  readonly isCut: boolean;
}

/** Everything of the person that is open and that this tool wrote, wherever it was offered. */
export function readOpenContributions(
  { graphql }: GitHubClient,
  identity: GitHubIdentity,
): Promise<OpenContributions> {
  return asking('reading what you have contributed', async () => {
    const open: PastContribution[] = [];
    let after: string | null = null;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const answer: unknown = await graphql(OPEN, { after });
      const { pullRequests } = pageSchema.parse(answer).viewer;
      open.push(...ownIn(pullRequests.nodes, identity));
      after = pullRequests.pageInfo.endCursor;
      if (!pullRequests.pageInfo.hasNextPage) return { open, isCut: false };
    }
    return { open, isCut: true };
  });
}

function ownIn(
  answered: readonly (z.infer<typeof contributionSchema> | null)[],
  identity: GitHubIdentity,
): readonly PastContribution[] {
  return answered
    .flatMap((one) => (one !== null && isContribution(one.body) ? [one] : []))
    .map((one) => pastContribution(one, identity));
}
