import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startGitHubHost } from './github/host.ts';
import type { GitHubHost } from './github/host.ts';
import { isPull } from './github/pulls.ts';
import { serveBuilt, startBuiltApp } from './running-app.ts';

const UNTIDY = 'FROM debian:12\nENV NODE_ENV production\nRUN apt-get install curl\nUSER node\n';
const TIDY = 'FROM scratch\nCOPY app /app\nUSER 1000\nENTRYPOINT ["/app"]\n';

async function open(files: Readonly<Record<string, string>> = { Dockerfile: UNTIDY }) {
  const host = await startGitHubHost();
  onTestFinished(() => host.stop());
  host.addOrganization('acme');
  host.addRepository('acme/shop', { files, collaborators: { ann: 'write' } });
  const app = await startBuiltApp(host);
  return { host, app };
}

async function installed(files?: Readonly<Record<string, string>>) {
  const opened = await open(files);
  const installation = opened.host.admin.install('acme', 'ann');
  await opened.app.idle();
  return { ...opened, installation };
}

function pullsOf(host: GitHubHost, name = 'acme/shop') {
  return [...host.repository(name).issues.values()]
    .filter(isPull)
    .map(({ number, state, pull, title }) => ({ number, state, title, branch: pull.headRef }));
}

function issuesOf(host: GitHubHost, name = 'acme/shop') {
  return [...host.repository(name).issues.values()].filter((one) => !isPull(one));
}

function openPulls(host: GitHubHost) {
  return pullsOf(host).filter(({ state }) => state === 'open');
}

function onlyPull(host: GitHubHost) {
  const [pull, ...others] = openPulls(host);
  expect(others).toEqual([]);
  if (pull === undefined) throw new Error('There is no open pull request');
  return pull;
}

const writesOf = (host: GitHubHost) =>
  host.requests.filter(({ isWrite, template }) => isWrite && !template.includes('access_tokens'));

test('an installation on three repositories brings one pull request to each that needs one', async () => {
  const { host, app } = await open();
  host.addRepository('acme/web', { files: { 'web/Dockerfile': UNTIDY } });
  host.addRepository('acme/docs', { files: { 'README.md': '# Docs\n' } });
  host.admin.install('acme', 'ann');
  await app.idle();
  expect(pullsOf(host, 'acme/shop')).toHaveLength(1);
  expect(pullsOf(host, 'acme/web')).toHaveLength(1);
  expect(pullsOf(host, 'acme/docs')).toHaveLength(0);
  expect(host.repository('acme/shop').issues.get(1)?.author.login).toBe('seaworthy[bot]');
  expect(await app.counts()).toEqual({ waiting: 0, running: 0, dead: 0 });
  host.assertHonest();
});

test('a merge brings the next pull requests, and a push that mends the rest takes them back', async () => {
  const { host, app } = await installed();
  const { number } = onlyPull(host);
  host.people.merge('acme/shop', number, 'ann');
  await app.idle();
  const next = openPulls(host);
  expect(next.length).toBeGreaterThan(0);
  host.people.push('acme/shop', 'main', { Dockerfile: TIDY }, 'ann');
  await app.idle();
  expect(openPulls(host).map(({ branch }) => branch)).not.toContain(next[0]?.branch);
  host.assertHonest();
});

test('closing a pull request means no', async () => {
  const { host, app } = await installed();
  const { number, branch } = onlyPull(host);
  host.people.close('acme/shop', number, 'ann');
  await app.idle();
  host.people.push('acme/shop', 'main', { 'compose.yaml': 'services: {}\n' }, 'ann');
  await app.idle();
  expect(openPulls(host).map((one) => one.branch)).not.toContain(branch);
  expect(pullsOf(host).filter((one) => one.branch === branch)).toHaveLength(1);
  host.assertHonest();
});

test('the same event twice changes nothing, and costs one request that is answered 304', async () => {
  const { host, app } = await installed();
  const [delivery] = host.webhooks.deliveries.filter(({ event }) => event === 'installation');
  if (delivery === undefined) throw new Error('The installation was not told');
  host.log.clear();
  await host.webhooks.repeat(delivery);
  await app.idle();
  expect(host.requests.map(({ template, status }) => [template, status])).toEqual([
    ['/repos/{owner}/{repo}/commits/{ref}', 304],
  ]);
  host.assertHonest();
});

test('a push that touches nothing we read costs no request', async () => {
  const { host, app } = await installed();
  host.log.clear();
  host.people.push('acme/shop', 'main', { 'docs/index.md': '# Shop\n' }, 'ann');
  host.people.createBranch('acme/shop', 'feature', 'ann');
  host.people.push('acme/shop', 'feature', { Dockerfile: TIDY }, 'ann');
  await app.idle();
  expect(host.requests).toEqual([]);
});

test('a push of a file that a Dockerfile copies starts a look, which costs few requests', async () => {
  const { host, app } = await installed({ Dockerfile: `${TIDY}COPY start /start\n`, start: 'a' });
  host.log.clear();
  host.people.push('acme/shop', 'main', { start: 'b' }, 'ann');
  await app.idle();
  expect(host.requests.length).toBeGreaterThan(1);
  expect(host.requests.length).toBeLessThanOrEqual(4);
  host.assertHonest();
});

test('two events at once, out of order, make one pull request', async () => {
  const { host, app } = await open();
  host.webhooks.hold();
  host.admin.install('acme', 'ann');
  host.people.push('acme/shop', 'main', { 'api/Dockerfile': UNTIDY }, 'ann');
  host.people.push('acme/shop', 'main', { 'web/Dockerfile': UNTIDY }, 'ann');
  await host.webhooks.release([2, 0, 1]);
  await app.idle();
  expect(onlyPull(host).number).toBe(1);
  expect(await app.counts()).toMatchObject({ dead: 0 });
  host.assertHonest();
});

test('an event with a bad signature is answered 400 with one line, and nothing is done', async () => {
  const { host, app } = await open();
  host.webhooks.sendTo({ url: `${app.url}/api/github/webhooks`, secret: 'another' });
  host.log.clear();
  const before = app.log.length;
  host.admin.install('acme', 'ann');
  await app.idle();
  expect(host.webhooks.deliveries.at(-1)).toMatchObject({
    statusCode: 400,
    responseBody: 'the signature does not match\n',
  });
  expect(host.requests.filter(({ caller }) => caller.startsWith('installation'))).toEqual([]);
  const lines = app.log.slice(before).filter((line) => line.includes('signature'));
  expect(lines).toHaveLength(1);
});

test('a repository that is renamed midway gets its pull request under its new name', async () => {
  const { host, app } = await open();
  host.faults.next({
    match: { template: '/repos/{owner}/{repo}/git/trees' },
    meanwhile: () => {
      host.admin.rename('acme/shop', 'store', 'ann');
    },
  });
  host.admin.install('acme', 'ann');
  await app.idle();
  // The event of the renaming is a second look, which finds the first one's pull request.
  const branches = pullsOf(host, 'acme/store').map(({ branch }) => branch);
  expect(branches.filter((branch) => branch === 'seaworthy/hardening')).toHaveLength(1);
  expect(await app.counts()).toMatchObject({ dead: 0 });
  host.assertHonest();
});

test('a token that ends midway is replaced by a new one', async () => {
  const { host, app } = await open();
  host.faults.next({
    match: { template: '/repos/{owner}/{repo}/git/commits' },
    meanwhile: () => {
      host.tokens.revokeAll();
    },
  });
  host.admin.install('acme', 'ann');
  await app.idle();
  expect(pullsOf(host)).toHaveLength(1);
  expect(await app.counts()).toMatchObject({ dead: 0 });
  host.assertHonest();
}, 60_000);

test('a configuration that cannot be read becomes one issue and nothing else, until it is cured', async () => {
  const { host, app } = await installed({
    Dockerfile: UNTIDY,
    '.github/seaworthy.yml': 'posture: bold\n',
  });
  expect(pullsOf(host)).toEqual([]);
  const [issue, ...others] = issuesOf(host);
  expect(others).toEqual([]);
  expect(issue?.title).toBe('Seaworthy cannot read its configuration');
  expect(issue?.body).toContain('`.github/seaworthy.yml`, line 1, column 10');
  const wrong = { '.github/seaworthy.yml': 'posture: gentle\nrules: 7\n' };
  host.people.push('acme/shop', 'main', wrong, 'ann');
  await app.idle();
  expect(issuesOf(host)).toHaveLength(1);
  expect(issuesOf(host)[0]?.body).toContain('line 2, column 8');
  expect(pullsOf(host)).toEqual([]);
  host.people.push('acme/shop', 'main', { '.github/seaworthy.yml': 'posture: gentle\n' }, 'ann');
  await app.idle();
  expect(issuesOf(host)).toMatchObject([{ state: 'closed' }]);
  expect(pullsOf(host)).toHaveLength(1);
  host.assertHonest();
});

test('the issue about a configuration is closed when the file is deleted', async () => {
  const { host, app } = await installed({ '.github/seaworthy.yml': 'posture: bold\n' });
  expect(issuesOf(host)).toMatchObject([{ state: 'open' }]);
  host.people.push('acme/shop', 'main', { '.github/seaworthy.yml': null }, 'ann');
  await app.idle();
  expect(issuesOf(host)).toMatchObject([{ state: 'closed' }]);
  host.assertHonest();
});

test('a configuration that the repositories of an owner share holds in all of them, also when it changes', async () => {
  const path = '.github/seaworthy.yml';
  const { host, app } = await open();
  host.addRepository('acme/web', { files: { Dockerfile: UNTIDY, [path]: 'extends: .github\n' } });
  host.addRepository('acme/.github', { files: { [path]: 'enabled: false\n' } });
  host.admin.install('acme', 'ann');
  await app.idle();
  expect(writesOf(host)).toEqual([]);
  const share = async (text: string) => {
    host.people.push('acme/.github', 'main', { [path]: text }, 'root');
    await app.idle();
  };
  await share('postur: strict\n');
  // Told where it was made and where it was asked for; who has no file of their own cannot mend it.
  const repositories = ['acme/.github', 'acme/web', 'acme/shop'];
  expect(repositories.map((name) => issuesOf(host, name).length)).toEqual([1, 1, 0]);
  expect(issuesOf(host, 'acme/web')[0]?.body).toContain(
    '`acme/.github:.github/seaworthy.yml`, line 1, column 1',
  );
  expect(repositories.flatMap((name) => pullsOf(host, name))).toEqual([]);
  await share('pullRequests: { branchPrefix: acme/ }\n');
  expect(repositories.map((name) => issuesOf(host, name)[0]?.state)).toEqual([
    'closed',
    'closed',
    undefined,
  ]);
  for (const name of ['acme/web', 'acme/shop']) {
    expect(pullsOf(host, name)).toMatchObject([{ branch: 'acme/hardening', state: 'open' }]);
  }
  host.assertHonest();
});

test('a configuration may turn the app off', async () => {
  const { host } = await installed({
    Dockerfile: UNTIDY,
    '.github/seaworthy.yml': 'enabled: false\n',
  });
  expect(writesOf(host)).toEqual([]);
});

test('the log holds the ids of deliveries, and no token', async () => {
  const { host, app } = await installed();
  const [delivery] = host.webhooks.deliveries;
  await vi.waitFor(() => {
    expect(app.log.join('\n')).toContain(delivery?.guid);
  });
  const log = app.log.join('\n');
  expect(log).not.toMatch(/ghs_|Bearer|PRIVATE KEY/);
  expect(await app.stop()).toBe(0);
});

test('without credentials a page registers the app, with our permissions', async () => {
  const port = await freePort();
  serveBuilt({ PORT: String(port) });
  const page = await vi.waitFor(async () => {
    const response = await fetch(`http://127.0.0.1:${port}/probot`);
    return response.text();
  }, 20_000);
  expect(page).toContain('vulnerability_alerts');
  expect(page).toContain('/settings/apps/new');
});

test.each([
  ['a real key', { APP_ID: '7', PRIVATE_KEY: 'x' }, 'PRIVATE_KEY holds no private key (PEM)'],
  ['a key', { APP_ID: '7' }, 'PRIVATE_KEY or PRIVATE_KEY_PATH is missing'],
])('without %s the app says what is missing', async (_, environment, message) => {
  const { log, ended } = serveBuilt(environment);
  expect(await ended).toBe(2);
  expect(log).toEqual([`seaworthy: ${message}`]);
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Listening on a port, the address is no pipe's name.
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
