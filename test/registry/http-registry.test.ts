import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDiskStore } from '../../src/registry/disk-store.ts';
import { createMemoryStore } from '../../src/registry/memory-store.ts';
import { makeFolder } from '../local/folders.ts';
import { pushImage } from './make-image.ts';
import { makeLayer } from './make-layer.ts';
import { failureOf, openClient, reference, valueOf } from './open-client.ts';
import { pushBlob, pushManifest, sha256 } from './push.ts';
import { startRegistry } from './real-registry.ts';
import type { RealRegistry } from './real-registry.ts';

let registry: RealRegistry;

beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(() => registry.stop());
beforeEach(async () => {
  await registry.takeRequests();
});

const image = (name: string) => reference(`${registry.host}/${name}`);
const client = (rest: Parameters<typeof openClient>[0] = {}) =>
  openClient({ hosts: { [registry.host]: {} }, ...rest });

const SOURCE = {
  config: {
    User: '1000',
    WorkingDir: '/app',
    Env: ['PATH=/bin', 'A=b'],
    Entrypoint: ['/entry'],
    Cmd: ['run'],
    Shell: ['/bin/bash', '-c'],
    Labels: { 'org.opencontainers.image.revision': 'abc' },
    ExposedPorts: { '80/tcp': {} },
    Volumes: { '/data': {} },
    StopSignal: 'SIGINT',
    Healthcheck: { Test: ['CMD', 'true'] },
    OnBuild: ['RUN true'],
  },
  created: '2026-01-02T03:04:05Z',
};

describe('an image in a real registry', () => {
  test('has its tags listed, in no order that is promised', async () => {
    for (const tag of ['2.0', '1.0', 'latest']) await pushImage(registry, 'tags', tag);
    const tags = await valueOf(client().listTags(image('tags')));
    expect([...tags].sort()).toEqual(['1.0', '2.0', 'latest']);
  });

  test('is found by its tag with HEAD alone', async () => {
    const { digest, mediaType } = await pushImage(registry, 'head', '1', SOURCE);
    await registry.takeRequests();
    const found = await valueOf(client().findDigest(image('head:1')));
    expect(found).toEqual({ digest, mediaType });
    expect(await registry.takeRequests()).toEqual(['HEAD /v2/head/manifests/1 200']);
  });

  test('without a tag is `latest`', async () => {
    const { digest } = await pushImage(registry, 'untagged', 'latest');
    expect(await valueOf(client().findDigest(image('untagged')))).toMatchObject({ digest });
  });

  test('by digest does not look at the tag', async () => {
    const { digest } = await pushImage(registry, 'pinned', '1');
    await pushImage(registry, 'pinned', '2', SOURCE);
    const manifest = await valueOf(client().readManifest(image(`pinned:2@${digest}`)));
    expect(manifest.digest).toBe(digest);
  });

  test.each(['oci', 'docker'] as const)('of format %s gives its manifest', async (format) => {
    const layers = [{ files: { a: 'b' } }];
    const pushed = await pushImage(registry, `manifest-${format}`, '1', { format, layers });
    const own = pushed.manifests['linux/amd64'];
    const manifest = await valueOf(client().readManifest(image(`manifest-${format}:1`)));
    const plain = { artifactType: null, annotations: {} };
    expect(manifest).toEqual({
      kind: 'image',
      digest: pushed.digest,
      mediaType: pushed.mediaType,
      config: { ...own?.config, ...plain },
      layers: own?.layers.map((layer) => ({ ...layer, ...plain })),
      annotations: {},
    });
  });

  test.each(['oci', 'docker'] as const)('of format %s gives its index', async (format) => {
    const platforms = ['linux/amd64', 'linux/arm/v7', 'windows/amd64:10.0.20348.2700'];
    const pushed = await pushImage(registry, `index-${format}`, '1', { format, platforms });
    const manifest = await valueOf(client().readManifest(image(`index-${format}:1`)));
    expect(manifest).toMatchObject({ kind: 'index', digest: pushed.digest });
    expect(manifest.kind === 'index' && manifest.entries.map(({ platform }) => platform)).toEqual([
      { os: 'linux', architecture: 'amd64', variant: null, osVersion: null },
      { os: 'linux', architecture: 'arm', variant: 'v7', osVersion: null },
      { os: 'windows', architecture: 'amd64', variant: null, osVersion: '10.0.20348.2700' },
    ]);
  });

  test('gives its configuration, field by field', async () => {
    const layers = [{ files: { a: '1' } }, { files: { b: '2' } }];
    const made = await Promise.all(layers.map(makeLayer));
    const pushed = await pushImage(registry, 'configuration', '1', { ...SOURCE, layers });
    const { config } = pushed.manifests['linux/amd64'] ?? expect.fail();
    const descriptor = { ...config, artifactType: null, annotations: {} };
    const target = image('configuration:1');
    expect(await valueOf(client().readConfiguration(target, descriptor))).toEqual({
      platform: { os: 'linux', architecture: 'amd64', variant: null, osVersion: null },
      created: '2026-01-02T03:04:05Z',
      user: '1000',
      workdir: '/app',
      env: ['PATH=/bin', 'A=b'],
      entrypoint: ['/entry'],
      cmd: ['run'],
      shell: ['/bin/bash', '-c'],
      labels: { 'org.opencontainers.image.revision': 'abc' },
      exposed: ['80/tcp'],
      volumes: ['/data'],
      stopSignal: 'SIGINT',
      healthcheck: ['CMD', 'true'],
      onbuild: ['RUN true'],
      diffIds: made.map(({ tar }) => sha256(tar)),
    });
  });

  test('shows attestations in its index, tied to their manifest', async () => {
    const sbom = (platform: string) => ({ spdxVersion: 'SPDX-2.3', name: platform });
    const platforms = ['linux/amd64'];
    const pushed = await pushImage(registry, 'attested', '1', { platforms, sbom });
    const open = client();
    const index = await valueOf(open.readManifest(image('attested:1')));
    const entry = index.kind === 'index' ? index.entries[1] : undefined;
    expect(entry).toMatchObject({
      platform: { os: 'unknown', architecture: 'unknown' },
      annotations: { 'vnd.docker.reference.digest': pushed.manifests['linux/amd64']?.digest },
    });
    const attestation = image(`attested@${entry?.digest ?? ''}`);
    const manifest = await valueOf(open.readManifest(attestation));
    const [layer] = manifest.kind === 'image' ? manifest.layers : [];
    const bytes = await valueOf(open.readBlob(attestation, layer ?? expect.fail(), 10_000));
    expect(JSON.parse(Buffer.from(bytes).toString())).toMatchObject({
      predicateType: 'https://spdx.dev/Document',
      predicate: { name: 'linux/amd64' },
    });
  });

  test('has its referrers found by the tag schema where the API is missing', async () => {
    const subject = await pushImage(registry, 'referred', '1');
    const target = { origin: registry.origin, repository: 'referred', authorization: null };
    const bytes = Buffer.from('{}');
    const blob = await pushBlob(target, bytes, 'application/json');
    const referrer = { ...blob, digest: subject.digest, size: subject.size };
    const index = {
      schemaVersion: 2,
      manifests: [{ ...referrer, artifactType: 'application/spdx+json' }],
    };
    const type = 'application/vnd.oci.image.index.v1+json';
    const full = { ...index, mediaType: type };
    await pushManifest(target, subject.digest.replace(':', '-'), full, type);
    const found = await valueOf(client().listReferrers(image('referred:1')));
    expect(found).toMatchObject([{ artifactType: 'application/spdx+json' }]);
  });

  test('without referrers has none', async () => {
    await pushImage(registry, 'alone', '1');
    expect(await valueOf(client().listReferrers(image('alone:1')))).toEqual([]);
  });

  test('gives files of a layer', async () => {
    const layers = [{ files: { 'etc/os-release': 'ID=debian\n', 'bin/sh': 'x'.repeat(100_000) } }];
    const pushed = await pushImage(registry, 'layers', '1', { layers });
    const [layer] = pushed.manifests['linux/amd64']?.layers ?? [];
    const descriptor = { ...(layer ?? expect.fail()), artifactType: null, annotations: {} };
    const isWanted = (path: string) => path === 'etc/os-release';
    const answer = client().readLayerFiles(image('layers:1'), descriptor, isWanted);
    const [file] = await valueOf(answer);
    expect(file?.path).toBe('etc/os-release');
    expect(Buffer.from(file?.content ?? []).toString()).toBe('ID=debian\n');
  });
});

describe('requests', () => {
  test('for the same thing at the same time are one', async () => {
    await pushImage(registry, 'once', '1');
    await registry.takeRequests();
    const open = client();
    const ask = [1, 2, 3].flatMap(() => [
      open.listTags(image('once')),
      open.findDigest(image('once:1')),
      open.readManifest(image('once:1')),
    ]);
    expect((await Promise.all(ask)).every(({ ok }) => ok)).toBe(true);
    expect((await registry.takeRequests()).toSorted()).toEqual([
      expect.stringMatching(/^GET \/v2\/once\/manifests\/sha256:\w+ 200$/),
      'GET /v2/once/tags/list?n=1000 200',
      'HEAD /v2/once/manifests/1 200',
    ]);
  });

  test('by tag bring the manifest along when it is wanted', async () => {
    await pushImage(registry, 'along', '1');
    await registry.takeRequests();
    const open = client();
    await valueOf(open.readManifest(image('along:1')));
    await valueOf(open.findDigest(image('along:1')));
    expect(await registry.takeRequests()).toEqual(['GET /v2/along/manifests/1 200']);
  });

  test('are not made again while an answer is fresh', async () => {
    await pushImage(registry, 'fresh', '1');
    const open = client();
    const ask = () =>
      Promise.all([open.listTags(image('fresh')), open.findDigest(image('fresh:1'))]);
    await ask();
    await registry.takeRequests();
    await ask();
    expect(await registry.takeRequests()).toEqual([]);
  });

  test('are not made again for what a registry does not have', async () => {
    const open = client();
    const first = await failureOf(open.findDigest(image('missing:1')));
    expect(first).toBe(
      `not-found: ${registry.host}/missing:1: ${registry.host} does not have it (HTTP 404)`,
    );
    await registry.takeRequests();
    expect(await failureOf(open.readManifest(image('missing:1')))).toBe(first);
    expect(await registry.takeRequests()).toEqual([]);
  });

  test('for a tag are conditional once its answer is old, and what is old is then fresh', async () => {
    await pushImage(registry, 'conditional', '1');
    let now = 0;
    const exchanges: string[] = [];
    const open = client({
      now: () => now,
      onExchange: ({ method, status, isConditional }) =>
        exchanges.push(`${method} ${status ?? 'none'} ${String(isConditional)}`),
    });
    const digests = [];
    for (const time of [0, 3_600_000, 3_600_001]) {
      now = time;
      digests.push((await valueOf(open.findDigest(image('conditional:1')))).digest);
    }
    expect(new Set(digests).size).toBe(1);
    expect(exchanges).toEqual(['HEAD 200 false', 'HEAD 304 true']);
  });

  test('see a tag that moved', async () => {
    await pushImage(registry, 'moved', '1');
    let now = 0;
    const open = client({ now: () => now });
    const before = await valueOf(open.readManifest(image('moved:1')));
    const { digest } = await pushImage(registry, 'moved', '1', SOURCE);
    expect((await valueOf(open.readManifest(image('moved:1')))).digest).toBe(before.digest);
    now = 3_600_000;
    expect((await valueOf(open.readManifest(image('moved:1')))).digest).toBe(digest);
  });
});

describe('a second run with the cache on disk', () => {
  const LAYER = { files: { 'etc/os-release': 'ID=debian\n', 'etc/motd': 'Hello' } };

  /** Everything that can be asked about an image, by a client of its own. */
  async function ask(folder: string, time: number, wanted = /os-release/): Promise<unknown> {
    const store = createDiskStore(folder, 2 ** 24);
    const open = client({ store, now: () => time });
    const target = image('twice:1');
    const manifest = await valueOf(open.readManifest(target));
    const head = await valueOf(open.findDigest(image('twice:2')));
    const tags = await valueOf(open.listTags(target));
    if (manifest.kind !== 'image') expect.fail();
    const [layer] = manifest.layers;
    const files = await valueOf(
      open.readLayerFiles(target, layer ?? expect.fail(), (path) => wanted.test(path)),
    );
    const configuration = await valueOf(open.readConfiguration(target, manifest.config));
    const texts = files.map(({ content }) => Buffer.from(content).toString());
    return { manifest, head, tags, configuration, texts };
  }

  beforeAll(async () => {
    await pushImage(registry, 'twice', '1', { ...SOURCE, layers: [LAYER] });
    await pushImage(registry, 'twice', '2');
  });

  test('asks nothing while the answers are fresh, and knows the same', async () => {
    const folder = makeFolder();
    const first = await ask(folder, 0);
    await registry.takeRequests();
    expect(await ask(folder, 1000)).toEqual(first);
    expect(await registry.takeRequests()).toEqual([]);
  });

  test('later makes only conditional requests, but for the tags, which this registry cannot', async () => {
    const folder = makeFolder();
    const first = await ask(folder, 0);
    await registry.takeRequests();
    expect(await ask(folder, 1e9)).toEqual(first);
    expect(await registry.takeRequests()).toEqual([
      'GET /v2/twice/manifests/1 304',
      'HEAD /v2/twice/manifests/2 304',
      'GET /v2/twice/tags/list?n=1000 200',
    ]);
  });

  test('reads a layer again for files that were not wanted before', async () => {
    const folder = makeFolder();
    await ask(folder, 0);
    await registry.takeRequests();
    expect(await ask(folder, 0, /motd/)).toMatchObject({ texts: ['Hello'] });
    expect(await registry.takeRequests()).toEqual([
      expect.stringMatching(/^GET \/v2\/twice\/blobs\/sha256:\w+ 200$/),
    ]);
  });

  test('fetches anew what was damaged', async () => {
    const folder = makeFolder();
    const first = await ask(folder, 0);
    for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (path.includes('/')) writeFileSync(join(folder, path), 'damaged');
    }
    expect(await ask(folder, 0)).toEqual(first);
  });
});

describe('without a network', () => {
  test('what was asked before is known, however old', async () => {
    await pushImage(registry, 'offline', '1');
    const store = createMemoryStore(2 ** 20);
    const online = await valueOf(client({ store }).readManifest(image('offline:1')));
    await valueOf(client({ store }).listTags(image('offline')));
    await registry.takeRequests();
    const offline = client({ store, offline: true, now: () => Date.now() + 1e10 });
    expect(await valueOf(offline.readManifest(image('offline:1')))).toEqual(online);
    expect(await valueOf(offline.listTags(image('offline')))).toEqual(['1']);
    expect(await registry.takeRequests()).toEqual([]);
  });

  test('everything else is said not to be known', async () => {
    const offline = client({ offline: true });
    const target = image(`never:1`);
    const descriptor = {
      mediaType: '',
      digest: sha256('x'),
      size: 1,
      artifactType: null,
      annotations: {},
    };
    const failures = [
      await failureOf(offline.listTags(target)),
      await failureOf(offline.findDigest(target)),
      await failureOf(offline.readManifest(target)),
      await failureOf(offline.readConfiguration(target, descriptor)),
      await failureOf(offline.readBlob(target, descriptor, 10)),
      await failureOf(offline.listReferrers(target)),
      await failureOf(offline.readLayerFiles(target, descriptor, () => true)),
    ];
    for (const failure of failures) {
      expect(failure).toMatch(
        /^offline: .*never:1: .* is not in the cache, and the network may not/,
      );
    }
    expect(await registry.takeRequests()).toEqual([]);
  });
});

describe('bytes that are not those of their digest', () => {
  /** Changes the stored bytes of a digest behind the registry's back. */
  function corrupt(digest: string, change: (bytes: Buffer) => Buffer): void {
    const hex = digest.replace('sha256:', '');
    const file = readdirSync(registry.folder, { recursive: true, encoding: 'utf8' }).find((path) =>
      path.endsWith(join(hex, 'data')),
    );
    const path = join(registry.folder, file ?? expect.fail());
    writeFileSync(path, change(readFileSync(path)));
  }

  const withOtherLetter = (bytes: Buffer): Buffer => {
    bytes.write('#', bytes.length - 2);
    return bytes;
  };

  test('are refused in a blob', async () => {
    const pushed = await pushImage(registry, 'corrupt-blob', '1', SOURCE);
    const { config } = pushed.manifests['linux/amd64'] ?? expect.fail();
    corrupt(config.digest, withOtherLetter);
    const descriptor = { ...config, artifactType: null, annotations: {} };
    const failure = await failureOf(
      client().readConfiguration(image('corrupt-blob:1'), descriptor),
    );
    expect(failure).toMatch(/^wrong-digest: .* sends other bytes than the digest sha256:/);
  });

  test('are refused in a layer, after which none of its files counts', async () => {
    const pushed = await pushImage(registry, 'corrupt-layer', '1', {
      layers: [{ files: { a: 'first' } }],
    });
    const other = await pushImage(registry, 'corrupt-layer', '2', {
      layers: [{ files: { a: 'other' } }],
    });
    const [layer] = pushed.manifests['linux/amd64']?.layers ?? [];
    const [changed] = other.manifests['linux/amd64']?.layers ?? [];
    if (layer === undefined || changed === undefined) expect.fail();
    const descriptor = { ...layer, digest: changed.digest, artifactType: null, annotations: {} };
    const bytes = await valueOf(
      client().readBlob(image('corrupt-layer:1'), { ...descriptor, digest: layer.digest }, 1e6),
    );
    corrupt(changed.digest, () => Buffer.from(bytes));
    const answer = client().readLayerFiles(image('corrupt-layer:2'), descriptor, () => true);
    expect(await failureOf(answer)).toMatch(/^wrong-digest: /);
  });
});
