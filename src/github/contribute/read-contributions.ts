import { z } from 'zod';
import { isContribution } from '../../contribute/contribution-text.ts';
import type { Offered, PastContribution, Past } from '../../contribute/past-contributions.ts';
import type { GitHubClient, RepositoryName } from '../client.ts';
import { asking } from '../failure.ts';
import { isLoginOf } from '../identity.ts';
import type { GitHubIdentity } from '../identity.ts';
import { hasWithdrawnMark } from '../withdrawn-mark.ts';
import {
  CONTRIBUTION_FIELDS,
  contributionSchema,
  OFFERED_FIELDS,
  offeredSchema,
  pastContribution,
  STATES,
} from './contribution-query.ts';
import type { AnsweredContribution, AnsweredOffer } from './contribution-query.ts';
import { followPages, PAGE_INFO, pageInfoSchema } from './graphql-pages.ts';
import type { Pages } from './graphql-pages.ts';

/** Pages of fifty; nobody opens more in a day, and no repository has more from branches of one name. */
const MOST_PAGES = 20;

const DAY = 24 * 60 * 60 * 1000;

const other = z.object({}).transform(() => null);

const offers = z.object({
  nodes: z.array(z.union([offeredSchema, other])),
  pageInfo: pageInfoSchema,
});

const contributions = z.object({
  nodes: z.array(contributionSchema),
  pageInfo: pageInfoSchema,
});

const viewerSchema = z.object({ viewer: z.object({ pullRequests: offers }) });
const searchSchema = z.object({ search: offers });
const hereSchema = z.object({ repository: z.object({ pullRequests: contributions }) });
const openSchema = z.object({ viewer: z.object({ pullRequests: contributions }) });

const NEWEST = 'orderBy: { field: CREATED_AT, direction: DESC }';

const VIEWER = `viewer {
  pullRequests(first: 50, after: $after, ${NEWEST}) { nodes { ...Offered } ${PAGE_INFO} }
}`;
const SEARCH = `search(query: $search, type: ISSUE, first: 50, after: $after) {
  nodes { ... on PullRequest { ...Offered } } ${PAGE_INFO}
}`;
const HERE = `repository(owner: $owner, name: $repo) {
  pullRequests(headRefName: $head, first: 50, after: $after, ${NEWEST}) {
    nodes { ...Own } ${PAGE_INFO}
  }
}`;

const ALL_VARIABLES = '$owner: String!, $repo: String!, $head: String!, $search: String!';

const FIRST_QUERY = `query (${ALL_VARIABLES}, $after: String) {
  ${VIEWER}
  ${SEARCH}
  ${HERE}
}
${CONTRIBUTION_FIELDS}${OFFERED_FIELDS}`;

const VIEWER_QUERY = `query ($after: String) { ${VIEWER} } ${OFFERED_FIELDS}`;
const SEARCH_QUERY = `query ($search: String!, $after: String) { ${SEARCH} } ${OFFERED_FIELDS}`;
const HERE_QUERY = `query ($owner: String!, $repo: String!, $head: String!, $after: String) { ${HERE} }
${CONTRIBUTION_FIELDS}`;

export interface ContributionsQuestion {
  readonly client: GitHubClient;
  readonly identity: GitHubIdentity;
  readonly name: RepositoryName;
  /** Name of the branch that contributions come from. */
  readonly branch: string;
  readonly now: Date;
}

/**
 * What anybody has offered to a repository by this tool, and what the person has offered in a day and has open with its
 * owner, one request where there is little. Found by the name of the branch, so that a "no" holds however much came later.
 */
export function readContributions(question: ContributionsQuestion): Promise<Past> {
  const { client, identity, name, branch: head } = question;
  const search = `user:${name.owner} is:pr is:open author:${identity.login}`;
  return asking('reading what you have contributed', async () => {
    const answer = await client.graphql(FIRST_QUERY, { ...name, head, search, after: null });
    const here = await allHere(question, answer);
    const written = here.items.filter(({ body }) => isContribution(body));
    const isOwn = ({ author }: AnsweredContribution) => isLoginOf(identity, author?.login ?? null);
    const refused = written.find(
      (one) => !isOwn(one) && one.state === 'CLOSED' && !hasWithdrawnMark(one.body),
    );
    return {
      here: written.filter(isOwn).map((one) => pastContribution(one, identity)),
      offered: await allOffered(question, answer, search),
      refusedOfOthers: refused === undefined ? null : refused.number,
      isCut: here.isCut,
    };
  });
}

function allHere(
  { client, name, branch: head }: ContributionsQuestion,
  answer: unknown,
): Promise<Pages<AnsweredContribution>> {
  const first = hereSchema.parse(answer).repository.pullRequests;
  return followPages(first, MOST_PAGES, async (after) => {
    const next = await client.graphql(HERE_QUERY, { ...name, head, after });
    return hereSchema.parse(next).repository.pullRequests;
  });
}

async function allOffered(
  { client, now }: ContributionsQuestion,
  answer: unknown,
  search: string,
): Promise<readonly Offered[]> {
  const newest = await followPages(
    viewerSchema.parse(answer).viewer.pullRequests,
    MOST_PAGES,
    async (after) => {
      const next = await client.graphql(VIEWER_QUERY, { after });
      return viewerSchema.parse(next).viewer.pullRequests;
    },
    (items) => now.getTime() - Date.parse(items.at(-1)?.createdAt ?? '') >= DAY,
  );
  const open = await followPages(searchSchema.parse(answer).search, MOST_PAGES, async (after) => {
    const next = await client.graphql(SEARCH_QUERY, { search, after });
    return searchSchema.parse(next).search;
  });
  const all = [...newest.items, ...open.items].flatMap((one) => offeredBy(one));
  return [...new Map(all.map((one) => [one.url, one])).values()];
}

function offeredBy(one: AnsweredOffer | null): readonly Offered[] {
  if (one === null || !isContribution(one.body)) return [];
  const { url, createdAt, repository, state } = one;
  return [{ url, createdAt, repository: repository.nameWithOwner, state: STATES[state] }];
}

const OPEN_QUERY = `query ($after: String) {
  viewer {
    pullRequests(states: [OPEN], first: 50, after: $after, ${NEWEST}) { nodes { ...Own } ${PAGE_INFO} }
  }
}
${CONTRIBUTION_FIELDS}`;

/** Everything of the person that is open and that this tool wrote, wherever it was offered, newest first. */
export function readOpenContributions(
  { graphql }: GitHubClient,
  identity: GitHubIdentity,
): Promise<Pages<PastContribution>> {
  const ask = async (after: string | null) =>
    openSchema.parse(await graphql(OPEN_QUERY, { after })).viewer.pullRequests;
  return asking('reading what you have contributed', async () => {
    const { items, isCut } = await followPages(await ask(null), MOST_PAGES, ask);
    const own = items.filter(({ body }) => isContribution(body));
    return { items: own.map((one) => pastContribution(one, identity)), isCut };
  });
}
