import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { apiWith, asApp, asInstallation, at, makeJwt, text } from './client.ts';
import { makeScene } from './fixture.ts';

const SHOP = '/repos/acme/shop';

describe('limits', () => {
  test('are told in headers, and a 304 costs nothing', async () => {
    const { api, host, installation } = await makeScene();
    const first = await api(`GET ${SHOP}`);
    expect(first.headers.get('x-ratelimit-remaining')).toBe('4999');
    const etag = first.headers.get('etag') ?? '';
    const second = await api(`GET ${SHOP}`, undefined, { 'if-none-match': etag });
    expect(second.status).toBe(304);
    expect(second.headers.get('x-ratelimit-remaining')).toBe('4999');
    expect(host.requests.at(-1)).toMatchObject({
      template: '/repos/{owner}/{repo}',
      notModified: true,
      caller: `installation ${installation.id}`,
    });
    const renewed = await asInstallation(host, installation);
    const third = await renewed(`GET ${SHOP}`, undefined, { 'if-none-match': etag });
    expect(third.status).toBe(200);
    host.people.push('acme/shop', 'main', { a: 'b' }, 'ann');
    expect((await api(`GET ${SHOP}/branches/main`)).status).toBe(200);
  });

  test('end in 403 until the hour is over', async () => {
    let now = Date.parse('2026-11-26T12:00:00Z');
    const { api, host, installation } = await makeScene({ now: () => now });
    host.limits.leave(installation.id, 1);
    expect((await api(`GET ${SHOP}`)).status).toBe(200);
    const refused = await api(`GET ${SHOP}`);
    expect(refused.status).toBe(403);
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    now = Number(refused.headers.get('x-ratelimit-reset')) * 1000 + 1;
    const renewed = await asInstallation(host, installation);
    expect((await renewed(`GET ${SHOP}`)).status).toBe(200);
  });

  test('count what is written too fast, and refuse it where the test asks for that', async () => {
    const { api, host } = await makeScene({ limits: { contentPerMinute: 1 } });
    const write = () => api(`POST ${SHOP}/issues`, { title: 'x' });
    await write();
    expect((await write()).status).toBe(201);
    expect(host.limits.secondaryViolations).toBe(1);
    host.limits.options = { ...host.limits.options, enforcesSecondary: true };
    const refused = await write();
    expect(refused.status).toBe(403);
    expect(refused.headers.get('retry-after')).toBe('60');
  });

  test('page with links', async () => {
    const { api, host } = await makeScene();
    for (let at = 0; at < 5; at += 1) host.people.openIssue('acme/shop', 'ann', `n${at}`, '');
    const { headers } = await api(`GET ${SHOP}/issues?per_page=2&page=2`);
    const link = headers.get('link') ?? '';
    const relations = [...link.matchAll(/page=(\d+)>; rel="(\w+)"/g)].map(([, page, name]) => [
      name,
      page,
    ]);
    expect(Object.fromEntries(relations)).toEqual({ prev: '1', next: '3', last: '3', first: '1' });
  });
});

describe('repositories', () => {
  test('redirect from their former name', async () => {
    const { api, host, shop } = await makeScene();
    host.admin.rename('acme/shop', 'store', 'ann');
    const moved = await api(`GET ${SHOP}/git/ref/heads/main`);
    expect(moved.status).toBe(301);
    const path = `/repositories/${shop.id}/git/ref/heads/main`;
    expect(moved.headers.get('location')).toBe(`${host.apiUrl}${path}`);
    expect((await api(`GET ${path}`)).status).toBe(200);
    const app = await asApp(host)(`GET ${SHOP}/installation`);
    expect(app.headers.get('location')).toBe(`${host.apiUrl}/repositories/${shop.id}/installation`);
  });

  test('take no writes when archived', async () => {
    const { api, host } = await makeScene();
    host.admin.archive('acme/shop', 'ann');
    const refused = await api(`POST ${SHOP}/issues`, { title: 'x' });
    expect(refused.status).toBe(403);
    expect(at(refused.body, 'message')).toBe('Repository was archived so is read-only.');
    expect((await api(`GET ${SHOP}`)).body).toMatchObject({ archived: true });
  });

  test('have no git when empty', async () => {
    const { api, host } = await makeScene();
    host.addRepository('acme/new');
    const refused = await api('GET /repos/acme/new/git/trees/main');
    expect(refused.status).toBe(409);
    expect(at(refused.body, 'message')).toBe('Git Repository is empty.');
    expect((await api('GET /repos/acme/new/contents/Dockerfile')).status).toBe(404);
  });

  test('are gone when deleted, and hidden when the installation is', async () => {
    const { api, host, installation } = await makeScene();
    host.admin.suspend(installation, 'ann');
    expect((await api(`GET ${SHOP}`)).status).toBe(403);
    host.admin.unsuspend(installation, 'ann');
    host.admin.deleteRepository('acme/shop', 'ann');
    expect((await api(`GET ${SHOP}`)).status).toBe(404);
    host.admin.uninstall(installation, 'ann');
    expect((await api(`GET ${SHOP}`)).status).toBe(401);
  });

  test('protect their branches', async () => {
    const { api, shop } = await makeScene();
    const main = shop.git.resolve('refs/heads/main') ?? '';
    await api(`POST ${SHOP}/git/refs`, { ref: 'refs/heads/main-2', sha: main });
    shop.protections.set('main', { requiresPullRequest: true });
    expect((await api(`GET ${SHOP}/branches/main`)).body).toMatchObject({ protected: true });
    const refused = await api(`DELETE ${SHOP}/git/refs/heads/main`);
    expect(refused.status).toBe(422);
    expect(shop.git.resolve('refs/heads/main')).toBe(main);
  });

  test('are forked with what they have', async () => {
    const { api, host, shop } = await makeScene();
    const fork = host.people.fork('acme/shop', 'eve');
    host.people.push('eve/shop', 'fix', { Dockerfile: 'FROM alpine\n' }, 'eve');
    host.people.openPull('acme/shop', 'eve', { head: 'eve/shop:fix' });
    const { body } = await api(`GET ${SHOP}/pulls/1/files`);
    expect(body).toMatchObject([{ filename: 'Dockerfile', status: 'modified' }]);
    expect(fork.fork).toBe(shop);
    expect((await api('POST /repos/eve/shop/git/refs', {})).status).toBe(403);
  });
});

describe('tokens', () => {
  test('end after an hour', async () => {
    let now = Date.parse('2026-11-26T12:00:00Z');
    const { api } = await makeScene({ now: () => now });
    now += 60 * 60 * 1000;
    const refused = await api(`GET ${SHOP}`);
    expect(refused.status).toBe(401);
    expect(at(refused.body, 'message')).toBe('Bad credentials');
  });

  test.each([
    ['of another app', { iss: 1 }, 404],
    ['that ended', { exp: 1 }, 401],
    ['that never ends', { exp: 9_999_999_999 }, 401],
  ])('are not given for a web token %s', async (_, claims, status) => {
    const { host } = await makeScene();
    const api = apiWith(host.apiUrl, `Bearer ${makeJwt(host, claims)}`);
    expect((await api('GET /app')).status).toBe(status);
  });

  test('are for chosen repositories only where asked for', async () => {
    const { host, installation, shop } = await makeScene();
    host.addRepository('acme/other', { private: true, files: { a: 'b' } });
    const path = `POST /app/installations/${installation.id}/access_tokens`;
    const { body } = await asApp(host)(path, { repository_ids: [shop.id] });
    const api = apiWith(host.enterpriseUrl, `token ${text(body, 'token')}`);
    expect((await api('GET /repos/acme/other')).status).toBe(404);
    expect((await api('GET /installation/repositories')).body).toMatchObject({ total_count: 1 });
  });
});

describe('faults', () => {
  test('lose the answer after the effect, or the request before it', async () => {
    const { api, host } = await makeScene();
    host.faults.next({ match: { template: '/repos/{owner}/{repo}/issues' }, drop: 'after' });
    await expect(api(`POST ${SHOP}/issues`, { title: 'x' })).rejects.toThrow();
    host.faults.next({ match: { isWrite: true }, drop: 'before' });
    await expect(api(`POST ${SHOP}/issues`, { title: 'y' })).rejects.toThrow();
    host.faults.next({ status: 502 });
    expect((await api(`GET ${SHOP}/issues`)).status).toBe(502);
    expect((await api(`GET ${SHOP}/issues`)).body).toMatchObject([{ title: 'x' }]);
    expect(host.faults.waiting).toBe(0);
  });

  test('of the test itself are not hidden', async () => {
    const { api, host } = await makeScene();
    expect((await api(`GET ${SHOP}/pages`)).status).toBe(404);
    expect(host.unknown).toEqual([`GET ${SHOP}/pages`]);
    expect(() => {
      host.assertHonest();
    }).toThrow('does not know');
  });
});

describe('webhooks', () => {
  test('are signed, withheld, reordered and repeated', async () => {
    const { host } = await makeScene();
    await host.webhooks.settled();
    const got: string[] = [];
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const digest = createHmac('sha256', 'secret').update(Buffer.concat(chunks)).digest('hex');
        const isSigned = request.headers['x-hub-signature-256'] === `sha256=${digest}`;
        got.push(isSigned ? String(request.headers['x-github-event']) : 'forged');
        response.end('ok');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    // Listening on a port, the address is no pipe's name.
    const { port } = server.address() as AddressInfo;
    host.webhooks.sendTo({ url: `http://127.0.0.1:${port}/`, secret: 'secret' });
    host.webhooks.hold();
    host.people.push('acme/shop', 'pin', { Dockerfile: 'FROM x\n' }, 'ann');
    host.people.openPull('acme/shop', 'ann', { head: 'pin' });
    expect(host.webhooks.held.map(({ event }) => event)).toEqual([
      'create',
      'push',
      'pull_request',
    ]);
    await host.webhooks.release([2, 1]);
    const [last] = host.webhooks.deliveries.slice(-1);
    if (last !== undefined) await host.webhooks.repeat(last);
    expect(got).toEqual(['pull_request', 'push', 'push']);
    const { body } = await asApp(host)('GET /app/hook/deliveries');
    expect(body).toMatchObject([{ redelivery: true, status_code: 200, event: 'push' }, {}, {}]);
  });
});
