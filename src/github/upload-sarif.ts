import { gzipSync } from 'node:zlib';
import { printSarif } from '../findings/sarif/log.ts';
import type { SarifInput } from '../findings/sarif/log.ts';
import type { GitHubClient, RepositoryName } from './client.ts';
import { asking, hasStatus, isRateLimit, messageOf } from './failure.ts';

/** What code scanning is told, and about what. */
export interface SarifUpload extends SarifInput {
  /** The tip of the default branch, which was checked. */
  readonly commit: string;
  readonly branch: string;
  /** Of this program. */
  readonly version: string;
}

export type SarifOutcome =
  { readonly kind: 'uploaded' } | { readonly kind: 'refused'; readonly reason: string };

/** As sent (REST, "Upload an analysis as SARIF data"). */
const MOST_BYTES = 10 * 1024 * 1024;

/** Tells code scanning the findings of the default branch; a later upload for the same branch replaces it. */
export async function uploadSarif(
  { request }: GitHubClient,
  name: RepositoryName,
  { commit, branch, version, ...input }: SarifUpload,
): Promise<SarifOutcome> {
  const sarif = gzipSync(printSarif(input, version)).toString('base64');
  if (sarif.length > MOST_BYTES) return { kind: 'refused', reason: 'the findings are too many' };
  return asking(`uploading findings of ${name.owner}/${name.repo}`, async () => {
    try {
      await request('POST /repos/{owner}/{repo}/code-scanning/sarifs', {
        ...name,
        commit_sha: commit,
        ref: `refs/heads/${branch}`,
        sarif,
      });
      return { kind: 'uploaded' };
    } catch (error) {
      // Code scanning is off, not paid for, or not ours to write to; or the repository is archived.
      if (!hasStatus(error, 403, 404, 413, 422) || isRateLimit(error)) throw error;
      return { kind: 'refused', reason: `code scanning takes no findings: ${messageOf(error)}` };
    }
  });
}
