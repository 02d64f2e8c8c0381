import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createAppServer } from '../../src/app/app-server.ts';
import { hideSecrets } from '../../src/app/observe/hide-secrets.ts';
import { openLog } from '../../src/app/observe/log.ts';
import { queuesEndpoint } from '../../src/app/queues-endpoint.ts';
import { NO_TRACING } from '../../src/app/observe/tracing.ts';
import type { DeadJob, ListedJob } from '../../src/jobs/job-queue.ts';
import { job } from '../jobs/queue-promises.ts';

const PASSWORD = 'päss:wörd of the operator';

const PLACE = { owner: 'acme', repo: 'shop', body: '/seaworthy rebase, and what else I wrote' };
const ASKED = job({
  kind: 'answer-comment',
  priority: 'person',
  data: PLACE,
  subject: 'comment 7',
});
const DEAD: DeadJob = { job: job({ data: PLACE }), reason: '422 <b>no</b>', attempts: 3, at: 5000 };

async function board(password: () => string | null = () => PASSWORD) {
  const log = openLog('silent', hideSecrets());
  const waits: ListedJob = { job: ASKED, attempts: 1, since: 1000, wait: 250 };
  const queue = {
    counts: () => Promise.resolve({ waiting: 1, running: 0, dead: 1 }),
    list: (state: string) => Promise.resolve(state === 'waiting' ? [waits] : []),
    dead: () => Promise.resolve([DEAD]),
  };
  const endpoints = [queuesEndpoint({ queue, password, log })];
  const options = { log, tracing: NO_TRACING, countAnswer: () => undefined };
  const server = createAppServer(() => endpoints, options);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // Listening on a port, the address is no pipe's name.
  const { port } = server.address() as AddressInfo;
  return async (path: string, given: string | null = PASSWORD, method = 'GET') => {
    const authorization = `Basic ${Buffer.from(`ann:${given ?? ''}`).toString('base64')}`;
    const headers = given === null ? {} : { authorization };
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers });
    const { status } = response;
    return { status, headers: response.headers, text: await response.text() };
  };
}

test('the board shows jobs with whose they are, who waits for them, and why they were given up', async () => {
  const ask = await board();
  const { status, text } = await ask('/queues/api/queues?activeQueue=jobs&page=1&jobsPerPage=10');
  expect(status).toBe(200);
  expect(JSON.parse(text)).toMatchObject({
    queues: [
      {
        name: 'jobs',
        readOnlyMode: true,
        allowRetries: false,
        counts: { active: 0, waiting: 1, failed: 1 },
        jobs: [
          {
            name: 'answer-comment acme/shop (comment 7)',
            attempts: 1,
            delay: 250,
            timestamp: 1000,
            data: { repository: 'acme/shop', priority: 'person', delivery: 'delivery 1' },
          },
          { name: 'look acme/shop', attempts: 3, failedReason: '422 <b>no</b>', isFailed: true },
        ],
      },
    ],
  });
  expect(text).not.toContain('what else I wrote');
});

test('one job of the list can be looked at', async () => {
  const ask = await board();
  const path = `/queues/api/queues/jobs/${encodeURIComponent('failed-look-shop--5000')}`;
  const { status, text } = await ask(path);
  expect(status).toBe(200);
  expect(JSON.parse(text)).toMatchObject({ status: 'failed', job: { attempts: 3 } });
  expect((await ask('/queues/api/queues/jobs/failed-no')).status).toBe(404);
});

test('its page loads nothing from elsewhere, and may not', async () => {
  const ask = await board();
  const page = await ask('/queues');
  expect(page.status).toBe(200);
  expect(page.text).toContain('<base href="/queues/" />');
  expect(page.text).not.toMatch(/(?:href|src)="(?:https?:)?\/\//);
  const policy = page.headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  const scripts = [...page.text.matchAll(/src="(static\/[^"]+)"/g)].map(([, path = '']) => path);
  expect(scripts.length).toBeGreaterThan(0);
  for (const script of scripts) {
    const { status, headers } = await ask(`/queues/${script}`);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
  }
});

test.each([
  '/queues/static/../../../package.json',
  '/queues/static/..%2f..%2f..%2fpackage.json',
  '/queues/static/%2e%2e/%2e%2e/%2e%2e/package.json',
  '/queues/static/none.js',
  '/queues/static/js',
  '/queues/api/queues/other/1',
  '/queues/queue/%ff/%ff/1',
  '/queuesX',
])('there is nothing at %s', async (path) => {
  const ask = await board();
  expect((await ask(path)).status).toBe(404);
});

test.each(['/queues/api/queues/pause', '/queues/api/queues/jobs/retry/failed', '/queues'])(
  'nothing can be changed by PUT %s',
  async (path) => {
    const ask = await board();
    expect((await ask(path, PASSWORD, 'PUT')).status).toBe(405);
  },
);

test('it is for who has the password, and wrong ones may be tried ten times a minute', async () => {
  const ask = await board();
  const anonymous = await ask('/queues', null);
  expect(anonymous.status).toBe(401);
  expect(anonymous.headers.get('www-authenticate')).toMatch(/^Basic /);
  const tries = [];
  for (let count = 0; count < 11; count += 1) tries.push((await ask('/queues', 'wrong')).status);
  expect(tries).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
  // Else whoever guesses would be told when it is right.
  expect((await ask('/queues')).status).toBe(429);
});

test('without a password there is no board', async () => {
  const ask = await board(() => null);
  expect((await ask('/queues', '')).status).toBe(404);
});
