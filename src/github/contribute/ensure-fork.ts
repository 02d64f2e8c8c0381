import { z } from 'zod';
import type { GitHubClient, RepositoryName } from '../client.ts';
import { asking, hasStatus, messageOf } from '../failure.ts';

/** GitHub makes forks in the background ("Create a fork": it may take minutes). */
const MOST_LOOKS = 30;

/** Milliseconds within which a fork was made by the request that asked for it. */
const FRESH = 60_000;

export interface Fork {
  readonly name: RepositoryName;
  /** GraphQL's id. */
  readonly id: string;
  /** REST's id where it was made now; null where it was there before, or nobody can tell. */
  readonly madeNow: number | null;
}

export type ForkOutcome =
  { readonly ok: true; readonly fork: Fork } | { readonly ok: false; readonly reason: string };

const forkSchema = z.object({
  id: z.number(),
  created_at: z.string(),
  node_id: z.string(),
  name: z.string(),
  default_branch: z.string(),
  owner: z.object({ login: z.string() }),
});

/** The person's fork, made where there is none, with its default branch where that of the source is. `wait`: between looks. */
export function ensureFork(
  client: GitHubClient,
  source: RepositoryName,
  login: string,
  wait: () => Promise<void>,
): Promise<ForkOutcome> {
  return asking(`forking ${source.owner}/${source.repo}`, async () => {
    try {
      const isNew = !(await exists(client, { owner: login, repo: source.repo }));
      // The same request finds the fork that there is, which may have another name.
      const { data, headers } = await client.request('POST /repos/{owner}/{repo}/forks', {
        ...source,
        default_branch_only: true,
      });
      const fork = forkSchema.parse(data);
      const { node_id: id, name: repo, owner, default_branch: branch } = fork;
      const name = { owner: owner.login, repo };
      if (owner.login.toLowerCase() !== login.toLowerCase()) {
        return { ok: false, reason: `the fork ${owner.login}/${repo} is not yours` };
      }
      if (!(await hasAppeared(client, name, branch, wait))) {
        return { ok: false, reason: 'GitHub has not finished the fork yet: run it again later' };
      }
      await sync(client, name, branch);
      const madeNow = isNew && isFresh(fork.created_at, headers.date) ? fork.id : null;
      return { ok: true, fork: { name, id, madeNow } };
    } catch (error) {
      if (!hasStatus(error, 403, 422)) throw error;
      return { ok: false, reason: `GitHub makes no fork: ${messageOf(error)}` };
    }
  });
}

/** By the clock of the host. */
function isFresh(createdAt: string, now: string | undefined): boolean {
  return now !== undefined && Date.parse(now) - Date.parse(createdAt) < FRESH;
}

async function exists({ request }: GitHubClient, name: RepositoryName): Promise<boolean> {
  try {
    await request('GET /repos/{owner}/{repo}', { ...name });
    return true;
  } catch (error) {
    if (!hasStatus(error, 404)) throw error;
    return false;
  }
}

async function hasAppeared(
  { request }: GitHubClient,
  name: RepositoryName,
  branch: string,
  wait: () => Promise<void>,
): Promise<boolean> {
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    if (look > 0) await wait();
    try {
      await request('GET /repos/{owner}/{repo}/git/ref/{ref}', { ...name, ref: `heads/${branch}` });
      return true;
    } catch (error) {
      // 409: it is there, and empty.
      if (!hasStatus(error, 404, 409)) throw error;
    }
  }
  return false;
}

/** So that workflows of the source are no news to the fork, which a token without the scope for them could not write. */
async function sync(
  { request }: GitHubClient,
  name: RepositoryName,
  branch: string,
): Promise<void> {
  try {
    await request('POST /repos/{owner}/{repo}/merge-upstream', { ...name, branch });
  } catch (error) {
    // The person has commits of their own there, which stay: our branch does not start from it.
    if (!hasStatus(error, 409, 422)) throw error;
  }
}
