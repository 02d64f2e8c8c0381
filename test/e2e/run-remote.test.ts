import { expect, test } from 'vitest';
import { githubScene } from '../github/github-scene.ts';
import type { GitHubScene } from '../github/github-scene.ts';
import { makeFolder, writeFiles } from '../local/folders.ts';
import { asApp, text } from './github/client.ts';
import { seaworthyMeddled } from './seaworthy.ts';

const FILES = { Dockerfile: 'FROM debian:12\nENV A 1\nUSER app\n' };
const BRANCH = 'seaworthy/hardening';

async function tokenOf({ host, installation }: GitHubScene): Promise<string> {
  const path = `POST /app/installations/${installation.id}/access_tokens`;
  const { body } = await asApp(host)(path, {});
  return text(body, 'token');
}

function run(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
  folder = makeFolder(),
) {
  return seaworthyMeddled(folder, ['run', ...words], () => Promise.resolve(), { environment });
}

async function onGitHub(scene: GitHubScene, ...words: readonly string[]) {
  const environment = { GITHUB_TOKEN: await tokenOf(scene), GITHUB_API_URL: scene.host.apiUrl };
  return run(words, environment);
}

test('run OWNER/REPO opens the pull request, once', async () => {
  const scene = await githubScene(FILES);
  const first = await onGitHub(scene, 'acme/shop');
  expect(first).toMatchObject({ code: 1 });
  expect(first.stdout).toContain(`branch ${BRANCH} (created)`);
  expect(scene.pulls()).toMatchObject([{ state: 'open', author: { login: 'seaworthy[bot]' } }]);
  const second = await onGitHub(scene, 'acme/shop');
  expect(second.stdout).toContain(`branch ${BRANCH} (unchanged)`);
  expect(scene.pulls()).toHaveLength(1);
  scene.host.assertHonest();
});

test('--dry-run shows it, and writes nothing', async () => {
  const scene = await githubScene(FILES);
  const { code, stdout } = await onGitHub(scene, 'acme/shop', '--dry-run');
  expect({ code, branches: scene.branches() }).toEqual({ code: 1, branches: ['main'] });
  expect(stdout).toContain('+ENV A=1\n');
  expect(scene.host.requests.filter(({ isWrite, method }) => isWrite && method !== 'POST')).toEqual(
    [],
  );
});

test('the token of a person opens it in their name, once, and a stranger is told why not', async () => {
  const scene = await githubScene(FILES);
  const { host } = scene;
  const as = (login: string) => ({
    GITHUB_TOKEN: host.tokens.createPersonal(host.world.account(login)),
    GITHUB_API_URL: host.apiUrl,
  });
  const stranger = await run(['acme/shop'], as('zoe'));
  expect({ code: stranger.code, pulls: scene.pulls() }).toEqual({ code: 2, pulls: [] });
  expect(stranger.stderr).toContain('the token needs write access to contents and pull requests');
  const first = await run(['acme/shop'], as('ann'));
  expect(first.stdout).toContain(`branch ${BRANCH} (created)`);
  expect(scene.pulls()).toMatchObject([{ state: 'open', author: { login: 'ann' } }]);
  const second = await run(['acme/shop'], as('ann'));
  expect(second.stdout).toContain(`branch ${BRANCH} (unchanged)`);
  expect(scene.pulls()).toHaveLength(1);
  host.assertHonest();
});

test('a folder of that name comes before the repository', async () => {
  const folder = makeFolder();
  writeFiles(folder, { 'acme/shop/Dockerfile': FILES.Dockerfile });
  const { code, stdout } = await run(['acme/shop', '--dry-run'], {}, folder);
  expect({ code, shows: stdout.includes(BRANCH) }).toEqual({ code: 1, shows: true });
});

test.each<readonly [string, string, (scene: GitHubScene) => void, string]>([
  [
    'a repository that is not there',
    'acme/gone',
    () => undefined,
    'acme/gone: there is no such repository, or the token may not see it',
  ],
  [
    'an archived one',
    'acme/shop',
    ({ host }) => {
      host.admin.archive('acme/shop', 'ann');
    },
    'acme/shop is archived, so that nothing can be proposed',
  ],
  [
    'one that is turned off',
    'acme/shop',
    ({ host }) => {
      const files = { '.github/seaworthy.yml': 'version: 1\nenabled: false\n' };
      host.people.push('acme/shop', 'main', files, 'ann');
    },
    'acme/shop: its configuration turns Seaworthy off by `enabled: false`',
  ],
  [
    'an invalid configuration',
    'acme/shop',
    ({ host }) => {
      host.people.push('acme/shop', 'main', { '.github/seaworthy.yml': 'version: 9\n' }, 'ann');
    },
    '.github/seaworthy.yml:1',
  ],
  [
    'a GitHub that fails',
    'acme/shop',
    ({ host }) => {
      host.faults.next({ status: 502, match: { template: '/graphql' } });
    },
    'run it again: what was done is kept',
  ],
])('says what is wrong with %s', async (_, name, prepare, message) => {
  const scene = await githubScene(FILES);
  prepare(scene);
  const { code, stderr } = await onGitHub(scene, name);
  expect({ code, lines: stderr.trim().split('\n').length }).toEqual({ code: 2, lines: 1 });
  expect(stderr).toContain(message);
});

test('says that a token is missing, wrong, or of no use offline', async () => {
  const scene = await githubScene(FILES);
  const { apiUrl } = scene.host;
  const missing = await run(['acme/shop'], { GITHUB_API_URL: apiUrl });
  expect(missing.stderr).toBe(
    'seaworthy: acme/shop: there is no such folder; for the repository on GitHub, put a token into the variable GITHUB_TOKEN\n',
  );
  const wrong = await run(['acme/shop'], { GITHUB_API_URL: apiUrl, GITHUB_TOKEN: 'ghp_secret' });
  expect(wrong.stderr).toContain('the token in GITHUB_TOKEN is wrong or has expired');
  expect(wrong.stderr).not.toContain('ghp_secret');
  const offline = await run(['acme/shop', '--offline'], { GITHUB_TOKEN: 'x' });
  expect(offline).toMatchObject({ code: 2, stdout: '' });
});
