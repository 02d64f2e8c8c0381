import { z } from 'zod';
import { BRANCH_COMMIT, branchCommitSchema } from './branch-commit.ts';
import { REFUSED_LABEL } from './refused-label.ts';

/** How many pull requests of one branch are remembered: somebody said no to each. */
const MOST_PULLS = 30;

/** Of those that are over, so many tell whether people have answered any of ours. */
const MOST_ENDED = 30;

/** So many of the last commits tell how the people of a repository write theirs. */
const COMMITS = 30;

const count = z.object({ filteredCount: z.number() });

const pull = z.object({
  number: z.number(),
  state: z.enum(['OPEN', 'CLOSED', 'MERGED']),
  url: z.string(),
  body: z.string(),
  mergeable: z.enum(['MERGEABLE', 'CONFLICTING', 'UNKNOWN']),
  headRefName: z.string(),
  headRefOid: z.string(),
  baseRefName: z.string(),
  isCrossRepository: z.boolean(),
  author: z.object({ login: z.string() }).nullable(),
  commits: z.object({ nodes: z.array(z.object({ commit: branchCommitSchema })) }),
  pointed: z.object({
    nodes: z.array(z.object({ actor: z.object({ login: z.string() }).nullable() })),
  }),
  marked: count,
  asked: count,
});

const ended = z.object({
  state: z.enum(['OPEN', 'CLOSED', 'MERGED']),
  headRefName: z.string(),
  isCrossRepository: z.boolean(),
  author: z.object({ login: z.string() }).nullable(),
  ending: z.object({
    nodes: z.array(z.object({ actor: z.object({ login: z.string() }).nullable() })),
  }),
});

const ref = z.object({
  name: z.string(),
  prefix: z.string(),
  target: branchCommitSchema.nullable(),
  associatedPullRequests: z.object({ nodes: z.array(pull) }),
});

const answerSchema = z.object({
  repository: z.record(z.string(), z.unknown()),
  search: z.object({ nodes: z.array(ended) }),
});

const aboutSchema = z.object({
  id: z.string(),
  isArchived: z.boolean(),
  defaultBranchRef: z
    .object({
      name: z.string(),
      target: z.object({
        history: z.object({ nodes: z.array(z.object({ message: z.string() })) }),
      }),
    })
    .nullable(),
});

const endedSchema = z.object({ nodes: z.array(ended) });
const pullsSchema = z.object({ nodes: z.array(pull) });
const refsSchema = z.object({ nodes: z.array(ref) }).nullable();

const FRAGMENTS = `
${BRANCH_COMMIT}
fragment OurPull on PullRequest {
  number state url body mergeable headRefName headRefOid baseRefName isCrossRepository author { login }
  commits(last: 20) { nodes { commit { ...BranchCommit } } }
  pointed: timelineItems(itemTypes: [BASE_REF_CHANGED_EVENT], last: 1) {
    nodes { ... on BaseRefChangedEvent { actor { login } } }
  }
  marked: timelineItems(itemTypes: [LABELED_EVENT, ASSIGNED_EVENT, MILESTONED_EVENT], first: 1) {
    filteredCount
  }
  asked: timelineItems(itemTypes: [REVIEW_REQUESTED_EVENT], first: 1) { filteredCount }
}
fragment Ended on PullRequest {
  state headRefName isCrossRepository author { login }
  ending: timelineItems(itemTypes: [CLOSED_EVENT], last: 1) {
    nodes { ... on ClosedEvent { actor { login } } }
  }
}
fragment OurRef on Ref {
  name prefix target { ... on Commit { ...BranchCommit } }
  associatedPullRequests(states: [OPEN], first: 5) { nodes { ...OurPull } }
}`;

export type PastPull = Readonly<z.infer<typeof pull>>;

/** A pull request that is over, with who ended it last. */
export type EndedPull = Readonly<z.infer<typeof ended>>;

export interface AnsweredRef extends Readonly<z.infer<typeof ref>> {
  /** Full name, without `refs/heads/`. */
  readonly branch: string;
}

export interface HistoryAnswer {
  /** Those below the prefix asked for, and those asked for by name. */
  readonly refs: readonly AnsweredRef[];
  readonly pulls: readonly PastPull[];
  /** The last ones of anybody, and those of the author that GitHub's search knows, which lags behind. */
  readonly ended: readonly EndedPull[];
  readonly about: Readonly<z.infer<typeof aboutSchema>>;
}

/** The query for what stands below a folder of branches, and for all pull requests of these branches. */
export function historyQuery(branches: readonly string[]): string {
  const fields = branches.map(
    (branch, index) => `p${index}: pullRequests(headRefName: ${JSON.stringify(branch)},
      first: ${MOST_PULLS}, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { ...OurPull } }
    r${index}: ref(qualifiedName: ${JSON.stringify(`refs/heads/${branch}`)}) { ...OurRef }`,
  );
  return `query ($owner: String!, $repo: String!, $prefix: String!, $search: String!) {
    search(query: $search, type: ISSUE, first: ${MOST_ENDED}) { nodes { ...Ended } }
    repository(owner: $owner, name: $repo) {
      id isArchived
      defaultBranchRef {
        name target { ... on Commit { history(first: ${COMMITS}) { nodes { message } } } }
      }
      refused: pullRequests(labels: [${JSON.stringify(REFUSED_LABEL)}], states: [CLOSED],
        first: ${MOST_PULLS}, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { ...OurPull } }
      ended: pullRequests(states: [MERGED, CLOSED], first: ${MOST_ENDED},
        orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { ...Ended } }
      refs(refPrefix: $prefix, first: 50) { nodes { ...OurRef } }
      ${fields.join('\n')}
    }
  }${FRAGMENTS}`;
}

/** Reads the answer to `historyQuery`. */
export function readHistoryAnswer(answer: unknown, branches: readonly string[]): HistoryAnswer {
  const { repository, search } = answerSchema.parse(answer);
  const listed = refsSchema.parse(repository['refs'])?.nodes ?? [];
  const named = branches.flatMap((branch, index) => {
    const one = ref.nullable().parse(repository[`r${index}`]);
    return one === null ? [] : [{ branch, ...one }];
  });
  return {
    refs: [...listed.map((one) => ({ branch: branchOf(one), ...one })), ...named],
    pulls: ['refused', ...branches.map((_, index) => `p${index}`)].flatMap(
      (field) => pullsSchema.parse(repository[field]).nodes,
    ),
    ended: [...endedSchema.parse(repository['ended']).nodes, ...search.nodes],
    about: aboutSchema.parse(repository),
  };
}

/** How a name is cut into prefix and name depends on what was asked for; together they are the whole. */
function branchOf({ prefix, name }: z.infer<typeof ref>): string {
  return `${prefix}${name}`.replace(/^refs\/heads\//, '');
}
