import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createProxy } from 'node:http';
import { createServer } from 'node:https';
import { connect } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeFolder } from '../local/folders.ts';
import { makeCertificate } from '../registry/certificate.ts';
import { seaworthyMeddled } from './seaworthy.ts';

const CONTENT = 'a release';
const HASH = createHash('sha256').update(CONTENT).digest('hex');
const HOST = 'downloads.example.com';
const DOCKERFILE = `FROM alpine:3.22\nADD https://${HOST}/tool-1.2.tgz /opt/\n`;

const servers: Server[] = [];
const requests: string[] = [];
let scratch: string;
let environment: Record<string, string>;

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Listening on a port, the address is no pipe's name.
  return (server.address() as AddressInfo).port;
}

/** A host of the web, which a proxy leads to: this machine has no other way to one. */
beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'seaworthy-downloads-'));
  const { key, certificate } = makeCertificate(scratch, `DNS:${HOST}`);
  const web = createServer({ key, cert: certificate }, (request, response) => {
    requests.push(request.url ?? '');
    if (request.url === '/tool-1.2.tgz') response.end(CONTENT);
    else if (request.url === '/SHA256SUMS') response.end(`${HASH}  tool-1.2.tgz\n`);
    else response.writeHead(404).end();
  });
  const port = await listen(web);
  const proxy = createProxy();
  proxy.on('connect', (_request, client) => {
    const tunnel = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      client.pipe(tunnel).pipe(client);
    });
    client.on('error', () => tunnel.destroy());
    tunnel.on('error', () => client.destroy());
  });
  const settings = join(scratch, 'registries.yml');
  writeFileSync(settings, `ca: ${JSON.stringify(certificate)}\n`);
  environment = {
    SEAWORTHY_REGISTRIES: settings,
    HTTPS_PROXY: `http://127.0.0.1:${await listen(proxy)}`,
  };
});
afterAll(() => {
  for (const server of servers) server.close();
  rmSync(scratch, { recursive: true, force: true });
});

async function fix(...words: string[]) {
  const folder = makeFolder();
  writeFileSync(join(folder, 'Dockerfile'), DOCKERFILE);
  requests.length = 0;
  const all = ['fix', '--format', 'json', '--rule', 'add-remote', ...words];
  return seaworthyMeddled(folder, all, () => Promise.resolve(), { environment });
}

it('fix downloads a release once, and gives ADD its checksum', async () => {
  const { code, stdout, stderr } = await fix('--safety', 'review');
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout).toContain(`ADD --checksum=sha256:${HASH} https://${HOST}/tool-1.2.tgz /opt/`);
  expect(requests.filter((path) => path === '/tool-1.2.tgz')).toHaveLength(1);
  expect(requests).toContain('/SHA256SUMS');
});

it('fix asks nobody where only safe fixes are wanted', async () => {
  expect(await fix()).toMatchObject({ code: 0, stderr: '' });
  expect(requests).toEqual([]);
});

it('fix --offline asks nobody, and says so', async () => {
  const { code, stdout } = await fix('--safety', 'review', '--offline');
  expect(code).toBe(0);
  expect(stdout).toContain('the network may not be asked (`--offline`)');
  expect(requests).toEqual([]);
});
