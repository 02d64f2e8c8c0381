import { expect, onTestFinished, test } from 'vitest';
import { githubScene } from '../github/github-scene.ts';
import { makeFolder } from '../local/folders.ts';
import { startConnectProxy } from './connect-proxy.ts';
import { asApp, text } from './github/client.ts';
import { startGitHubHost } from './github/host.ts';
import type { GitHubHost } from './github/host.ts';
import { isPull } from './github/pulls.ts';
import { startBuiltApp } from './running-app.ts';
import { seaworthyMeddled } from './seaworthy.ts';

const FILES = { Dockerfile: 'FROM debian:12\nENV A 1\nUSER app\n' };

/** A name that nobody resolves: only the proxy knows where it is. */
const NAME = 'github.example.invalid';

function paths({ requests }: GitHubHost): ReadonlySet<boolean> {
  return new Set(requests.map(({ isEnterprise }) => isEnterprise));
}

test('the app asks an enterprise server by GHE_HOST, through the proxy of the environment, and nothing else', async () => {
  const host = await startGitHubHost({ enterpriseHost: NAME });
  onTestFinished(() => host.stop());
  host.addOrganization('acme');
  const { issues } = host.addRepository('acme/shop', { files: FILES });
  const { port } = new URL(host.apiUrl);
  const proxy = await startConnectProxy(Number(port));
  const environment = {
    GITHUB_API_URL: '',
    GHE_HOST: `${NAME}:${port}`,
    GHE_PROTOCOL: 'http',
    HTTP_PROXY: proxy.url,
  };
  const app = await startBuiltApp(host, { environment });
  host.admin.install('acme', 'ann');
  await app.idle();
  expect([...issues.values()].filter(isPull)).toHaveLength(1);
  expect(await app.counts()).toMatchObject({ dead: 0 });
  expect(new Set(proxy.asked)).toEqual(new Set([`${NAME}:${port}`]));
  expect(paths(host)).toEqual(new Set([true]));
  expect(host.webhooks.deliveries[0]?.headers).toMatchObject({ 'x-github-enterprise-host': NAME });
  host.assertHonest();
}, 30_000);

test('run OWNER/REPO asks it by GITHUB_API_URL, through the proxy as well', async () => {
  const { host, installation, pulls } = await githubScene(FILES);
  const made = `POST /app/installations/${installation.id}/access_tokens`;
  const token = text((await asApp(host)(made, {})).body, 'token');
  const { port } = new URL(host.apiUrl);
  const proxy = await startConnectProxy(Number(port));
  host.log.clear();
  const environment = {
    GITHUB_TOKEN: token,
    GITHUB_API_URL: `http://${NAME}:${port}/api/v3`,
    HTTP_PROXY: proxy.url,
  };
  const run = ['run', 'acme/shop'];
  const done = await seaworthyMeddled(makeFolder(), run, () => Promise.resolve(), { environment });
  expect({ code: done.code, errors: done.stderr }).toEqual({ code: 1, errors: '' });
  expect(pulls()).toHaveLength(1);
  expect(proxy.asked).toContain(`${NAME}:${port}`);
  expect(paths(host)).toEqual(new Set([true]));
});
