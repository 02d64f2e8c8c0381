import type { GitHubClient } from '../github/client.ts';
import type { RequestPace } from '../github/request-pace.ts';
import { openTokenClient } from '../github/token-client.ts';
import type { CodeHostError } from '../remediation/code-host-error.ts';
import { UsageError } from './exit.ts';
import { VERSION } from './version.ts';

const GITHUB = 'https://api.github.com';

/** A client with this person's token; `what` it is for begins the message where there is none. */
export function openRemoteClient(what: string, pace?: RequestPace): GitHubClient {
  const { GITHUB_TOKEN, GH_TOKEN } = process.env;
  const token = GITHUB_TOKEN ?? GH_TOKEN ?? '';
  if (token === '') throw new UsageError(`${what}, put a token into the variable GITHUB_TOKEN`);
  return openTokenClient({
    token,
    apiUrl: remoteApiUrl(),
    userAgent: `seaworthy/${VERSION}`,
    ...(pace === undefined ? {} : { pace }),
  });
}

/** Base of the API, without a final slash. */
export function remoteApiUrl(): string {
  const given = process.env['GITHUB_API_URL'] ?? '';
  if (given === '') return GITHUB;
  if (!/^https?:/.test(given) || !URL.canParse(given)) {
    throw new UsageError(`GITHUB_API_URL is no address: ${given}`);
  }
  return given.replace(/\/+$/, '');
}

/** What to do about it, where that can be said. */
export function explainHostError({ message, status, isRetryable }: CodeHostError): string {
  if (status === 401) return `${message}; the token in GITHUB_TOKEN is wrong or has expired`;
  if (status === 403)
    return `${message}; the token needs write access to contents and pull requests`;
  return isRetryable ? `${message}; run it again: what was done is kept` : message;
}
