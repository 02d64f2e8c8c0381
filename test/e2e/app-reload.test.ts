import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startGitHubHost } from './github/host.ts';
import { isPull } from './github/pulls.ts';
import { startBuiltApp } from './running-app.ts';

const UNTIDY = 'FROM debian:12\nENV NODE_ENV production\nUSER node\n';
const SECRET = 'a secret of both';

function secretFiles() {
  const folder = mkdtempSync(join(tmpdir(), 'seaworthy-secrets-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
}

test('secrets are read again from their files while jobs run, and what does not hold is not taken', async () => {
  const write = secretFiles();
  const host = await startGitHubHost();
  onTestFinished(() => host.stop());
  host.addOrganization('acme');
  host.addRepository('acme/shop', { files: { Dockerfile: UNTIDY } });
  const app = await startBuiltApp(host, {
    environment: {
      PRIVATE_KEY: '',
      PRIVATE_KEY_PATH: write('key', host.app.privateKey),
      WEBHOOK_SECRET: '',
      WEBHOOK_SECRET_FILE: write('webhook', SECRET),
      METRICS_TOKEN_FILE: write('metrics', 'the first token'),
    },
  });
  const said = (message: string) => app.log.filter((line) => line.includes(`"msg":"${message}`));
  const renew = async (message: string) => {
    const before = said(message).length;
    app.signal('SIGHUP');
    await vi.waitFor(() => {
      expect(said(message)).toHaveLength(before + 1);
    }, 20_000);
  };
  const metrics = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`${app.url}/metrics`, { headers })).status;
  };
  const push = async (path: string) => {
    host.people.push('acme/shop', 'main', { [path]: UNTIDY }, 'ann');
    await app.idle();
    return host.webhooks.deliveries.findLast(({ event }) => event === 'push')?.statusCode;
  };

  write('webhook', 'another secret');
  const midway = {
    match: { path: /git\/trees/ },
    meanwhile: () => {
      app.signal('SIGHUP');
    },
  };
  host.faults.next(midway);
  host.admin.install('acme', 'ann');
  await app.idle();
  await vi.waitFor(() => {
    expect(said('settings were read again')).toHaveLength(1);
  }, 20_000);
  expect([...host.repository('acme/shop').issues.values()].filter(isPull)).toHaveLength(1);
  // GitHub does not know the new one yet, and then it does.
  expect(await push('one/Dockerfile')).toBe(202);
  const url = `${app.url}/api/github/webhooks`;
  host.webhooks.sendTo({ url, secret: 'another secret' });
  expect(await push('two/Dockerfile')).toBe(202);
  host.webhooks.sendTo({ url, secret: 'a third secret' });
  expect(await push('three/Dockerfile')).toBe(400);
  host.webhooks.sendTo({ url, secret: 'another secret' });

  write('metrics', 'the second token');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const stranger = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  for (const key of [
    'no key at all',
    '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----',
    stranger,
  ]) {
    write('key', key);
    await renew('settings not taken');
    expect([await metrics('the first token'), await metrics('the second token')]).toEqual([
      200, 401,
    ]);
  }
  expect(await push('four/Dockerfile')).toBe(202);
  write('key', host.app.privateKey);
  await renew('settings were read again');
  expect([await metrics('the first token'), await metrics('the second token')]).toEqual([401, 200]);
  expect(await push('five/Dockerfile')).toBe(202);
  expect(await app.counts()).toEqual({ waiting: 0, running: 0, dead: 0 });
  expect(app.log.join('\n')).not.toMatch(/PRIVATE KEY|another secret|the second token/);
}, 60_000);
