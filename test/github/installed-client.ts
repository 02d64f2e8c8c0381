import { Octokit } from 'octokit';
import type { GitHubClient } from '../../src/github/client.ts';
import { asApp, text } from '../e2e/github/client.ts';
import type { GitHubHost } from '../e2e/github/host.ts';
import type { Installation, Permissions } from '../e2e/github/model.ts';

/** A client with a token of the installation, which tries nothing twice and waits for nothing. */
export async function installedClient(
  host: GitHubHost,
  { id }: Installation,
  permissions?: Permissions,
): Promise<GitHubClient> {
  const { body } = await asApp(host)(
    `POST /app/installations/${id}/access_tokens`,
    permissions === undefined ? {} : { permissions },
  );
  return new Octokit({
    auth: text(body, 'token'),
    baseUrl: host.apiUrl,
    throttle: { enabled: false },
    retry: { enabled: false },
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  });
}

function quiet(): void {
  // What a test lets go wrong is no news.
}
