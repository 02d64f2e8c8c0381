import { Octokit } from 'octokit';
import type { GitHubClient } from './client.ts';
import type { RequestPace } from './request-pace.ts';

export interface TokenClientOptions {
  readonly token: string;
  /** Base of the API, without a final slash: `https://api.github.com`, or `https://host/api/v3`. */
  readonly apiUrl: string;
  readonly userAgent: string;
  readonly fetch: typeof globalThis.fetch;
  /** For work that asks much; without it every request is sent at once. */
  readonly pace?: RequestPace;
}

/** A client with somebody's token. Each request is sent once: whoever runs the work decides on another try. */
export function openTokenClient({
  token,
  apiUrl,
  userAgent,
  fetch,
  pace,
}: TokenClientOptions): GitHubClient {
  const client = new Octokit({
    auth: token,
    baseUrl: apiUrl,
    userAgent,
    request: { fetch },
    retry: { enabled: false },
    throttle: { enabled: false },
    log: { debug: silence, info: silence, warn: silence, error: silence },
  });
  if (pace !== undefined) {
    client.hook.before('request', ({ method, url }) => pace.turn(method, url));
  }
  return client;
}

/** What fails is told by who asked, once, and without the request. */
function silence(): void {
  return undefined;
}
