import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { digestOf } from '../../src/registry/digest.ts';
import { DEFAULT_SETTINGS } from '../../src/registry/options.ts';
import { makeLayer } from './make-layer.ts';
import { failureOf, openClient, reference, valueOf } from './open-client.ts';
import { sha256 } from './push.ts';
import { freePort } from './real-registry.ts';
import { startStub } from './stub-server.ts';
import type { Stub, StubAnswer } from './stub-server.ts';

const QUICK = { ...DEFAULT_SETTINGS.timeouts, connect: 300, request: 300, overall: 1000 };

const clientOf = (stub: Pick<Stub, 'host'>, settings = {}) =>
  openClient({ hosts: { [stub.host]: {} }, settings });

const imageOf = (stub: Pick<Stub, 'host'>, name = 'app:1') => reference(`${stub.host}/${name}`);

/** A descriptor of these bytes. */
const descriptorOf = (bytes: Uint8Array) => ({
  mediaType: 'application/octet-stream',
  digest: sha256(bytes),
  size: bytes.length,
  artifactType: null,
  annotations: {},
});

describe('a registry that is down', () => {
  test('fails its own images, and those of others go on', async () => {
    const other = await startStub(() => ({ body: { tags: ['1'] } }));
    const down = { host: `127.0.0.1:${await freePort()}` };
    const open = openClient({ hosts: { [down.host]: {}, [other.host]: {} } });
    const [failure, tags] = await Promise.all([
      failureOf(open.listTags(imageOf(down))),
      valueOf(open.listTags(imageOf(other))),
    ]);
    expect(failure).toBe(
      `unavailable: ${down.host}/app:1: ${down.host} cannot be reached: nothing listens there`,
    );
    expect(tags).toEqual(['1']);
  });

  test('is not tried again for each of its images', async () => {
    const attempts: string[] = [];
    const host = `127.0.0.1:${await freePort()}`;
    const open = openClient({
      hosts: { [host]: {} },
      onExchange: ({ address }) => attempts.push(address),
    });
    for (let index = 0; index < 20; index += 1) {
      const image = reference(`${host}/app-${index}:1`);
      expect(await failureOf(open.findDigest(image))).toContain('nothing listens there');
    }
    expect(attempts).toHaveLength(2);
  });

  test('has a port that no request goes to', async () => {
    const host = '127.0.0.1:1';
    const open = openClient({ hosts: { [host]: {} } });
    const failure = await failureOf(open.findDigest(reference(`${host}/app:1`)));
    expect(failure).toMatch(/^unavailable: .* cannot be asked: no request can be made$/);
  });

  test('has a name that cannot be resolved', async () => {
    const image = reference('registry.invalid/app:1');
    const settings = { retries: 0 };
    const failure = await failureOf(openClient({ settings }).findDigest(image));
    expect(failure).toMatch(/^unavailable: registry\.invalid\/app:1: registry\.invalid cannot be/);
  });

  test('breaks the connection', async () => {
    const stub = await startStub(() => (response) => response.socket?.destroy());
    const failure = await failureOf(clientOf(stub).findDigest(imageOf(stub)));
    expect(failure).toMatch(/^unavailable: .* cannot be reached: the connection broke$/);
    expect(stub.requests).toHaveLength(2);
  });
});

describe('a registry that is slow', () => {
  test('fails with a timeout when it does not answer', async () => {
    const stub = await startStub(() => () => undefined);
    const failure = await failureOf(clientOf(stub, { timeouts: QUICK }).findDigest(imageOf(stub)));
    expect(failure).toMatch(/^timeout: .* did not answer (?:in time|within 1 s)$/);
  });

  test('fails with a timeout when its answer never ends', async () => {
    const stub = await startStub(() => (response) => response.write('{"tags":['));
    const failure = await failureOf(clientOf(stub, { timeouts: QUICK }).listTags(imageOf(stub)));
    expect(failure).toMatch(/^timeout: /);
  });

  test('fails with a timeout when it only accepts the connection', async () => {
    const server = createServer(() => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    // Listening on a port, the address is no pipe's name.
    const silent = { host: `127.0.0.1:${(server.address() as AddressInfo).port}` };
    const open = clientOf(silent, { timeouts: QUICK, retries: 0 });
    expect(await failureOf(open.findDigest(imageOf(silent)))).toMatch(/^timeout: /);
  });

  test('is given up after the time for one question, whatever the retries', async () => {
    const stub = await startStub(() => ({ status: 503 }));
    const timeouts = { ...QUICK, request: 500, overall: 400 };
    const failure = await failureOf(
      clientOf(stub, { timeouts, retries: 10 }).findDigest(imageOf(stub)),
    );
    expect(failure).toMatch(/^timeout: .* did not answer within 0.4 s$/);
  });
});

describe('an answer', () => {
  const statuses: readonly (readonly [status: number, reason: string, attempts: number])[] = [
    [401, 'unauthorized', 1],
    [403, 'forbidden', 1],
    [404, 'not-found', 1],
    [410, 'not-found', 1],
    [418, 'invalid-answer', 1],
    [429, 'rate-limited', 2],
    [500, 'unavailable', 2],
    [502, 'unavailable', 2],
    [503, 'unavailable', 2],
  ];
  test.each(statuses)('of HTTP %i is %s after %i attempts', async (status, reason, attempts) => {
    const stub = await startStub(() => ({ status, body: { errors: [] } }));
    const failure = await failureOf(clientOf(stub).listTags(imageOf(stub)));
    expect(failure).toMatch(new RegExp(`^${reason}: .*\\(HTTP ${status}\\)$`));
    expect(stub.requests).toHaveLength(attempts);
  });

  test('of HTTP 500 is forgotten when the next one is good', async () => {
    const stub = await startStub(() =>
      stub.requests.length === 1 ? { status: 500 } : { body: { tags: ['1'] } },
    );
    expect(await valueOf(clientOf(stub).listTags(imageOf(stub)))).toEqual(['1']);
  });

  const notJson: Readonly<Record<string, string>> = {
    'that is a page of HTML': '<html>log in</html>',
    'that is empty': '',
    'of another form': '{"tags":{"1":true}}',
    'that is no UTF-8': '\u00ff',
  };
  test.each(Object.entries(notJson))('%s is no list of tags', async (_name, body) => {
    const stub = await startStub(() => ({ body: Buffer.from(body, 'latin1') }));
    const failure = await failureOf(clientOf(stub).listTags(imageOf(stub)));
    expect(failure).toMatch(
      /^invalid-answer: .* answers something that is no (?:JSON|list of tags)$/,
    );
  });

  test('without tags is an empty list', async () => {
    const stub = await startStub(() => ({ body: { name: 'app', tags: null } }));
    expect(await valueOf(clientOf(stub).listTags(imageOf(stub)))).toEqual([]);
  });

  test('has only those tags that are tags', async () => {
    const tags = ['1.0', '', 'a b', '../../etc', '<script>', 'x'.repeat(129), 'latest', '1.0'];
    const stub = await startStub(() => ({ body: { tags } }));
    expect(await valueOf(clientOf(stub).listTags(imageOf(stub)))).toEqual(['1.0', 'latest']);
  });

  test('whose body is cut off is asked for again, and then fails', async () => {
    const stub = await startStub(() => (response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"tags":[');
      setTimeout(() => response.socket?.destroy(), 20);
    });
    const failure = await failureOf(clientOf(stub).listTags(imageOf(stub)));
    expect(failure).toMatch(/^unavailable: .* the connection broke$/);
    expect(stub.requests).toHaveLength(2);
  });

  test('with 100,000 tags on one page is read', async () => {
    const tags = Array.from({ length: 100_000 }, (_, index) => `1.${index}`);
    const stub = await startStub(() => ({ body: { tags } }));
    expect(await valueOf(clientOf(stub).listTags(imageOf(stub)))).toHaveLength(100_000);
  });
});

describe('a registry that wants fewer requests', () => {
  test('is asked again after the seconds it names, and nobody else asks it before', async () => {
    const times: number[] = [];
    const stub = await startStub(({ path }): StubAnswer => {
      times.push(Date.now());
      if (stub.requests.length === 1) return { status: 429, headers: { 'retry-after': '1' } };
      return { body: { tags: [path.includes('other') ? 'other' : 'app'] } };
    });
    const open = clientOf(stub);
    const first = valueOf(open.listTags(imageOf(stub)));
    await expect.poll(() => times.length).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const second = valueOf(open.listTags(imageOf(stub, 'other')));
    expect(await Promise.all([first, second])).toEqual([['app'], ['other']]);
    const [start = 0, ...later] = times;
    expect(Math.min(...later) - start).toBeGreaterThanOrEqual(990);
  });

  test('for an hour fails at once, and is left alone for its other images', async () => {
    const stub = await startStub(() => ({ status: 429, headers: { 'retry-after': '3600' } }));
    const open = clientOf(stub);
    const failure = await failureOf(open.listTags(imageOf(stub)));
    expect(failure).toMatch(/^rate-limited: .*\(HTTP 429\) and asks to wait 3600 s$/);
    expect(await failureOf(open.listTags(imageOf(stub, 'other')))).toMatch(
      /^rate-limited: .*other/,
    );
    expect(stub.requests).toHaveLength(1);
  });

  test('until a date is asked again then', async () => {
    const stub = await startStub(() =>
      stub.requests.length === 1
        ? { status: 503, headers: { 'retry-after': new Date(Date.now() - 5000).toUTCString() } }
        : { body: { tags: ['1'] } },
    );
    expect(await valueOf(clientOf(stub).listTags(imageOf(stub)))).toEqual(['1']);
  });
});

describe('a manifest', () => {
  const OCI = 'application/vnd.oci.image.manifest.v1+json';

  /** A registry whose every manifest is this text. */
  const serving = (text: string, headers: Readonly<Record<string, string>> = {}) =>
    startStub(() => ({ body: text, headers: { 'content-type': OCI, ...headers } }));

  test('of 100 MB is refused before it is read', async () => {
    let sent = 0;
    const stub = await startStub(() => (response) => {
      response.writeHead(200, { 'content-type': OCI });
      const chunk = Buffer.alloc(1024 ** 2, 32);
      const pump = (): void => {
        while (sent < 100 && !response.destroyed) {
          sent += 1;
          if (!response.write(chunk)) {
            response.once('drain', pump);
            return;
          }
        }
        response.end();
      };
      pump();
    });
    const failure = await failureOf(clientOf(stub).readManifest(imageOf(stub)));
    expect(failure).toMatch(/^too-large: .* sends more than 8388608 bytes$/);
    expect(sent).toBeLessThan(50);
  });

  test('that announces 100 MB is refused by that alone', async () => {
    const stub = await startStub(() => (response) => {
      response.writeHead(200, { 'content-length': String(100 * 1024 ** 2) });
      response.flushHeaders();
    });
    const failure = await failureOf(clientOf(stub).readManifest(imageOf(stub)));
    expect(failure).toMatch(/^too-large: /);
  });

  test('with another digest than the header names is refused', async () => {
    const stub = await serving('{}', { 'docker-content-digest': sha256('other') });
    const failure = await failureOf(clientOf(stub).readManifest(imageOf(stub)));
    expect(failure).toMatch(/^wrong-digest: /);
  });

  test('with another digest than was asked for is refused', async () => {
    const stub = await serving('{}', { 'docker-content-digest': sha256('{}') });
    const image = imageOf(stub, `app@${sha256('other')}`);
    expect(await failureOf(clientOf(stub).readManifest(image))).toMatch(/^wrong-digest: /);
  });

  test.each(['sha384', 'sha512'])('with a %s digest is verified', async (algorithm) => {
    const text = JSON.stringify({ schemaVersion: 2, manifests: [] });
    const digest = digestOf(Buffer.from(text), algorithm);
    const stub = await serving(text);
    const found = await valueOf(clientOf(stub).readManifest(imageOf(stub, `app@${digest}`)));
    expect(found).toMatchObject({ kind: 'index', digest });
    const wrong = await serving(`${text} `);
    const failure = await failureOf(clientOf(wrong).readManifest(imageOf(wrong, `app@${digest}`)));
    expect(failure).toMatch(/^wrong-digest: /);
  });

  const config = descriptorOf(Buffer.from('{}'));
  const broken: Readonly<Record<string, object | string>> = {
    'that is no JSON': 'x',
    'of schema 1': { schemaVersion: 1, fsLayers: [] },
    'that is both an index and an image': { manifests: [], config, layers: [] },
    'that is neither': { schemaVersion: 2 },
    'that is an image but calls itself an index': {
      mediaType: 'application/vnd.oci.image.index.v1+json',
      config,
      layers: [],
    },
    'that is an index but calls itself an image': { mediaType: OCI, manifests: [] },
    'with layers but no configuration': { layers: [] },
    'whose digests are none': { config: { ...config, digest: 'sha256:../../x' }, layers: [] },
    'whose sizes are negative': { config: { ...config, size: -1 }, layers: [] },
    'that is a list': [],
  };
  test.each(Object.entries(broken))('%s is refused', async (_name, content) => {
    const stub = await serving(typeof content === 'string' ? content : JSON.stringify(content));
    expect(await failureOf(clientOf(stub).readManifest(imageOf(stub)))).toMatch(
      /^invalid-answer: /,
    );
  });

  test('cannot reach the prototype of objects', async () => {
    const annotations = '{"__proto__":"x","a":"b"}';
    const text = `{"manifests":[],"annotations":${annotations}}`;
    const stub = await serving(text);
    const manifest = await valueOf(clientOf(stub).readManifest(imageOf(stub)));
    expect(manifest.annotations['a']).toBe('b');
    expect(Object.getPrototypeOf(manifest.annotations)).toBe(Object.prototype);
  });

  test('is asked for by GET where HEAD names no digest', async () => {
    const text = JSON.stringify({ manifests: [] });
    const stub = await serving(text);
    const found = await valueOf(clientOf(stub).findDigest(imageOf(stub)));
    expect(found.digest).toBe(sha256(text));
    expect(stub.requests.map(({ method }) => method)).toEqual(['HEAD', 'GET']);
  });

  test('is asked for by GET where HEAD is not known', async () => {
    const text = JSON.stringify({ manifests: [] });
    const stub = await startStub(({ method }) =>
      method === 'HEAD' ? { status: 405 } : { body: text },
    );
    expect((await valueOf(clientOf(stub).findDigest(imageOf(stub)))).digest).toBe(sha256(text));
  });

  test('that has not changed, though we have none, is no answer', async () => {
    const stub = await startStub(() => ({ status: 304 }));
    const failure = await failureOf(clientOf(stub).findDigest(imageOf(stub)));
    expect(failure).toMatch(/^invalid-answer: .* answers HTTP 304 unasked$/);
  });

  test('is asked for with the types of indexes, without which an index is not found', async () => {
    const stub = await serving('{"manifests":[]}');
    await valueOf(clientOf(stub).findDigest(imageOf(stub)));
    for (const { headers } of stub.requests) {
      expect(headers.accept?.split(', ')).toEqual([
        'application/vnd.oci.image.index.v1+json',
        'application/vnd.docker.distribution.manifest.list.v2+json',
        'application/vnd.oci.image.manifest.v1+json',
        'application/vnd.docker.distribution.manifest.v2+json',
      ]);
    }
  });
});

describe('a blob', () => {
  const bytes = Buffer.from('{"os":"linux","architecture":"arm64"}');

  test('that is larger than its bound is not asked for', async () => {
    const stub = await startStub(() => ({ body: bytes }));
    const failure = await failureOf(
      clientOf(stub).readBlob(imageOf(stub), descriptorOf(bytes), 10),
    );
    expect(failure).toMatch(/^too-large: .* has 37 bytes, more than 10$/);
    expect(stub.requests).toEqual([]);
  });

  test('that is larger than its descriptor says is refused', async () => {
    const stub = await startStub(() => ({ body: bytes }));
    const descriptor = { ...descriptorOf(bytes), size: 5 };
    const failure = await failureOf(clientOf(stub).readBlob(imageOf(stub), descriptor, 1000));
    expect(failure).toMatch(/^too-large: .* sends more than 5 bytes$/);
  });

  test('that is no configuration is refused', async () => {
    const text = Buffer.from('{"config":{"Env":"A=b"}}');
    const stub = await startStub(() => ({ body: text }));
    const failure = await failureOf(
      clientOf(stub).readConfiguration(imageOf(stub), descriptorOf(text)),
    );
    expect(failure).toMatch(/^invalid-answer: .* has a configuration of the image that is none$/);
  });

  test('may come from another host', async () => {
    const storage = await startStub(() => ({ body: bytes }));
    const location = `${storage.origin}/bucket/object?signature=secret`;
    const stub = await startStub(() => ({ status: 307, headers: { location } }));
    const exchanges: string[] = [];
    const open = openClient({
      hosts: { [stub.host]: {}, [storage.host]: {} },
      onExchange: ({ address }) => exchanges.push(address),
    });
    const read = await valueOf(open.readConfiguration(imageOf(stub), descriptorOf(bytes)));
    expect(read.platform.architecture).toBe('arm64');
    expect(exchanges.at(-1)).toBe(`${storage.origin}/bucket/object`);
  });

  test('that is a gzip bomb is refused as a layer', async () => {
    const files = { zeros: Buffer.alloc(65 * 1024 ** 2) };
    const { tar } = await makeLayer({ files, compression: 'none' });
    const bomb = gzipSync(tar);
    const stub = await startStub(() => ({ body: bomb }));
    const mediaType = 'application/vnd.oci.image.layer.v1.tar+gzip';
    const layer = { ...descriptorOf(bomb), mediaType };
    const failure = await failureOf(
      clientOf(stub).readLayerFiles(imageOf(stub), layer, () => true),
    );
    expect(failure).toMatch(/^too-large: 127\.0\.0\.1:\d+\/app:1: /);
  });
});

describe('redirects', () => {
  const refused: Readonly<Record<string, string>> = {
    'the metadata service of clouds': 'https://169.254.169.254/latest/meta-data/',
    'the same in another writing': 'https://0xA9FEA9FE/latest/',
    'a loopback address': 'https://127.0.0.1:1/',
    'a name for it': 'https://localhost:1/',
    'a private address': 'https://192.168.0.1/',
    'an IPv6 form of one': 'https://[::ffff:10.0.0.1]/',
  };
  test.each(Object.entries(refused))('to %s are refused unsent', async (_name, location) => {
    const exchanges: string[] = [];
    const stub = await startStub(() => ({ status: 302, headers: { location } }));
    const open = openClient({
      hosts: { [stub.host]: {} },
      onExchange: ({ address }) => exchanges.push(address),
    });
    const failure = await failureOf(open.findDigest(imageOf(stub)));
    expect(failure).toMatch(/^refused-address: .*: if it is meant, name \S+ as `private` in the/);
    expect(exchanges).toEqual([`${stub.origin}/v2/app/manifests/1`]);
  });

  test('to plain http are refused', async () => {
    const location = 'http://169.254.169.254/latest/meta-data/';
    const stub = await startStub(() => ({ status: 302, headers: { location } }));
    expect(await failureOf(clientOf(stub).findDigest(imageOf(stub)))).toMatch(/^refused-address: /);
  });

  test('to other kinds of addresses are refused', async () => {
    const stub = await startStub(() => ({
      status: 302,
      headers: { location: 'file:///etc/passwd' },
    }));
    expect(await failureOf(clientOf(stub).findDigest(imageOf(stub)))).toMatch(/^refused-address: /);
  });

  test('in a circle end', async () => {
    const stub = await startStub(() => ({ status: 302, headers: { location: '/again' } }));
    const failure = await failureOf(clientOf(stub).findDigest(imageOf(stub)));
    expect(failure).toMatch(/^invalid-answer: .* redirects more than 5 times$/);
    expect(stub.requests).toHaveLength(6);
  });
});

describe('an image of a host that nobody named', () => {
  test.each(['127.0.0.1:1', 'localhost:1', '10.0.0.1', '[::1]:5000', '169.254.169.254'])(
    '%s is refused unsent',
    async (host) => {
      const exchanges: unknown[] = [];
      const open = openClient({ onExchange: (exchange) => exchanges.push(exchange) });
      const failure = await failureOf(open.listTags(reference(`${host}/app`)));
      expect(failure).toMatch(/^refused-address: /);
      expect(exchanges).toEqual([]);
    },
  );
});
