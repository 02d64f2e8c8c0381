import { Probot } from 'probot';
import { asking } from '../github/failure.ts';
import { octokitFor, openClients } from './github-clients.ts';
import type { ClientOptions, GitHubClients } from './github-clients.ts';

export interface Credentials {
  readonly appId: string;
  /** PEM. */
  readonly privateKey: string;
}

export interface AccessOptions extends ClientOptions {
  readonly fetch: typeof globalThis.fetch;
  /** Told of each event that is received. */
  readonly onEvent: (event: string, id: string, payload: unknown) => Promise<void>;
}

/** What the app does on GitHub with its credentials, which may change while it runs. */
export interface GitHubAccess {
  readonly clients: GitHubClients;
  /** Of whom GitHub's events are told on. */
  readonly probot: () => Probot;
  /** Asks GitHub whether these hold before anything else is done with them; where they do not, those of before stay. */
  readonly renew: (credentials: Credentials) => Promise<void>;
}

interface SignedIn {
  readonly probot: Probot;
  readonly clients: GitHubClients;
}

export async function openGitHubAccess(
  credentials: Credentials,
  options: AccessOptions,
): Promise<GitHubAccess> {
  let current = await signIn(credentials, options);
  return {
    clients: {
      ofApp: () => current.clients.ofApp(),
      ofInstallation: (id) => current.clients.ofInstallation(id),
    },
    probot: () => current.probot,
    renew: async (newer) => {
      const next = await signIn(newer, options);
      await asking('signing in with the new private key', async () => {
        const { request } = await next.clients.ofApp();
        await request('GET /app');
      });
      current = next;
    },
  };
}

async function signIn(
  { appId, privateKey }: Credentials,
  options: AccessOptions,
): Promise<SignedIn> {
  const { apiUrl: baseUrl, fetch, log, onEvent } = options;
  const Octokit = octokitFor(baseUrl, fetch);
  // Who signed an event is checked by us, so that Probot needs no secret; it would take one that everybody knows.
  const secret = 'checked elsewhere';
  const probot = new Probot({ appId, privateKey, secret, baseUrl, log, Octokit });
  await probot.ready();
  probot.onAny(({ id, name, payload }) => onEvent(name, id, payload));
  return { probot, clients: openClients(probot, options) };
}
