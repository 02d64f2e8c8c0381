import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openTokenClient } from '../../src/github/token-client.ts';
import { environmentFetch } from '../../src/http/environment-fetch.ts';

/** Sends `body`, and ends the connection before the length that it has announced where that is longer. */
async function clientOf(body: string, length: number) {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': length });
    response.write(body, () => {
      if (length > body.length) response.destroy();
      else response.end();
    });
  }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.close();
  });
  await once(server, 'listening');
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  const apiUrl = `http://127.0.0.1:${port}`;
  return openTokenClient({ token: 't', apiUrl, userAgent: 'test', fetch: environmentFetch({}) });
}

test('an answer that breaks off midway is no empty answer', async () => {
  const client = await clientOf('{"default_branch":', 30);
  await expect(client.request('GET /repos/acme/shop')).rejects.toThrow();
});

test('a whole answer is read', async () => {
  const body = '{"default_branch":"main"}';
  const client = await clientOf(body, body.length);
  const answer = await client.request('GET /repos/acme/shop');
  expect(answer).toMatchObject({ data: { default_branch: 'main' } });
});
