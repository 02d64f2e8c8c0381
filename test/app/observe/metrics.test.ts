import { Octokit } from 'octokit';
import { expect, test } from 'vitest';
import { countRequests } from '../../../src/app/observe/count-requests.ts';
import { openMetrics } from '../../../src/app/observe/metrics.ts';
import type { Metrics, MetricsOptions } from '../../../src/app/observe/metrics.ts';
import { keyBlockOf } from '../../../src/remediation/key-block.ts';
import { makeScene } from '../../e2e/github/fixture.ts';
import { asApp, text } from '../../e2e/github/client.ts';

const COUNTS = { waiting: 2, running: 1, dead: 0 };

const DEPTHS = { person: 0, push: 1, advisory: 0, sweep: 1 };
const QUEUE = {
  counts: () => Promise.resolve(COUNTS),
  depths: () => Promise.resolve(DEPTHS),
};
const GONE = () => Promise.reject(new Error('Redis is gone'));

function metrics(others: Partial<MetricsOptions> = {}): Metrics {
  const tally = { total: () => Promise.resolve([]) };
  const rules = new Set(['apt-lists', 'pipefail']);
  return openMetrics({ queue: QUEUE, tally, rules, now: Date.now, ...others });
}

async function linesOf(one: Metrics, name: string): Promise<readonly string[]> {
  const lines = (await one.print()).split('\n');
  return lines.filter((line) => line.startsWith(name));
}

test('jobs are counted by state, and timed by kind', async () => {
  const one = metrics();
  one.countJob('look', 'done', 1.5);
  expect(await linesOf(one, 'seaworthy_jobs{')).toEqual([
    'seaworthy_jobs{state="waiting"} 2',
    'seaworthy_jobs{state="running"} 1',
    'seaworthy_jobs{state="dead"} 0',
  ]);
  expect(await linesOf(one, 'seaworthy_jobs_waiting{')).toEqual([
    'seaworthy_jobs_waiting{priority="person"} 0',
    'seaworthy_jobs_waiting{priority="push"} 1',
    'seaworthy_jobs_waiting{priority="advisory"} 0',
    'seaworthy_jobs_waiting{priority="sweep"} 1',
  ]);
  expect(await linesOf(one, 'seaworthy_job_duration_seconds_sum')).toEqual([
    'seaworthy_job_duration_seconds_sum{kind="look",outcome="done"} 1.5',
  ]);
});

test('what people did with pull requests is counted by rule', async () => {
  const one = metrics();
  const block = keyBlockOf({ key: { kind: 'hardening', subject: 'all', to: '1' }, fixes: [] });
  const rules = new Set(['apt-lists', 'pipefail']);
  one.countEnding({ id: '1', block: { ...block, rules }, ending: 'merged' });
  one.countEnding({ id: '2', block: { ...block, rules: new Set(['pipefail']) }, ending: 'closed' });
  const strange = new Set(['what somebody wrote', 'and something else']);
  one.countEnding({ id: '3', block: { ...block, rules: strange }, ending: 'closed' });
  expect(await linesOf(one, 'seaworthy_proposals_ended_total')).toEqual([
    'seaworthy_proposals_ended_total{rule="apt-lists",ending="merged"} 1',
    'seaworthy_proposals_ended_total{rule="pipefail",ending="merged"} 1',
    'seaworthy_proposals_ended_total{rule="pipefail",ending="closed"} 1',
    'seaworthy_proposals_ended_total{rule="other",ending="closed"} 1',
  ]);
});

test('pull requests are told by rule and state, and those of unknown rules together', async () => {
  const total = () =>
    Promise.resolve([
      { rule: 'pipefail', state: 'open', count: 3 } as const,
      { rule: 'of a person', state: 'closed', count: 1 } as const,
      { rule: 'of another', state: 'closed', count: 1 } as const,
    ]);
  expect(await linesOf(metrics({ tally: { total } }), 'seaworthy_proposals{')).toEqual([
    'seaworthy_proposals{rule="pipefail",state="open"} 3',
    'seaworthy_proposals{rule="other",state="closed"} 2',
  ]);
});

test('where Redis is gone, what the process itself counts is told all the same', async () => {
  const one = metrics({ queue: { counts: GONE, depths: GONE }, tally: { total: GONE } });
  one.countAnswer({ endpoint: 'webhooks', status: 503, seconds: 0.02 });
  expect(await linesOf(one, 'seaworthy_jobs')).toEqual([]);
  expect(await linesOf(one, 'seaworthy_proposals{')).toEqual([]);
  expect(await linesOf(one, 'seaworthy_http_request_duration_seconds_count')).toEqual([
    'seaworthy_http_request_duration_seconds_count{endpoint="webhooks",status="503"} 1',
  ]);
});

test('what is left is told of the thousand that were asked last, until the limit begins anew', async () => {
  let now = 1_000_000;
  const one = metrics({ now: () => now });
  const headers = {
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': '4999',
    'x-ratelimit-reset': '1060',
    'x-ratelimit-resource': 'core',
  };
  for (let installation = 1; installation <= 1001; installation += 1) {
    one.countRequest({ installation, status: 200, headers });
  }
  const resource = 'a{b="c"}';
  one.countRequest({
    installation: 1,
    status: 200,
    headers: { ...headers, 'x-ratelimit-resource': resource },
  });
  const lines = await linesOf(one, 'seaworthy_github_rate_limit_remaining');
  expect(lines).toHaveLength(1000);
  expect(lines[0]).toContain('{installation="2",resource="core"} 4999');
  now = 1_060_000;
  expect(await linesOf(one, 'seaworthy_github_rate_limit')).toEqual([]);
});

test('requests to GitHub are counted by status, with what is left of the limit', async () => {
  const { host, installation } = await makeScene();
  const path = `POST /app/installations/${installation.id}/access_tokens`;
  const token = text((await asApp(host)(path)).body, 'token');
  const quiet = { throttle: { enabled: false }, retry: { enabled: false } };
  const octokit = new Octokit({ auth: token, baseUrl: host.apiUrl, ...quiet });
  const one = metrics();
  countRequests(octokit, installation.id, one);
  const name = { owner: 'acme', repo: 'shop' };
  await octokit.request('GET /repos/{owner}/{repo}', name);
  const missing = octokit.request('GET /repos/{owner}/{repo}', { owner: 'acme', repo: 'no' });
  await expect(missing).rejects.toMatchObject({ status: 404 });
  await host.stop();
  await expect(octokit.request('GET /repos/{owner}/{repo}', name)).rejects.toThrow();
  expect(await linesOf(one, 'seaworthy_github_requests_total')).toEqual([
    'seaworthy_github_requests_total{status="200"} 1',
    'seaworthy_github_requests_total{status="404"} 1',
    'seaworthy_github_requests_total{status="none"} 1',
  ]);
  const left = await linesOf(one, 'seaworthy_github_rate_limit_remaining');
  expect(left).toHaveLength(1);
  expect(left[0]).toMatch(new RegExp(`installation="${installation.id}",resource="core"} \\d+$`));
});
