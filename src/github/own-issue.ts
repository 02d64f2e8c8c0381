import type { GitHubClient, RepositoryName } from './client.ts';
import { hasStatus } from './failure.ts';
import type { GitHubIdentity } from './identity.ts';

/** Where an issue of ours stands. */
export interface IssuePlace {
  readonly client: GitHubClient;
  readonly name: RepositoryName;
  readonly identity: GitHubIdentity;
}

/** An issue that we opened. */
export interface OwnIssue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly isOpen: boolean;
}

const PAGE = 100;

/** Our pull requests are listed among the issues: those that changed last stand first, and what we keep up to date is there. */
const MOST_PAGES = 10;

/**
 * The issues of ours whose text is marked as we do it, oldest first; of several only those that stand near each other. None
 * where issues are turned off, or not for us to see.
 */
export async function findOwnIssues(
  { client: { request }, name, identity: { login } }: IssuePlace,
  isMarked: (body: string) => boolean,
  state: 'open' | 'all',
): Promise<readonly OwnIssue[]> {
  try {
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const { data } = await request('GET /repos/{owner}/{repo}/issues', {
        ...name,
        creator: login,
        state,
        sort: 'updated',
        direction: 'desc',
        per_page: PAGE,
        page,
      });
      const found = data
        .filter((one) => one.pull_request === undefined && isMarked(one.body ?? ''))
        .map((one) => ({
          number: one.number,
          title: one.title,
          body: one.body ?? '',
          isOpen: one.state === 'open',
        }));
      if (found.length > 0) return found.sort((a, b) => a.number - b.number);
      if (data.length < PAGE) return [];
    }
    return [];
  } catch (error) {
    if (hasStatus(error, ...NO_ISSUES)) return [];
    throw error;
  }
}

/** 410: issues are turned off ("Create an issue" in GitHub's REST documentation); 403: somebody did not give us the permission. */
export const NO_ISSUES: readonly number[] = [403, 410];

/** Whether a text is the same once GitHub has kept it: it may give line endings back as Windows has them. */
export function isSameText(kept: string, text: string): boolean {
  return kept.replaceAll('\r\n', '\n').trim() === text.trim();
}
