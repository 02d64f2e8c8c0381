import { z } from 'zod';
import { isContribution } from '../../contribute/contribution-text.ts';
import type { ForkBranch, ForkState } from '../../contribute/fork-fate.ts';
import { forkMarkIn } from '../../contribute/fork-mark.ts';
import { BRANCH_COMMIT, branchCommitSchema } from '../branch-commit.ts';
import type { GitHubClient, RepositoryName } from '../client.ts';
import { asking, hasStatus } from '../failure.ts';
import type { GitHubIdentity } from '../identity.ts';
import { isOurCommit } from '../own-commits.ts';
import { followPages, PAGE_INFO, pageInfoSchema } from './graphql-pages.ts';

/** Pages of a hundred pull requests. */
const MOST_PAGES = 20;

const count = z.object({ totalCount: z.number() });

const pullsSchema = z.object({
  viewer: z.object({
    pullRequests: z.object({
      nodes: z.array(
        z.object({
          body: z.string(),
          state: z.enum(['OPEN', 'CLOSED', 'MERGED']),
          headRepository: z
            .object({
              databaseId: z.number(),
              name: z.string(),
              owner: z.object({ login: z.string() }),
            })
            .nullable(),
        }),
      ),
      pageInfo: pageInfoSchema,
    }),
  }),
});

const PULLS = `query ($head: String!, $after: String) {
  viewer {
    pullRequests(headRefName: $head, first: 100, after: $after,
      orderBy: { field: CREATED_AT, direction: DESC }) {
      nodes { body state headRepository { databaseId name owner { login } } } ${PAGE_INFO}
    }
  }
}`;

/** A fork of the person, from which contributions came that are all over. */
export interface DoneFork {
  readonly id: number;
  readonly name: RepositoryName;
  /** Whether one of them says that the fork was made for it. */
  readonly isMadeByUs: boolean;
}

/** Forks of the person from which nothing that this tool offered is open any more; `branch`: from which it comes. */
export function readDoneForks(
  { graphql }: GitHubClient,
  { login }: GitHubIdentity,
  branch: string,
): Promise<readonly DoneFork[]> {
  const ask = async (after: string | null) =>
    pullsSchema.parse(await graphql(PULLS, { head: branch, after })).viewer.pullRequests;
  return asking('reading where your contributions came from', async () => {
    const { items } = await followPages(await ask(null), MOST_PAGES, ask);
    const forks = new Map<number, DoneFork & { readonly isUsed: boolean }>();
    for (const { body, state, headRepository } of items) {
      if (headRepository === null || !isContribution(body)) continue;
      const { databaseId: id, name: repo, owner } = headRepository;
      if (owner.login.toLowerCase() !== login.toLowerCase()) continue;
      const known = forks.get(id);
      const isMadeByUs = known?.isMadeByUs === true || forkMarkIn(body) === id;
      const isUsed = known?.isUsed === true || state === 'OPEN';
      forks.set(id, { id, name: { owner: owner.login, repo }, isMadeByUs, isUsed });
    }
    return [...forks.values()].filter(({ isUsed }) => !isUsed);
  });
}

/** GraphQL bounds what one answer may hold; a fork with more branches is somebody's own. */
const MOST_BRANCHES = 50;

const forkSchema = z.object({
  repository: z.object({
    isFork: z.boolean(),
    description: z.string().nullable(),
    stargazerCount: z.number(),
    forkCount: z.number(),
    issues: count,
    pullRequests: count,
    parent: z
      .object({
        name: z.string(),
        owner: z.object({ login: z.string() }),
        description: z.string().nullable(),
        defaultBranchRef: z.object({ name: z.string() }).nullable(),
      })
      .nullable(),
    refs: z.object({
      totalCount: z.number(),
      nodes: z.array(
        z.object({
          name: z.string(),
          target: branchCommitSchema,
          associatedPullRequests: count,
        }),
      ),
    }),
  }),
});

type AnsweredFork = z.infer<typeof forkSchema>['repository'];

const FORK = `query ($owner: String!, $repo: String!) {
  repository(owner: $owner, name: $repo) {
    isFork description stargazerCount forkCount
    issues(first: 1) { totalCount }
    pullRequests(first: 1) { totalCount }
    parent { name owner { login } description defaultBranchRef { name } }
    refs(refPrefix: "refs/heads/", first: ${MOST_BRANCHES}) {
      totalCount
      nodes { name target { ...BranchCommit } associatedPullRequests(states: [OPEN], first: 1) { totalCount } }
    }
  }
}
${BRANCH_COMMIT}`;

/** What a fork holds, one request and one a branch besides ours. */
export function readFork(
  client: GitHubClient,
  identity: GitHubIdentity,
  { name, isMadeByUs }: DoneFork,
  branch: string,
): Promise<ForkState> {
  const title = `${name.owner}/${name.repo}`;
  return asking(`reading what ${title} holds`, async () => {
    const { repository: fork } = forkSchema.parse(await client.graphql(FORK, { ...name }));
    const branches: ForkBranch[] = [];
    for (const { name: own, target, associatedPullRequests } of fork.refs.nodes) {
      const isOurs = own === branch && isOurCommit(target, identity);
      const isAhead = isOurs || (await hasOwnCommits(client, name, fork, own));
      const hasOpenPull = associatedPullRequests.totalCount > 0;
      branches.push({ name: own, isOurs, isAhead, hasOpenPull });
    }
    return {
      ...{ name: title, isMadeByUs, isFork: fork.isFork, branches },
      isCut: fork.refs.totalCount > fork.refs.nodes.length,
      ...{ stars: fork.stargazerCount, forks: fork.forkCount },
      ...{ issues: fork.issues.totalCount, pulls: fork.pullRequests.totalCount },
      hasOwnDescription: (fork.description ?? '') !== (fork.parent?.description ?? ''),
    };
  });
}

async function hasOwnCommits(
  { request }: GitHubClient,
  { owner }: RepositoryName,
  { parent }: AnsweredFork,
  branch: string,
): Promise<boolean> {
  const base = parent?.defaultBranchRef?.name;
  if (parent === null || base === undefined) return true;
  try {
    const { data } = await request('GET /repos/{owner}/{repo}/compare/{basehead}', {
      owner: parent.owner.login,
      repo: parent.name,
      basehead: `${base}...${owner}:${branch}`,
      per_page: 1,
    });
    return data.ahead_by > 0;
  } catch (error) {
    // The source is gone, or has nothing in common with it.
    if (!hasStatus(error, 404)) throw error;
    return true;
  }
}
