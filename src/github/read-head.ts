import type { GitHubClient, RepositoryName } from './client.ts';
import { asking, hasStatus } from './failure.ts';

/** The tip of a default branch. */
export interface RemoteHead {
  /** Commit id. */
  readonly commit: string;
  /** To ask again with; null where GitHub gave none. */
  readonly etag: string | null;
}

export type HeadAnswer =
  | { readonly kind: 'head'; readonly head: RemoteHead }
  /** As it was when the given tag was handed out. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'empty' }
  /** Deleted, made private, or not ours to see. */
  | { readonly kind: 'gone' };

/** One request, which costs nothing of the rate limit where nothing has changed (304). */
export async function readHead(
  { request }: GitHubClient,
  name: RepositoryName,
  etag: string | null,
): Promise<HeadAnswer> {
  return asking(`reading the head of ${name.owner}/${name.repo}`, async () => {
    try {
      const { data, headers } = await request('GET /repos/{owner}/{repo}/commits/{ref}', {
        ...name,
        ref: 'HEAD',
        mediaType: { format: 'sha' },
        headers: etag === null ? {} : { 'if-none-match': etag },
      });
      // The media type `sha` answers with the bare id, which the types of octokit do not know.
      const commit = typeof data === 'string' ? (data as string).trim() : '';
      return { kind: 'head', head: { commit, etag: headers.etag ?? null } };
    } catch (error) {
      if (hasStatus(error, 304)) return { kind: 'unchanged' };
      if (hasStatus(error, 409)) return { kind: 'empty' };
      if (hasStatus(error, 404, 451)) return { kind: 'gone' };
      throw error;
    }
  });
}
