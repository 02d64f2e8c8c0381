import { onTestFinished } from 'vitest';
import { asInstallation } from './client.ts';
import type { Api } from './client.ts';
import { startGitHubHost } from './host.ts';
import type { GitHubHost, HostOptions } from './host.ts';
import type { Installation, RepositoryState } from './model.ts';

export interface Scene {
  readonly host: GitHubHost;
  readonly shop: RepositoryState;
  readonly installation: Installation;
  readonly api: Api;
}

/** `acme/shop` with a Dockerfile and the collaborators ann and ben, on which the app is installed. */
export async function makeScene(options: HostOptions = {}): Promise<Scene> {
  const host = await startGitHubHost(options);
  onTestFinished(() => host.stop());
  host.addOrganization('acme');
  const shop = host.addRepository('acme/shop', {
    files: { Dockerfile: 'FROM debian:12\nRUN true\nUSER node\n' },
    collaborators: { ann: 'write', ben: 'read' },
  });
  const installation = host.admin.install('acme', 'ann');
  return { host, shop, installation, api: await asInstallation(host, installation) };
}
