import { z } from 'zod';
import { PAGE_INFO, pageInfoSchema } from './graphql-pages.ts';

const target = z.object({ oid: z.string() });

const pull = z.object({
  number: z.number(),
  title: z.string(),
  state: z.enum(['OPEN', 'CLOSED', 'MERGED']),
  closedAt: z.string().nullable(),
  author: z.object({ __typename: z.string(), login: z.string() }).nullable(),
  files: z
    .object({ totalCount: z.number(), nodes: z.array(z.object({ path: z.string() })) })
    .nullable(),
});

const pulls = z.object({ nodes: z.array(pull) });

/** What is read of the answer to `HOUSE_QUERY`. */
export const houseSchema = z.object({
  id: z.string(),
  nameWithOwner: z.string(),
  description: z.string().nullable(),
  isArchived: z.boolean(),
  isDisabled: z.boolean(),
  isLocked: z.boolean(),
  isEmpty: z.boolean(),
  isPrivate: z.boolean(),
  isMirror: z.boolean(),
  forkingAllowed: z.boolean(),
  webCommitSignoffRequired: z.boolean(),
  parent: z.object({ nameWithOwner: z.string() }).nullable(),
  licenseInfo: z.object({ spdxId: z.string().nullable() }).nullable(),
  interactionAbility: z.object({ limit: z.string() }).nullable(),
  contributingGuidelines: z.object({ body: z.string().nullable() }).nullable(),
  pullRequestTemplates: z.array(z.object({ body: z.string().nullable() })).nullable(),
  defaultBranchRef: z
    .object({
      name: z.string(),
      target: target.extend({
        committedDate: z.string(),
        history: z.object({ nodes: z.array(z.object({ message: z.string() })) }),
      }),
    })
    .nullable(),
  refs: z.object({ nodes: z.array(z.object({ name: z.string(), target: target.nullable() })) }),
  open: pulls.extend({ pageInfo: pageInfoSchema }),
  closed: pulls,
});

/** What is read of the answer to `OPEN_PULLS_QUERY`. */
export const openPullsSchema = z.object({
  repository: z.object({ open: pulls.extend({ pageInfo: pageInfoSchema }) }),
});

export type AnsweredHouse = Readonly<z.infer<typeof houseSchema>>;
export type AnsweredPull = Readonly<z.infer<typeof pull>>;

const OPEN = `open: pullRequests(states: [OPEN], first: 100, after: $after,
      orderBy: { field: CREATED_AT, direction: DESC }) { nodes { ...Other } ${PAGE_INFO} }`;

const OTHER = `fragment Other on PullRequest {
  number title state closedAt author { __typename login }
  files(first: 20) { totalCount nodes { path } }
}`;

/** Facts, texts and the pull requests of a repository, in one request. */
export const HOUSE_QUERY = `query ($owner: String!, $repo: String!, $after: String) {
  repository(owner: $owner, name: $repo) {
    id nameWithOwner description
    isArchived isDisabled isLocked isEmpty isPrivate isMirror forkingAllowed webCommitSignoffRequired
    parent { nameWithOwner }
    licenseInfo { spdxId }
    interactionAbility { limit }
    contributingGuidelines { body }
    pullRequestTemplates { body }
    defaultBranchRef {
      name target { oid ... on Commit { committedDate history(first: 30) { nodes { message } } } }
    }
    refs(refPrefix: "refs/heads/", first: 100) { nodes { name target { oid } } }
    ${OPEN}
    closed: pullRequests(states: [CLOSED], first: 50, orderBy: { field: UPDATED_AT, direction: DESC }) {
      nodes { ...Other }
    }
  }
}
${OTHER}`;

/** The next page of the open pull requests. */
export const OPEN_PULLS_QUERY = `query ($owner: String!, $repo: String!, $after: String) {
  repository(owner: $owner, name: $repo) { ${OPEN} }
}
${OTHER}`;
