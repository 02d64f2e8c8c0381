import { Octokit } from 'octokit';
import { expect, test } from 'vitest';
import { countRequests } from '../../src/app/count-requests.ts';
import { openMetrics } from '../../src/app/metrics.ts';
import type { Metrics } from '../../src/app/metrics.ts';
import { keyBlockOf } from '../../src/remediation/key-block.ts';
import { makeScene } from '../e2e/github/fixture.ts';
import { asApp, text } from '../e2e/github/client.ts';

const COUNTS = { waiting: 2, running: 1, dead: 0 };

function metrics(): Metrics {
  return openMetrics({ counts: () => Promise.resolve(COUNTS) });
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
  expect(await linesOf(one, 'seaworthy_job_duration_seconds_sum')).toEqual([
    'seaworthy_job_duration_seconds_sum{kind="look",outcome="done"} 1.5',
  ]);
});

test('what people did with pull requests is counted by rule', async () => {
  const one = metrics();
  const block = keyBlockOf({ key: { kind: 'hardening', subject: 'all', to: '1' }, fixes: [] });
  const rules = new Set(['apt-lists', 'pipefail']);
  one.countEnding({ block: { ...block, rules }, ending: 'merged' });
  one.countEnding({ block: { ...block, rules: new Set(['pipefail']) }, ending: 'closed' });
  expect(await linesOf(one, 'seaworthy_proposals_ended_total')).toEqual([
    'seaworthy_proposals_ended_total{rule="apt-lists",ending="merged"} 1',
    'seaworthy_proposals_ended_total{rule="pipefail",ending="merged"} 1',
    'seaworthy_proposals_ended_total{rule="pipefail",ending="closed"} 1',
  ]);
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
