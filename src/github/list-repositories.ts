import { z } from 'zod';
import { CodeHostError } from '../remediation/code-host-error.ts';
import type {
  ListedRepository,
  ReadRepositoryPage,
  RepositoryPage,
} from '../remediation/sweep/repository-list.ts';
import { PAGE_SIZE } from './all-pages.ts';
import type { GitHubClient } from './client.ts';
import { asking, hasStatus } from './failure.ts';
import { askPartly } from './partial-answer.ts';
import type { PartialAnswer } from './partial-answer.ts';

/** A page that takes GitHub too long is asked for again with fewer repositories. */
const SMALL_PAGE = 25;

/** A repository has 20 topics at most: https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/classifying-your-repository-with-topics */
const LISTED = `fragment Listed on Repository {
  databaseId name owner { login } isArchived isDisabled isLocked isFork visibility diskUsage
  primaryLanguage { name }
  repositoryTopics(first: 20) { nodes { topic { name } } }
  defaultBranchRef { name target { oid } }
  pullRequests(first: 1, orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { updatedAt } }
}`;

/** In the order in which they were made, so that no repository moves from one page to another. */
const OF_OWNER = `query ($owner: String!, $size: Int!, $after: String) {
  repositoryOwner(login: $owner) {
    repositories(first: $size, after: $after, ownerAffiliations: [OWNER],
      orderBy: { field: CREATED_AT, direction: ASC }) {
      totalCount pageInfo { hasNextPage endCursor } nodes { ...Listed }
    }
  }
}
${LISTED}`;

const BY_ID = `query ($ids: [ID!]!) { nodes(ids: $ids) { ...Listed } }
${LISTED}`;

const nodeSchema = z.object({
  databaseId: z.number(),
  name: z.string(),
  owner: z.object({ login: z.string() }),
  isArchived: z.boolean(),
  isDisabled: z.boolean(),
  isLocked: z.boolean(),
  isFork: z.boolean(),
  visibility: z.enum(['PUBLIC', 'PRIVATE', 'INTERNAL']),
  diskUsage: z.number().nullable(),
  primaryLanguage: z.object({ name: z.string() }).nullable(),
  repositoryTopics: z.object({
    nodes: z.array(z.object({ topic: z.object({ name: z.string() }) }).nullable()).nullable(),
  }),
  defaultBranchRef: z
    .object({ name: z.string(), target: z.object({ oid: z.string() }).nullable() })
    .nullable(),
  // Null where the token may not see pull requests.
  pullRequests: z
    .object({ nodes: z.array(z.object({ updatedAt: z.string() }).nullable()).nullable() })
    .nullable(),
});

const nodesSchema = z.array(z.unknown());

const ownerSchema = z.object({
  repositoryOwner: z
    .object({
      repositories: z.object({
        totalCount: z.number(),
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
        nodes: nodesSchema,
      }),
    })
    .nullable(),
});

const installedSchema = z.object({
  total_count: z.number(),
  repositories: z.array(z.object({ node_id: z.string() })),
});

/** The repositories of a user or an organization with their heads, a hundred with each request. */
export function repositoriesOfOwner(client: GitHubClient, owner: string): ReadRepositoryPage {
  return (after) =>
    asking(`listing the repositories of ${owner}`, () => readOwnerPage(client, owner, after));
}

async function readOwnerPage(
  client: GitHubClient,
  owner: string,
  after: string | null,
): Promise<RepositoryPage> {
  const answer = await withFewer((size) => askPartly(client, OF_OWNER, { owner, size, after }));
  const { repositoryOwner } = ownerSchema.parse(answer.data);
  if (repositoryOwner === null) {
    const message = `there is no user or organization ${owner}, or the token may not see it`;
    throw new CodeHostError(message, { status: 404, isRetryable: false, retryAfter: null });
  }
  const { nodes, totalCount, pageInfo } = repositoryOwner.repositories;
  return {
    repositories: readNodes(nodes, answer, ['repositoryOwner', 'repositories', 'nodes']),
    total: totalCount,
    next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
  };
}

/** What takes longer than GitHub works on a query is answered 502 or 504. */
async function withFewer<Answer>(ask: (size: number) => Promise<Answer>): Promise<Answer> {
  try {
    return await ask(PAGE_SIZE);
  } catch (error) {
    if (!hasStatus(error, 502, 504)) throw error;
    return ask(SMALL_PAGE);
  }
}

/** The repositories that an installation of an app may see: two requests for a hundred. */
export function repositoriesOfInstallation(client: GitHubClient): ReadRepositoryPage {
  return (after) =>
    asking('listing the repositories of an installation', async () => {
      const page = after === null ? 1 : Number(after);
      const { data } = await client.request('GET /installation/repositories', {
        per_page: PAGE_SIZE,
        page,
      });
      const { total_count: total, repositories } = installedSchema.parse(data);
      const ids = repositories.map(({ node_id }) => node_id);
      const isLast = page * PAGE_SIZE >= total || ids.length === 0;
      return {
        repositories: ids.length === 0 ? [] : await readByIds(client, ids),
        total,
        next: isLast ? null : String(page + 1),
      };
    });
}

async function readByIds(
  client: GitHubClient,
  ids: readonly string[],
): Promise<readonly ListedRepository[]> {
  const answer = await askPartly(client, BY_ID, { ids });
  const { nodes } = z.object({ nodes: nodesSchema }).parse(answer.data);
  return readNodes(nodes, answer, ['nodes']);
}

/** A repository that vanished since it was listed is none. */
function readNodes(
  nodes: readonly unknown[],
  { problems }: PartialAnswer,
  path: readonly string[],
): readonly ListedRepository[] {
  return nodes.flatMap((node, index) => {
    const read = nodeSchema.nullable().parse(node);
    if (read === null) return [];
    return [readNode(read, problems.get([...path, index, 'defaultBranchRef'].join('.')) ?? null)];
  });
}

function readNode(
  { owner, defaultBranchRef: ref, ...node }: z.infer<typeof nodeSchema>,
  refused: string | null,
): ListedRepository {
  return {
    id: node.databaseId,
    owner: owner.login,
    name: node.name,
    branch: ref?.name ?? null,
    commit: ref?.target?.oid ?? null,
    isArchived: node.isArchived,
    isFork: node.isFork,
    visibility: VISIBILITIES[node.visibility],
    topics: (node.repositoryTopics.nodes ?? []).flatMap((one) => one?.topic.name ?? []),
    language: node.primaryLanguage?.name ?? null,
    kilobytes: node.diskUsage ?? 0,
    pullsAt: node.pullRequests?.nodes?.[0]?.updatedAt ?? null,
    problem: node.isDisabled || node.isLocked ? 'GitHub has disabled it' : refused,
  };
}

const VISIBILITIES = { PUBLIC: 'public', PRIVATE: 'private', INTERNAL: 'internal' } as const;
