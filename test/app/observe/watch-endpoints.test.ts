import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createAppServer } from '../../../src/app/app-server.ts';
import { hideSecrets } from '../../../src/app/observe/hide-secrets.ts';
import { openLog } from '../../../src/app/observe/log.ts';
import { NO_TRACING } from '../../../src/app/observe/tracing.ts';
import { watchEndpoints } from '../../../src/app/observe/watch-endpoints.ts';

const METRICS = {
  contentType: 'text/plain; version=0.0.4',
  print: () => Promise.resolve('up 1\n'),
};
const COUNTS = { waiting: 1, running: 0, dead: 0 };

async function watched(counts: () => Promise<typeof COUNTS>, token: string | null = null) {
  const log = openLog('silent', hideSecrets());
  const endpoints = watchEndpoints({ queue: { counts }, metrics: METRICS, token, log });
  const server = createAppServer(() => endpoints, {
    log,
    tracing: NO_TRACING,
    countAnswer: () => undefined,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  // Listening on a port, the address is no pipe's name.
  const { port } = server.address() as AddressInfo;
  return async (path: string, authorization = '') => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { authorization } });
    return { status: response.status, text: await response.text() };
  };
}

test('an app with its queue is alive and ready', async () => {
  const ask = await watched(() => Promise.resolve(COUNTS));
  expect(await ask('/healthz')).toEqual({ status: 200, text: 'ok\n' });
  expect(await ask('/readyz')).toEqual({ status: 200, text: `${JSON.stringify(COUNTS)}\n` });
});

test('an app whose queue does not answer is alive, and not ready', async () => {
  const ask = await watched(() => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.7:6379')));
  expect(await ask('/healthz')).toMatchObject({ status: 200 });
  const text = 'the queue of jobs does not answer\n';
  expect(await ask('/readyz')).toEqual({ status: 503, text });
});

test('metrics are for who has the token', async () => {
  const ask = await watched(() => Promise.resolve(COUNTS), 'of the operator');
  expect(await ask('/metrics')).toMatchObject({ status: 401 });
  expect(await ask('/metrics', 'Bearer guessed')).toMatchObject({ status: 401 });
  expect(await ask('/metrics', 'Bearer of the operator')).toEqual({ status: 200, text: 'up 1\n' });
});

test('without a token there are no metrics for anybody', async () => {
  const ask = await watched(() => Promise.resolve(COUNTS));
  expect(await ask('/metrics', 'Bearer null')).toMatchObject({ status: 404 });
});
