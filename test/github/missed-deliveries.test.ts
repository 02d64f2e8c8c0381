import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Octokit } from 'octokit';
import { expect, onTestFinished, test } from 'vitest';
import { repeatMissedDeliveries } from '../../src/github/missed-deliveries.ts';
import { makeJwt } from '../e2e/github/client.ts';
import { makeScene } from '../e2e/github/fixture.ts';

/** An app that answers events with these statuses in turn, then with 202; 0 hangs up. */
async function appThatAnswers(...statuses: readonly number[]) {
  const taken: string[] = [];
  const left = [...statuses];
  const server = createServer((request, response) => {
    const status = left.shift() ?? 202;
    const delivery = String(request.headers['x-github-delivery']);
    request.resume().on('end', () => {
      if (status === 202) taken.push(delivery);
      if (status === 0) request.destroy();
      else response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  // Listening on a port, the address is no pipe's name.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, taken };
}

async function sentEvents(pushes: number, ...statuses: readonly number[]) {
  const { host } = await makeScene();
  const { url, taken } = await appThatAnswers(...statuses);
  host.webhooks.sendTo({ url, secret: 'x' });
  for (let push = 0; push < pushes; push += 1) {
    host.people.push('acme/shop', 'main', { Dockerfile: `FROM debian:${push}\n` }, 'ann');
    await host.webhooks.settled();
  }
  const app = new Octokit({
    auth: makeJwt(host),
    baseUrl: host.apiUrl,
    throttle: { enabled: false },
    retry: { enabled: false },
  });
  const search = async (since = 0) => {
    const outcome = await repeatMissedDeliveries(app, since, host.world.milliseconds());
    await host.webhooks.settled();
    return outcome;
  };
  return { host, taken, search };
}

/** What the fixture did before there was an app went nowhere. */
function isSent({ statusCode }: { readonly statusCode: number | null }): boolean {
  return statusCode !== null;
}

test('what was answered badly or not at all is sent again, once, the oldest first', async () => {
  const { host, taken, search } = await sentEvents(4, 503, 202, 0, 400);
  const guids = host.webhooks.deliveries.filter(isSent).map(({ guid }) => guid);
  expect(taken).toEqual([guids[1]]);
  expect(await search()).toEqual({ repeated: 3, isCut: false });
  expect(taken).toEqual([guids[1], guids[0], guids[2], guids[3]]);
  expect(await search()).toEqual({ repeated: 0, isCut: false });
  host.assertHonest();
});

test('what fails five times is left', async () => {
  const { host, search } = await sentEvents(1, 500, 500, 500, 500, 500);
  for (let attempt = 2; attempt <= 5; attempt += 1) {
    expect(await search()).toEqual({ repeated: 1, isCut: false });
  }
  expect(await search()).toEqual({ repeated: 0, isCut: false });
  expect(host.webhooks.deliveries.filter(isSent)).toHaveLength(5);
});

test('what is older than asked for is not looked at', async () => {
  const { host, taken, search } = await sentEvents(1, 500);
  expect(await search(host.world.milliseconds() + 1000)).toEqual({ repeated: 0, isCut: false });
  expect(taken).toEqual([]);
});

test('lists of several pages are read to their end', async () => {
  const { host, search } = await sentEvents(0);
  host.webhooks.sendTo({ url: 'http://127.0.0.1:1/', secret: 'x' });
  for (let event = 0; event < 230; event += 1) {
    host.webhooks.send('ping', { number: event }, { installationId: null, repositoryId: null });
  }
  await host.webhooks.settled();
  const { url, taken } = await appThatAnswers();
  host.webhooks.sendTo({ url, secret: 'x' });
  expect(await search()).toEqual({ repeated: 230, isCut: false });
  expect(taken).toHaveLength(230);
  const pages = host.requests.filter(({ path }) => path.startsWith('/app/hook/deliveries?'));
  expect(pages).toHaveLength(3);
});
