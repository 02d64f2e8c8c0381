import { createServer } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { discoverQuirks } from '../../src/discover.ts';
import { endpointsOf, resolveAlias } from '../../src/registry/endpoint.ts';
import { DEFAULT_SETTINGS } from '../../src/registry/options.ts';
import type { HostSettings } from '../../src/registry/options.ts';
import { isSameSite } from '../../src/registry/realm-trust.ts';
import { PLAIN_HOST, failureOf, openClient, reference, valueOf } from './open-client.ts';
import { freePort } from './real-registry.ts';
import { startStub } from './stub-server.ts';
import type { Stub } from './stub-server.ts';

const quirks = await discoverQuirks();

const places = (image: string, hosts: Readonly<Record<string, Partial<HostSettings>>> = {}) => {
  const all = Object.entries(hosts).map(([host, own]): [string, HostSettings] => [
    host,
    { ...PLAIN_HOST, insecure: false, ...own },
  ]);
  const settings = { ...DEFAULT_SETTINGS, hosts: new Map(all) };
  return endpointsOf(reference(image), { settings, quirks }).map(
    ({ origin, repository }) => `${origin}/v2/${repository}`,
  );
};

describe('an image is asked for', () => {
  test('at the host that its name has', () => {
    expect(places('registry.example:5000/a/b')).toEqual(['https://registry.example:5000/v2/a/b']);
  });

  test('at registry-1.docker.io when it is one of Docker Hub', () => {
    expect(places('alpine')).toEqual(['https://registry-1.docker.io/v2/library/alpine']);
    expect(places('docker.io/grafana/grafana')).toEqual([
      'https://registry-1.docker.io/v2/grafana/grafana',
    ]);
  });

  test('over plain http only at hosts that are named insecure', () => {
    expect(places('a.example/b', { 'a.example': { insecure: true } })).toEqual([
      'http://a.example/v2/b',
    ]);
  });

  test('at the mirrors first', () => {
    const mirrors = ['one.example', 'two.example:5000/hub'];
    expect(places('alpine', { 'docker.io': { mirrors }, 'one.example': {} })).toEqual([
      'https://one.example/v2/library/alpine',
      'https://two.example:5000/v2/hub/library/alpine',
      'https://registry-1.docker.io/v2/library/alpine',
    ]);
  });

  test('only at the mirrors on sites without a way out', () => {
    const hub = { mirrors: ['one.example'], original: 'never' } as const;
    expect(places('alpine', { 'docker.io': hub })).toEqual([
      'https://one.example/v2/library/alpine',
    ]);
  });
});

describe('hosts', () => {
  test('are the same in any case of letters', async () => {
    const stub = await startStub(() => ({ body: { tags: ['1'] } }));
    const host = stub.host.replace('127.0.0.1', 'localhost');
    const image = reference(`${host.replace('localhost', 'LocalHost')}/app`);
    expect(await valueOf(openClient({ hosts: { [host]: {} } }).listTags(image))).toEqual(['1']);
  });

  test('with the port that goes without saying are those without', async () => {
    const exchanges: string[] = [];
    const open = openClient({
      hosts: { 'registry.invalid:80': {} },
      onExchange: ({ address }) => exchanges.push(address),
    });
    await failureOf(open.findDigest(reference('registry.invalid:80/app:1')));
    expect(exchanges[0]).toBe('http://registry.invalid/v2/app/manifests/1');
  });
});

describe('an alias', () => {
  const aliases = new Map([
    ['corp', 'registry.example/team'],
    ['hub.example', 'docker.io'],
    ['hub.example/special', 'registry.example/special'],
  ]);
  test.each([
    ['corp/app:1', 'registry.example/team/app:1'],
    ['corporation/app:1', 'docker.io/corporation/app:1'],
    ['hub.example/library/alpine:3', 'docker.io/library/alpine:3'],
    ['hub.example/special/app', 'registry.example/special/app'],
    ['other.example/corp/app', 'other.example/corp/app'],
  ])('makes of %s %s', (written, meant) => {
    const resolved = resolveAlias(reference(written), { ...DEFAULT_SETTINGS, aliases });
    const { registry, repository, tag } = reference(meant);
    expect(resolved).toMatchObject({ registry, repository, tag });
  });
});

describe('mirrors', () => {
  const tagged = (tag: string) => startStub(() => ({ body: { tags: [tag] } }));
  const client = (original: Stub, mirrors: readonly string[], rest: Partial<HostSettings> = {}) =>
    openClient({
      hosts: {
        [original.host]: { mirrors, ...rest },
        ...Object.fromEntries(mirrors.map((mirror) => [mirror, {}])),
      },
    }).listTags(reference(`${original.host}/app`));

  test('answer instead of the registry', async () => {
    const [original, mirror] = [await tagged('original'), await tagged('mirror')];
    expect(await valueOf(client(original, [mirror.host]))).toEqual(['mirror']);
    expect(original.requests).toEqual([]);
  });

  test('that fail lead on to the next place', async () => {
    const original = await tagged('original');
    const missing = await startStub(() => ({ status: 404 }));
    const down = `127.0.0.1:${await freePort()}`;
    expect(await valueOf(client(original, [missing.host, down]))).toEqual(['original']);
  });

  test('that all fail are named', async () => {
    const original = await startStub(() => ({ status: 403 }));
    const mirror = await startStub(() => ({ status: 404 }));
    expect(await failureOf(client(original, [mirror.host]))).toBe(
      `forbidden: ${original.host}/app:latest: ${original.host} does not allow it (HTTP 403) (before it: ${mirror.host} does not have it (HTTP 404))`,
    );
  });

  test('are all there is when the original is never asked', async () => {
    const original = await tagged('original');
    const mirror = await startStub(() => ({ status: 404 }));
    const failure = await failureOf(client(original, [mirror.host], { original: 'never' }));
    expect(failure).toMatch(/^not-found: /);
    expect(original.requests).toEqual([]);
    const none = await failureOf(client(original, [], { original: 'never' }));
    expect(none).toMatch(/^unavailable: .* the settings of registries name no place to ask$/);
  });

  test('do not get the credential of the original', async () => {
    const mirror = await startStub(({ headers }) =>
      headers.authorization === undefined
        ? { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }
        : { body: { tags: ['leaked'] } },
    );
    const original = await tagged('original');
    const credential = { kind: 'password', username: 'alice', password: 'secret' } as const;
    expect(await valueOf(client(original, [mirror.host], { credential }))).toEqual(['original']);
    expect(mirror.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });
});

describe('sites', () => {
  test.each([
    ['registry.gitlab.com', 'gitlab.com', true],
    ['registry.corp.example', 'login.corp.example', true],
    ['registry.example', 'registry.example.evil', false],
    ['a.co.uk', 'b.co.uk', false],
    ['x.a.co.uk', 'y.a.co.uk', true],
    ['127.0.0.1', '1.0.0.1', false],
    ['[::1]', '[::1]', false],
    ['localhost', 'localhost', false],
  ])('of %s and %s are the same: %s', (one, other, expected) => {
    expect(isSameSite(one, other)).toBe(expected);
  });
});

describe('a proxy', () => {
  /** A proxy on loopback that makes tunnels, and the hosts that it was asked for. */
  async function startProxy(): Promise<{ readonly address: string; readonly asked: string[] }> {
    const asked: string[] = [];
    const server = createServer();
    server.on('connect', ({ url = '' }: { url?: string }, socket) => {
      asked.push(url);
      const { hostname, port } = new URL(`http://${url}`);
      const target = connect(Number(port), hostname, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        target.pipe(socket).pipe(target);
      });
      socket.on('error', () => target.destroy());
      target.on('error', () => socket.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    // Listening on a port, the address is no pipe's name.
    const { port } = server.address() as AddressInfo;
    return { address: `http://127.0.0.1:${port}`, asked };
  }

  test('is used', async () => {
    const proxy = await startProxy();
    const stub = await startStub(() => ({ body: { tags: ['1'] } }));
    const proxies = { http: proxy.address, https: proxy.address, except: '' };
    const open = openClient({ hosts: { [stub.host]: {} }, proxies });
    expect(await valueOf(open.listTags(reference(`${stub.host}/app`)))).toEqual(['1']);
    expect(proxy.asked).toEqual([stub.host]);
  });

  test('is not used for the hosts that are excepted', async () => {
    const proxy = await startProxy();
    const stub = await startStub(() => ({ body: { tags: ['1'] } }));
    const proxies = { http: proxy.address, https: proxy.address, except: '127.0.0.1' };
    const open = openClient({ hosts: { [stub.host]: {} }, proxies });
    await valueOf(open.listTags(reference(`${stub.host}/app`)));
    expect(proxy.asked).toEqual([]);
  });

  test('is not asked for addresses that are refused', async () => {
    const proxy = await startProxy();
    const proxies = { http: proxy.address, https: proxy.address, except: '' };
    const failure = await failureOf(openClient({ proxies }).listTags(reference('10.0.0.1/app')));
    expect(failure).toMatch(/^refused-address: /);
    expect(proxy.asked).toEqual([]);
  });
});
