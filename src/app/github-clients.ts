import { ProbotOctokit } from 'probot';
import type { Probot } from 'probot';
import type { GitHubClient } from '../github/client.ts';
import { hasLimits } from '../github/request-pace.ts';
import { once } from '../github/once.ts';
import { countRequests } from './observe/count-requests.ts';
import type { Log } from './observe/log.ts';
import { logRequests } from './observe/log-requests.ts';
import type { Metrics } from './observe/metrics.ts';
import { paceRequests } from './pace-requests.ts';
import { renewToken } from './renew-token.ts';
import type { RequestTurns } from './stores/request-turns.ts';
import { traceRequests } from './observe/trace-requests.ts';
import type { Tracing } from './observe/tracing.ts';

/** Clients with the app's own credentials, and with those of its installations. */
export interface GitHubClients {
  readonly ofApp: () => Promise<GitHubClient>;
  readonly ofInstallation: (id: number) => Promise<GitHubClient>;
}

/** What Probot gives itself. */
interface GivenOptions {
  /** Its requests, such as one for a new token, go to github.com unless they are told otherwise. */
  readonly auth?: { readonly request?: GitHubClient['request'] };
  readonly request?: object;
}

/** The kind of octokit that Probot is to make: it keeps no pace and repeats nothing, because turns and the queue do. */
export function octokitFor(apiUrl: string, fetch: typeof globalThis.fetch): typeof ProbotOctokit {
  return ProbotOctokit.defaults((given: GivenOptions) => ({
    ...given,
    auth: given.auth && {
      ...given.auth,
      request: given.auth.request?.defaults({ baseUrl: apiUrl, request: { fetch } }),
    },
    request: { ...given.request, fetch },
    retry: { enabled: false },
    throttle: { enabled: false },
  }));
}

export interface ClientOptions {
  readonly apiUrl: string;
  readonly metrics: Pick<Metrics, 'countRequest'>;
  readonly log: Log;
  readonly tracing: Tracing;
  readonly turns: RequestTurns;
}

export function openClients(probot: Probot, options: ClientOptions): GitHubClients {
  const { apiUrl, metrics, turns, log, tracing } = options;
  const isLimited = hasLimits(new URL(apiUrl).host);
  const ofApp = once(async () => {
    const octokit = await probot.auth();
    countRequests(octokit, null, metrics);
    logRequests(octokit, log);
    traceRequests(octokit, tracing);
    return octokit;
  });
  return {
    ofApp,
    ofInstallation: async (installationId) => {
      const octokit = await probot.auth(installationId);
      countRequests(octokit, installationId, metrics);
      logRequests(octokit, log);
      traceRequests(octokit, tracing);
      // Around what counts them: a request that got no turn was none.
      const account = String(installationId);
      paceRequests(octokit, { account, turns, isLimited });
      renewToken(octokit, installationId);
      return octokit;
    },
  };
}
