import { expect, onTestFinished, test } from 'vitest';
import { startGitHubHost } from './github/host.ts';
import { isPull } from './github/pulls.ts';
import { startBuiltApp } from './running-app.ts';
import type { RunningApp } from './running-app.ts';

const UNTIDY = 'FROM debian:12\nENV NODE_ENV production\nUSER node\n';
const TOKEN = 'of the operator';

async function openScene(environment: Readonly<Record<string, string>>) {
  const host = await startGitHubHost();
  onTestFinished(() => host.stop());
  host.addOrganization('acme');
  host.addRepository('acme/shop', { files: { Dockerfile: UNTIDY } });
  const app = await startBuiltApp(host, { environment });
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

function linesOf({ log }: RunningApp): readonly Record<string, unknown>[] {
  return log.map((line) => JSON.parse(line) as Record<string, unknown>);
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
}, 30_000);

test('a request keeps its id in the log and in the answer, and a failed job names GitHub’s', async () => {
  const { host, app } = await openScene({});
  const refused = await fetch(`${app.url}/api/github/webhooks`, {
    method: 'POST',
    headers: { 'x-request-id': 'proxy-12345', 'x-github-event': 'push\u00a0"' },
    body: '{}',
  });
  expect(refused.headers.get('x-request-id')).toBe('proxy-12345');
  const line = linesOf(app).find(({ request }) => request === 'proxy-12345');
  expect(line?.['msg']).toBe('signature does not match; compare WEBHOOK_SECRET');

  host.faults.next({ match: { path: /git\/trees/ }, status: 422 });
  host.people.push('acme/shop', 'main', { 'api/Dockerfile': UNTIDY }, 'ann');
  await app.idle();
  const failed = linesOf(app).find(({ msg }) => msg === 'job failed');
  expect(failed).toMatchObject({
    repo: 'shop',
    delivery: host.webhooks.deliveries.findLast(({ event }) => event === 'push')?.guid,
    err: { status: 422, githubRequest: expect.any(String) as string },
  });
}, 30_000);
