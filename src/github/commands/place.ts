import { hasDashboardMark } from '../../remediation/body/dashboard.ts';
import type { TalkDeps } from './talk.ts';
import { hasStatus } from '../failure.ts';
import { isLoginOf } from '../identity.ts';
import { holdsForeign } from '../own-commits.ts';

/** A pull request of ours, as it is now. */
export interface OurPull {
  readonly kind: 'pull';
  readonly number: number;
  readonly body: string;
  readonly state: 'open' | 'closed' | 'merged';
  readonly branch: string;
  /** Commit id of the branch's tip. */
  readonly tip: string;
}

export interface OurDashboard {
  readonly kind: 'dashboard';
  readonly number: number;
  readonly body: string;
}

export type Place = OurPull | OurDashboard;

/** Reads the pull request or the dashboard anew; null for one that is not ours. */
export async function readPlace(
  deps: TalkDeps,
  number: number,
  isPull: boolean,
): Promise<Place | null> {
  try {
    return isPull ? await readPull(deps, number) : await readDashboard(deps, number);
  } catch (error) {
    // Deleted or moved in the meantime.
    if (hasStatus(error, 404, 410)) return null;
    throw error;
  }
}

/** Whatever its text says now: it was opened by us, from a branch of the repository itself. */
export async function readPull(
  { client, name, identity }: TalkDeps,
  pull_number: number,
): Promise<OurPull | null> {
  const { data } = await client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
    ...name,
    pull_number,
  });
  // The types know of no account or fork that is gone.
  const head = data.head.repo as { readonly id: number } | null;
  const author = data.user as { readonly login: string } | null;
  if (!isLoginOf(identity, author?.login ?? null) || head?.id !== data.base.repo.id) return null;
  return {
    kind: 'pull',
    number: pull_number,
    body: data.body ?? '',
    state: data.merged ? 'merged' : data.state,
    branch: data.head.ref,
    tip: data.head.sha,
  };
}

async function readDashboard(
  { client, name, identity }: TalkDeps,
  issue_number: number,
): Promise<OurDashboard | null> {
  const { data } = await client.request('GET /repos/{owner}/{repo}/issues/{issue_number}', {
    ...name,
    issue_number,
  });
  const body = data.body ?? '';
  if (!isLoginOf(identity, data.user?.login ?? null) || !hasDashboardMark(body)) return null;
  return { kind: 'dashboard', number: issue_number, body };
}

/** Commits of a pull request that GitHub lists: no more than these in any case. */
const COMMITS = 100;

/** Whether the branch holds commits that are not ours. */
export async function isTouched(
  { client, name, identity }: TalkDeps,
  { number, tip }: OurPull,
): Promise<boolean> {
  const { data } = await client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}/commits', {
    ...name,
    pull_number: number,
    per_page: COMMITS,
  });
  const commits = data.map(({ sha, commit, author, parents }) => ({
    oid: sha,
    message: commit.message,
    author: { email: commit.author?.email ?? null, user: login(author) },
    tree: { oid: commit.tree.sha },
    parents: { nodes: parents.map((parent) => ({ oid: parent.sha })) },
  }));
  return holdsForeign(tip, commits, identity);
}

function login(author: { readonly login?: string } | null): { readonly login: string } | null {
  return author?.login === undefined ? null : { login: author.login };
}

/** Writes the text where it is another one. */
export async function writeBody(
  { client, name }: TalkDeps,
  { number, body: before }: Place,
  body: string,
): Promise<void> {
  if (body === before) return;
  await client.request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
    ...name,
    issue_number: number,
    body,
  });
}
