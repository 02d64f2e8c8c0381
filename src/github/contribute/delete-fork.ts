import type { GitHubClient, RepositoryName } from '../client.ts';
import { asking, hasStatus } from '../failure.ts';
import { deleteBranch } from '../write-branch.ts';

/** Deletes branches of a fork, each only where it is still there. */
export async function deleteBranches(
  client: GitHubClient,
  name: RepositoryName,
  branches: readonly string[],
): Promise<void> {
  await asking(`deleting branches of ${name.owner}/${name.repo}`, async () => {
    for (const branch of branches) await deleteBranch(client, name, branch);
  });
}

/** False where the token may not delete repositories, which takes the scope `delete_repo`. */
export function deleteFork(
  { request }: GitHubClient,
  { owner, repo }: RepositoryName,
): Promise<boolean> {
  return asking(`deleting ${owner}/${repo}`, async () => {
    try {
      await request('DELETE /repos/{owner}/{repo}', { owner, repo });
      return true;
    } catch (error) {
      if (hasStatus(error, 403)) return false;
      // It is gone already.
      if (hasStatus(error, 404)) return true;
      throw error;
    }
  });
}
