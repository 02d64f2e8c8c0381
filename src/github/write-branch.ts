import type { Proposal } from '../remediation/proposal.ts';
import type { GitHubClient, RepositoryName } from './client.ts';
import { hasStatus, messageOf } from './failure.ts';
import type { TreeEntry } from './read-tree.ts';

const NEW_FILE = '100644';

/** The tip of the default branch. */
export interface Base {
  /** GraphQL's id of the repository. */
  readonly repository: string;
  /** Commit id; a tree may be named by it. */
  readonly commit: string;
  readonly branch: string;
  readonly files: ReadonlyMap<string, TreeEntry>;
}

export interface BranchChange {
  readonly branch: string;
  /** Commit that the branch had when we looked; null for a branch that is to be made. */
  readonly before: string | null;
  /** Of a commit with this tree, by its id. */
  readonly message: (tree: string) => string;
  /** Whom the commit is by where that has to be said; otherwise the host makes it that of the token. */
  readonly author?: CommitAuthor;
}

export interface CommitAuthor {
  readonly name: string;
  readonly email: string;
}

export type BranchOutcome =
  { readonly ok: true; readonly commit: string } | { readonly ok: false; readonly reason: string };

/**
 * One commit on top of the base, and the branch at it. The commit has no author of its own, so that GitHub makes it ours and
 * signs it. The branch is moved only from where it was when we looked: a push in between is not lost.
 */
export async function writeBranch(
  client: GitHubClient,
  name: RepositoryName,
  base: Base,
  proposal: Proposal,
  change: BranchChange,
): Promise<BranchOutcome> {
  try {
    const commit = await writeCommit(client, name, base, proposal, change);
    if (change.before === null) await createBranch(client, name, change.branch, commit);
    else await moveBranch(client, base, { ...change, before: change.before, commit });
    return { ok: true, commit };
  } catch (error) {
    // 403: workflow files without the permission for them; 422: a rule of the repository, or somebody was faster.
    if (!hasStatus(error, 403, 409, 422)) throw error;
    return { ok: false, reason: `GitHub refuses the branch ${change.branch}: ${messageOf(error)}` };
  }
}

async function writeCommit(
  { request }: GitHubClient,
  name: RepositoryName,
  base: Base,
  proposal: Proposal,
  { message, author }: BranchChange,
): Promise<string> {
  const tree = await request('POST /repos/{owner}/{repo}/git/trees', {
    ...name,
    base_tree: base.commit,
    tree: proposal.files.map(({ path, after }) => ({
      path,
      mode: base.files.get(path)?.mode === '100755' ? '100755' : NEW_FILE,
      type: 'blob',
      content: after,
    })),
  });
  const commit = await request('POST /repos/{owner}/{repo}/git/commits', {
    ...name,
    message: message(tree.data.sha),
    tree: tree.data.sha,
    parents: [base.commit],
    ...(author === undefined ? {} : { author }),
  });
  return commit.data.sha;
}

async function createBranch(
  { request }: GitHubClient,
  name: RepositoryName,
  branch: string,
  sha: string,
): Promise<void> {
  await request('POST /repos/{owner}/{repo}/git/refs', {
    ...name,
    ref: `refs/heads/${branch}`,
    sha,
  });
}

interface Move {
  readonly branch: string;
  readonly before: string;
  readonly commit: string;
}

const MOVE = `mutation ($repository: ID!, $update: RefUpdate!) {
  updateRefs(input: { repositoryId: $repository, refUpdates: [$update] }) { clientMutationId }
}`;

/** REST cannot say from where a reference is to be moved; GraphQL's `beforeOid` can. */
async function moveBranch(
  { graphql }: GitHubClient,
  { repository }: Base,
  { branch, before, commit }: Move,
): Promise<void> {
  await graphql(MOVE, {
    repository,
    update: {
      name: `refs/heads/${branch}`,
      beforeOid: before,
      afterOid: commit,
      force: true,
    },
  });
}

/** Deletes a branch; one that is gone is deleted. */
export async function deleteBranch(
  { request }: GitHubClient,
  name: RepositoryName,
  branch: string,
): Promise<void> {
  try {
    await request('DELETE /repos/{owner}/{repo}/git/refs/{ref}', {
      ...name,
      ref: `heads/${branch}`,
    });
  } catch (error) {
    // GitHub's answer for a reference that is not there is 422.
    if (!hasStatus(error, 404, 422)) throw error;
  }
}
