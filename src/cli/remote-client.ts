import { environmentFetch } from '../http/environment-fetch.ts';
import type { GitHubClient } from '../github/client.ts';
import type { RequestPace } from '../github/request-pace.ts';
import { openTokenClient } from '../github/token-client.ts';
import type { CodeHostError } from '../remediation/code-host-error.ts';
import { UsageError } from './exit.ts';
import { readApiUrl } from './github-address.ts';
import { secretIn } from './secret-variable.ts';
import { VERSION } from './version.ts';

/** A client with this person's token; `what` it is for begins the message where there is none. */
export function openRemoteClient(what: string, pace?: RequestPace): GitHubClient {
  const token = secretIn(process.env, 'GITHUB_TOKEN') ?? secretIn(process.env, 'GH_TOKEN');
  if (token === null) throw new UsageError(`${what}, put a token into the variable GITHUB_TOKEN`);
  return openTokenClient({
    token,
    apiUrl: readApiUrl(process.env),
    userAgent: `seaworthy/${VERSION}`,
    fetch: environmentFetch(process.env),
    ...(pace === undefined ? {} : { pace }),
  });
}

/** What to do about it, where that can be said. */
export function explainHostError({ message, status, isRetryable }: CodeHostError): string {
  if (status === 401) return `${message}; the token in GITHUB_TOKEN is wrong or has expired`;
  // What may be read and not written is not there for a token without the right, either.
  if (status === 403 || status === 404) {
    const needs = 'write access to contents and pull requests, or the scope `repo`';
    return `${message}; the token needs ${needs}`;
  }
  return isRetryable ? `${message}; run it again: what was done is kept` : message;
}
