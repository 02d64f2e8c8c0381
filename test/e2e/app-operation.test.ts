import { expect, onTestFinished, test, vi } from 'vitest';
import { startRedis } from '../redis/real-redis.ts';
import { startGitHubHost } from './github/host.ts';
import { isPull } from './github/pulls.ts';
import { startBuiltApp } from './running-app.ts';
import type { RunningApp } from './running-app.ts';

const UNTIDY = 'FROM debian:12\nENV NODE_ENV production\nUSER node\n';
const TOKEN = 'of the operator';

async function openScene(environment: Readonly<Record<string, string>>, redisUrl?: string) {
  const host = await startGitHubHost();
  onTestFinished(() => host.stop());
  host.addOrganization('acme');
  host.addRepository('acme/shop', { files: { Dockerfile: UNTIDY } });
  const redis = redisUrl === undefined ? {} : { redisUrl };
  const app = await startBuiltApp(host, { environment, ...redis });
  host.admin.install('acme', 'ann');
  await app.idle();
  const pull = [...host.repository('acme/shop').issues.values()].find(isPull);
  if (pull === undefined) throw new Error('There is no pull request');
  return { host, app, pull };
}

/** Lines of metrics that begin so. */
async function metricsOf({ url }: RunningApp, start: string): Promise<readonly string[]> {
  const headers = { authorization: `Bearer ${TOKEN}` };
  const response = await fetch(`${url}/metrics`, { headers });
  return (await response.text()).split('\n').filter((line) => line.startsWith(start));
}

function linesOf({ log }: RunningApp): readonly Line[] {
  return log.map((line) => JSON.parse(line) as Line);
}

type Line = Readonly<Record<string, unknown>>;

/** Lines come a moment after what they tell of. */
async function lineOf(app: RunningApp, isIt: (line: Line) => boolean): Promise<Line> {
  return vi.waitFor(() => {
    const line = linesOf(app).find(isIt);
    if (line === undefined) throw new Error('The log has no such line');
    return line;
  }, 10_000);
}

test('what became of pull requests is counted once, and each line tells what it is about', async () => {
  const { host, app, pull } = await openScene({ METRICS_TOKEN: TOKEN, LOG_LEVEL: 'debug' });
  const opened = await metricsOf(app, 'seaworthy_proposals{');
  expect(opened).toContain('seaworthy_proposals{rule="legacy-key-value",state="open"} 1');
  host.people.close('acme/shop', pull.number, 'ann');
  await app.idle();
  const closing = host.webhooks.deliveries.findLast(({ action }) => action === 'closed');
  if (closing === undefined) throw new Error('Nobody was told that it was closed');
  await host.webhooks.repeat(closing);
  await app.idle();
  expect(await metricsOf(app, 'seaworthy_proposals{')).toEqual(
    opened.map((line) => line.replace('"open"', '"closed"')),
  );
  expect(await metricsOf(app, 'seaworthy_proposals_ended_total')).toContain(
    'seaworthy_proposals_ended_total{rule="legacy-key-value",ending="closed"} 1',
  );
  expect(await metricsOf(app, 'seaworthy_github_rate_limit_remaining')).not.toEqual([]);

  await lineOf(app, ({ msg, delivery }) => msg === 'job done' && delivery === closing.guid);
  const ofClosing = linesOf(app).filter(({ delivery }) => delivery === closing.guid);
  const messages = new Set(ofClosing.map(({ msg }) => msg));
  expect([...messages]).toEqual(expect.arrayContaining(['request to GitHub', 'job done']));
  expect(ofClosing.find(({ msg }) => msg === 'request to GitHub')).toMatchObject({
    kind: 'look',
    repo: 'shop',
    githubRequest: expect.any(String) as string,
  });
  const text = app.log.join('\n');
  for (const secret of [host.app.privateKey.slice(40, 90), 'a secret of both', TOKEN, 'ghs_']) {
    expect(text).not.toContain(secret);
  }
  host.assertHonest();
}, 60_000);

test('a request keeps its id in the log and in the answer, and a failed job is shown with its reason', async () => {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  const password = { SEAWORTHY_DASHBOARD_PASSWORD: 'short' };
  const { host, app } = await openScene(password, redis.url);
  expect(app.log.join('\n')).toContain('SEAWORTHY_DASHBOARD_PASSWORD is short');
  const refused = await fetch(`${app.url}/api/github/webhooks`, {
    method: 'POST',
    headers: { 'x-request-id': 'proxy-12345', 'x-github-event': 'push\u00a0"' },
    body: '{}',
  });
  expect(refused.headers.get('x-request-id')).toBe('proxy-12345');
  expect(await lineOf(app, ({ request }) => request === 'proxy-12345')).toMatchObject({
    msg: 'signature does not match; compare WEBHOOK_SECRET',
  });

  host.faults.next({ match: { path: /git\/trees/ }, status: 422 });
  host.people.push('acme/shop', 'main', { 'api/Dockerfile': UNTIDY }, 'ann');
  await app.idle();
  expect(await lineOf(app, ({ msg }) => msg === 'job failed')).toMatchObject({
    repo: 'shop',
    delivery: host.webhooks.deliveries.findLast(({ event }) => event === 'push')?.guid,
    err: { status: 422, githubRequest: expect.any(String) as string },
  });

  const authorization = `Basic ${btoa('ann:short')}`;
  const shown = async (path: string) => {
    const response = await fetch(`${app.url}${path}`, { headers: { authorization } });
    return { status: response.status, text: await response.text() };
  };
  expect(await shown('/queues')).toMatchObject({ status: 200 });
  const queues = await shown('/queues/api/queues?activeQueue=jobs&status=failed&page=1');
  expect(JSON.parse(queues.text)).toMatchObject({
    queues: [{ jobs: [{ name: 'look acme/shop', attempts: 1, isFailed: true }] }],
  });
}, 60_000);
