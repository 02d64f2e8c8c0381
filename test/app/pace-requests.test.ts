import { ProbotOctokit } from 'probot';
import { expect, test } from 'vitest';
import { countRequests } from '../../src/app/observe/count-requests.ts';
import { paceRequests } from '../../src/app/pace-requests.ts';
import { CodeHostError } from '../../src/remediation/code-host-error.ts';

const PAUSE = new CodeHostError('a pause', { status: 429, isRetryable: true, retryAfter: 60_000 });

/** A client of installation 3; `mayAsk`: whether its requests get a turn. */
function client(isLimited: boolean, mayAsk: () => boolean) {
  const taken: unknown[] = [];
  const sent: string[] = [];
  const counted: unknown[] = [];
  const octokit = new ProbotOctokit({
    retry: { enabled: false },
    throttle: { enabled: false },
    request: {
      fetch: (address: string) => {
        sent.push(new URL(address).pathname);
        return Promise.resolve(Response.json({}));
      },
    },
  });
  countRequests(octokit, 3, { countRequest: ({ status }) => counted.push(status) });
  const take = (account: string, weight: unknown) => {
    taken.push([account, weight]);
    return mayAsk() ? Promise.resolve() : Promise.reject(PAUSE);
  };
  paceRequests(octokit, { account: '3', turns: { take }, isLimited });
  return { octokit, taken, sent, counted };
}

test('a request takes a turn of its account by what it weighs', async () => {
  const { octokit, taken, sent } = client(true, () => true);
  await octokit.request('GET /repos/{owner}/{repo}', { owner: 'acme', repo: 'shop' });
  await octokit.request('POST /repos/{owner}/{repo}/forks', { owner: 'acme', repo: 'shop' });
  expect(taken).toEqual([
    ['3', { points: 1, isContent: false }],
    ['3', { points: 5, isContent: true }],
  ]);
  expect(sent).toEqual(['/repos/acme/shop', '/repos/acme/shop/forks']);
});

test('on a host without limits it weighs nothing', async () => {
  const { octokit, taken } = client(false, () => true);
  await octokit.request('GET /meta');
  expect(taken).toEqual([['3', null]]);
});

test('one that gets no turn is neither sent nor counted', async () => {
  const { octokit, sent, counted } = client(true, () => sent.length === 0);
  await octokit.request('GET /meta');
  await expect(octokit.request('GET /meta')).rejects.toBe(PAUSE);
  expect([sent, counted]).toEqual([['/meta'], [200]]);
});
