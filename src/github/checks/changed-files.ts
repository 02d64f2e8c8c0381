import type { ChangedFile } from '../../remediation/pull/changed-file.ts';
import { allPages, PAGE_SIZE } from '../all-pages.ts';
import type { GitHubClient, RepositoryName } from '../client.ts';

/** GitHub lists no more than 3,000 files of a pull request (REST, "List pull requests files"). */
const MOST_PAGES = 30;

/** The files of a pull request at its head, with the hunks that GitHub shows. */
export async function readChangedFiles(
  { request }: GitHubClient,
  name: RepositoryName,
  pull_number: number,
  most = MOST_PAGES,
): Promise<readonly ChangedFile[]> {
  const files = await allPages(most, async (page) => {
    const { data } = await request('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', {
      ...name,
      pull_number,
      page,
      per_page: PAGE_SIZE,
    });
    return data;
  });
  return files.map(({ filename, status, changes, patch }) => ({
    path: filename,
    kind: kindOf(status),
    changes,
    patch: patch ?? null,
  }));
}

/** A copy is new as a whole, though GitHub shows it as changed; its hunks say what differs from the other file. */
function kindOf(status: string): ChangedFile['kind'] {
  if (status === 'added' || status === 'removed') return status;
  return 'changed';
}
