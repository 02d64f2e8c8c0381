import { Octokit } from 'octokit';
import type { GitHubClient } from './client.ts';

export interface TokenClientOptions {
  readonly token: string;
  /** Base of the API, without a final slash: `https://api.github.com`, or `https://host/api/v3`. */
  readonly apiUrl: string;
  readonly userAgent: string;
  readonly fetch: typeof globalThis.fetch;
}

/** A client with somebody's token. Each request is sent once: whoever runs the work decides on another try. */
export function openTokenClient({
  token,
  apiUrl,
  userAgent,
  fetch,
}: TokenClientOptions): GitHubClient {
  return new Octokit({
    auth: token,
    baseUrl: apiUrl,
    userAgent,
    request: { fetch },
    retry: { enabled: false },
    throttle: { enabled: false },
    log: { debug: silence, info: silence, warn: silence, error: silence },
  });
}

/** What fails is told by who asked, once, and without the request. */
function silence(): void {
  return undefined;
}
