import { z } from 'zod';
import { parseKeyBlock } from '../remediation/key-block.ts';
import type { PullState } from '../remediation/campaign/waves.ts';
import type { GitHubClient } from './client.ts';
import { asking } from './failure.ts';
import { isLoginOf } from './identity.ts';
import type { GitHubIdentity } from './identity.ts';
import { askPartly } from './partial-answer.ts';
import { hasWithdrawnMark } from './withdrawn-mark.ts';

/** Where a pull request of a campaign may be. */
export interface CampaignPlace {
  /** Of the repository. */
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly branch: string;
}

/** The last pull request of a campaign in a repository. */
export interface CampaignPull {
  readonly number: number;
  readonly address: string;
  readonly state: PullState;
  /** Milliseconds since 1970. */
  readonly openedAt: number;
  /** Hash of the fixes that its text speaks of; null where somebody has taken the text over. */
  readonly to: string | null;
  readonly isConflicting: boolean;
}

/** Repositories of one question; a page that takes GitHub too long answers nothing. */
const AT_ONCE = 50;

/** Pull requests of one branch: those of others may have come last. */
const MOST_PULLS = 5;

const FRAGMENT = `fragment CampaignPull on PullRequest {
  number url state body createdAt mergeable isCrossRepository author { login }
  commits(last: 1) { nodes { commit { statusCheckRollup { state } } } }
}`;

const rollupSchema = z.object({
  state: z.enum(['ERROR', 'EXPECTED', 'FAILURE', 'PENDING', 'SUCCESS']),
});

const pullSchema = z.object({
  number: z.number(),
  url: z.string(),
  state: z.enum(['OPEN', 'CLOSED', 'MERGED']),
  body: z.string(),
  createdAt: z.string(),
  mergeable: z.string(),
  isCrossRepository: z.boolean(),
  author: z.object({ login: z.string() }).nullable(),
  commits: z.object({
    nodes: z.array(z.object({ commit: z.object({ statusCheckRollup: rollupSchema.nullable() }) })),
  }),
});

const answerSchema = z.record(
  z.string(),
  z.object({ pullRequests: z.object({ nodes: z.array(pullSchema) }) }).nullable(),
);

/** The state of a campaign's pull requests and of their checks, by the id of the repository: fifty with each request. */
export async function readCampaignPulls(
  client: GitHubClient,
  identity: GitHubIdentity,
  places: readonly CampaignPlace[],
): Promise<ReadonlyMap<number, CampaignPull>> {
  const found = new Map<number, CampaignPull>();
  for (let at = 0; at < places.length; at += AT_ONCE) {
    const some = places.slice(at, at + AT_ONCE);
    const { data } = await asking('reading the pull requests of a campaign', () =>
      // One that vanished since it was listed is null, and the others are answered.
      askPartly(client, query(some), {}, 1),
    );
    const answer = answerSchema.parse(data);
    for (const [index, { id }] of some.entries()) {
      const pulls = answer[`r${index}`]?.pullRequests.nodes ?? [];
      const own = pulls.find(
        ({ author, isCrossRepository }) =>
          !isCrossRepository && isLoginOf(identity, author?.login ?? null),
      );
      if (own !== undefined) found.set(id, pullOf(own));
    }
  }
  return found;
}

function query(places: readonly CampaignPlace[]): string {
  const fields = places.map(({ owner, name, branch }, index) => {
    const repository = `owner: ${JSON.stringify(owner)}, name: ${JSON.stringify(name)}`;
    return `r${index}: repository(${repository}) {
      pullRequests(headRefName: ${JSON.stringify(branch)}, first: ${MOST_PULLS},
        orderBy: { field: CREATED_AT, direction: DESC }) { nodes { ...CampaignPull } }
    }`;
  });
  return `query { ${fields.join('\n')} }\n${FRAGMENT}`;
}

function pullOf(pull: z.infer<typeof pullSchema>): CampaignPull {
  const { number, url, body, createdAt, mergeable } = pull;
  return {
    number,
    address: url,
    state: stateOf(pull),
    openedAt: Date.parse(createdAt),
    to: parseKeyBlock(body)?.key.to ?? null,
    isConflicting: mergeable === 'CONFLICTING',
  };
}

function stateOf({ state, body, commits }: z.infer<typeof pullSchema>): PullState {
  if (state === 'MERGED') return 'merged';
  if (state === 'CLOSED') return hasWithdrawnMark(body) ? 'withdrawn' : 'closed';
  switch (commits.nodes[0]?.commit.statusCheckRollup?.state) {
    case 'ERROR':
    case 'FAILURE':
      return 'failing';
    case 'EXPECTED':
    case 'PENDING':
      return 'running';
    case 'SUCCESS':
    case undefined:
      return 'open';
  }
}
