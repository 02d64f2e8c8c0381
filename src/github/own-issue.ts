import type { GitHubClient, RepositoryName } from './client.ts';
import type { GitHubIdentity } from './identity.ts';

/** An issue that we opened. */
export interface OwnIssue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly isOpen: boolean;
}

const PAGE = 100;

/** Our pull requests are listed among the issues: those that changed last stand first. */
const MOST_PAGES = 10;

/** Finds the issue of ours whose text holds a hidden mark; null where there is none. */
export async function findOwnIssue(
  { request }: GitHubClient,
  name: RepositoryName,
  { login }: GitHubIdentity,
  mark: string,
  state: 'open' | 'all',
): Promise<OwnIssue | null> {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { data } = await request('GET /repos/{owner}/{repo}/issues', {
      ...name,
      creator: login,
      state,
      sort: 'updated',
      per_page: PAGE,
      page,
    });
    const found = data.find((one) => one.pull_request === undefined && one.body?.includes(mark));
    if (found !== undefined) {
      const { number, title, body } = found;
      return { number, title, body: body ?? '', isOpen: found.state === 'open' };
    }
    if (data.length < PAGE) return null;
  }
  return null;
}
