import { expect, onTestFinished, test, vi } from 'vitest';
import { startRedis } from '../redis/real-redis.ts';
import { startGitHubHost } from './github/host.ts';
import type { GitHubHost } from './github/host.ts';
import { isPull } from './github/pulls.ts';
import { credentialsOf, serveBuilt, startBuiltApp } from './running-app.ts';

const UNTIDY = 'FROM debian:12\nENV NODE_ENV production\nRUN apt-get install curl\nUSER node\n';

async function openHost() {
  const host = await startGitHubHost();
  onTestFinished(() => host.stop());
  host.addOrganization('acme');
  for (const name of ['acme/shop', 'acme/web']) {
    host.addRepository(name, { files: { Dockerfile: UNTIDY } });
  }
  return host;
}

async function openRedis(...settings: readonly string[]) {
  const redis = await startRedis(...settings);
  onTestFinished(() => redis.stop());
  return redis;
}

function pullsOf(host: GitHubHost, name: string): number {
  return [...host.repository(name).issues.values()].filter(isPull).length;
}

test('one process takes events and another works, through a Redis that goes and comes back', async () => {
  const host = await openHost();
  const redis = await openRedis('--appendfsync', 'always');
  const web = await startBuiltApp(host, { half: '--web', redisUrl: redis.url });
  const worker = await startBuiltApp(host, { half: '--worker', redisUrl: redis.url });
  host.admin.install('acme', 'ann');
  await web.idle();
  expect([pullsOf(host, 'acme/shop'), pullsOf(host, 'acme/web')]).toEqual([1, 1]);
  expect(await worker.counts()).toEqual({ waiting: 0, running: 0, dead: 0 });
  expect((await fetch(`${worker.url}/api/github/webhooks`, { method: 'POST' })).status).toBe(404);

  await redis.kill();
  host.people.push('acme/shop', 'main', { 'api/Dockerfile': UNTIDY }, 'ann');
  await host.webhooks.settled();
  const refused = host.webhooks.deliveries.at(-1);
  expect(refused).toMatchObject({ event: 'push', statusCode: 503 });
  expect((await fetch(`${web.url}/readyz`)).status).toBe(503);
  await redis.start('with data');
  await vi.waitFor(async () => {
    expect(await web.counts()).toMatchObject({ dead: 0 });
  }, 10_000);
  if (refused === undefined) throw new Error('There was no delivery');
  expect((await host.webhooks.repeat(refused)).statusCode).toBe(202);
  await web.idle();

  // A process that starts anew knows what the one before has seen.
  expect(await worker.stop()).toBe(0);
  const next = await startBuiltApp(host, { half: '--worker', redisUrl: redis.url });
  host.log.clear();
  await host.webhooks.repeat(refused);
  await next.idle();
  const looks = host.requests.filter(({ caller }) => caller.startsWith('installation'));
  expect(looks.map(({ template, status }) => [template, status])).toEqual([
    ['/repos/{owner}/{repo}/commits/{ref}', 200],
  ]);
  expect(await web.stop()).toBe(0);
  host.assertHonest();
}, 60_000);

test('an app that starts looks at all that happened while it was away', async () => {
  const host = await openHost();
  host.admin.install('acme', 'ann');
  const app = await startBuiltApp(host);
  await app.idle();
  expect([pullsOf(host, 'acme/shop'), pullsOf(host, 'acme/web')]).toEqual([1, 1]);
  host.assertHonest();
});

test.each([
  ['--web', {}, '--web needs SEAWORTHY_REDIS_URL: the processes meet in Redis'],
  ['--worker', {}, '--worker needs SEAWORTHY_REDIS_URL: the processes meet in Redis'],
  [
    '--web',
    { SEAWORTHY_REDIS_URL: 'localhost:6379' },
    'SEAWORTHY_REDIS_URL is to be an address such as redis://127.0.0.1:6379',
  ],
  [
    '--worker',
    { SEAWORTHY_REDIS_URL: 'redis://127.0.0.1', SEAWORTHY_LEASE: 'long' },
    'SEAWORTHY_LEASE: `long` is no number of seconds',
  ],
])('%s with %j does not start', async (half, environment, message) => {
  const host = await openHost();
  const { log, ended } = serveBuilt({ ...credentialsOf(host), ...environment }, [half]);
  expect(await ended).toBe(2);
  expect(log).toEqual([`seaworthy: ${message}`]);
});

test('a Redis that is not there yet is waited for, with one line that says so', async () => {
  const host = await openHost();
  const redis = await openRedis();
  await redis.kill();
  const { log } = serveBuilt({ ...credentialsOf(host), SEAWORTHY_REDIS_URL: redis.url });
  await vi.waitFor(() => {
    expect(log.join('\n')).toContain('Redis cannot be reached yet; compare SEAWORTHY_REDIS_URL');
  }, 10_000);
  await redis.start('with data');
  await vi.waitFor(() => {
    expect(log.join('\n')).toContain('"msg":"listening"');
  }, 10_000);
  expect(log.filter((line) => line.includes('cannot be reached yet'))).toHaveLength(1);
});
