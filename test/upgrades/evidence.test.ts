import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Registry } from '../../src/image/registry.ts';
import type { Evidence, PackageChange } from '../../src/image/upgrade.ts';
import { gatherEvidence } from '../../src/upgrades/evidence.ts';
import { packagesOf } from '../../src/upgrades/packages-of.ts';
import { readOnPlatform } from '../../src/upgrades/platform-image.ts';
import { tarOfFiles } from '../registry/make-tar.ts';
import { createMemoryRegistry, parsePlatform, reference } from './memory-registry.ts';
import type { ImageOnPlatform, MemoryRegistry } from './memory-registry.ts';

const STATUS = 'var/lib/dpkg/status';
const INSTALLED = 'lib/apk/db/installed';

type Versions = Readonly<Record<string, string>>;

function dpkg(versions: Versions): string {
  const paragraphs = Object.entries(versions).map(
    ([name, version]) =>
      `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: ${version}\n`,
  );
  return paragraphs.join('\n');
}

function apk(versions: Versions): string {
  return Object.entries(versions)
    .map(([name, version]) => `P:${name}\nV:${version}\nA:x86_64\n`)
    .join('\n');
}

function rpm(name: string): Uint8Array {
  return readFileSync(join(import.meta.dirname, '../fixtures/rpm', name));
}

function sbom(...purls: readonly string[]) {
  const packages = purls.map((referenceLocator) => ({
    externalRefs: [{ referenceType: 'purl', referenceLocator }],
  }));
  const predicate = { spdxVersion: 'SPDX-2.3', name: 'sbom', packages };
  return { predicateType: 'https://spdx.dev/Document', predicate };
}

type Image = ImageOnPlatform | readonly ImageOnPlatform[];

interface Asked {
  readonly evidence: Evidence;
  readonly memory: MemoryRegistry;
}

async function compare(
  from: Image,
  to: Image,
  prepare: (memory: MemoryRegistry) => void = () => undefined,
  platform: string | null = null,
): Promise<Asked> {
  const memory = createMemoryRegistry();
  await memory.push('app:1', from);
  await memory.push('app:2', to);
  prepare(memory);
  const on = platform === null ? null : parsePlatform(platform);
  const { registry } = memory;
  const evidence = await gatherEvidence(registry, reference('app:1'), reference('app:2'), on);
  return { evidence, memory };
}

function withPackages(versions: Versions): ImageOnPlatform {
  return { layers: [{ [STATUS]: dpkg(versions) }] };
}

describe('evidence says', () => {
  it('what changed between two images', async () => {
    const [old, now] = ['a'.repeat(40), 'b'.repeat(40)];
    const labels = (revision: string) => ({
      'org.opencontainers.image.source': 'https://github.com/o/r',
      'org.opencontainers.image.revision': revision,
    });
    const created = '2026-01-01T00:00:00Z';
    const { evidence } = await compare(
      {
        ...withPackages({ bash: '5.2.15-2', curl: '7.88.1-10', gone: '1' }),
        configuration: { created, labels: labels(old), env: ['A=1'] },
      },
      {
        ...withPackages({ bash: '5.2.15-2', curl: '8.14.1-2', added: '2' }),
        configuration: { created: '2026-02-01T00:00:00Z', labels: labels(now), user: 'app' },
      },
    );
    expect(evidence).toEqual({
      platform: parsePlatform('linux/amd64'),
      created: { from: created, to: '2026-02-01T00:00:00Z' },
      revision: { from: old, to: now },
      source: 'https://github.com/o/r',
      compareLink: `https://github.com/o/r/compare/${old}...${now}`,
      size: { from: expect.any(Number) as number, to: expect.any(Number) as number },
      platforms: { lost: [], gained: [] },
      packages: [
        { name: 'added', from: null, to: '2' },
        { name: 'curl', from: '7.88.1-10', to: '8.14.1-2' },
        { name: 'gone', from: '1', to: null },
      ],
      configuration: [
        { field: 'user', from: 'root', to: 'app' },
        { field: 'env A', from: '1', to: null },
      ],
      unknown: [],
    });
    expect(evidence.size.from).toBeGreaterThan(100);
  });

  it('source and revision as the annotations of the manifest or of the index have them', async () => {
    const annotations = {
      'org.opencontainers.image.source': `https://github.com/o/r.git#${'c'.repeat(40)}:22`,
      'org.opencontainers.image.revision': 'c'.repeat(40),
    };
    const { evidence } = await compare([{}], [{ annotations }]);
    expect(evidence.revision).toEqual({ from: null, to: 'c'.repeat(40) });
    expect(evidence.source).toBe(`https://github.com/o/r.git#${'c'.repeat(40)}:22`);
  });

  it('which platforms are lost and gained', async () => {
    const { evidence } = await compare(
      [{ platform: 'linux/amd64' }, { platform: 'linux/arm/v7' }, { platform: 'linux/s390x' }],
      [{ platform: 'linux/amd64' }, { platform: 'linux/arm64/v8' }, { platform: 'linux/s390x' }],
    );
    expect(evidence.platforms).toEqual({ lost: ['linux/arm/v7'], gained: ['linux/arm64'] });
  });
});

describe('the platform is', () => {
  const both = [{ platform: 'linux/s390x' }, { platform: 'linux/arm64' }];

  it.each<readonly [string, Image, Image, string | null, string]>([
    ['linux/amd64 by default', [...both, {}], [...both, {}], null, 'linux/amd64'],
    ['the first common one', both, [{ platform: 'linux/arm64/v8' }, {}], null, 'linux/arm64'],
    ['the one that is asked for', [...both, {}], both, 'linux/arm64', 'linux/arm64'],
    ['that of a single image', { platform: 'linux/s390x' }, both, null, 'linux/s390x'],
  ])('%s', async (_name, from, to, wanted, chosen) => {
    const { evidence } = await compare(from, to, undefined, wanted);
    expect(evidence.platform).toEqual(parsePlatform(chosen));
  });

  it.each<readonly [string, Image, Image, string | null, readonly string[]]>([
    ['not in the new image', [{}], both, 'linux/amd64', ['app:2 has no image for linux/amd64']],
    ['not common', [{}], both, null, ['app:1 and app:2 have no platform in common']],
    ['not in an empty index', [], [{}], null, ['app:1 has no image for any known platform']],
  ])('unknown when it is %s', async (_name, from, to, wanted, unknown) => {
    const { evidence } = await compare(from, to, undefined, wanted);
    expect(evidence).toMatchObject({ platform: null, packages: null, unknown });
  });
});

const CURL: readonly PackageChange[] = [{ name: 'curl', from: '1', to: '2' }];

describe('packages come', () => {
  it('from the bill of materials in the index, without reading a layer', async () => {
    const { evidence, memory } = await compare(
      [{ sbom: sbom('pkg:deb/debian/curl@1', 'pkg:npm/%40x/y@1.0.0') }],
      [{ sbom: sbom('pkg:deb/debian/curl@2', 'pkg:npm/%40x/y@1.1.0') }],
    );
    expect(evidence.packages).toEqual([...CURL, { name: 'npm/@x/y', from: '1.0.0', to: '1.1.0' }]);
    expect(evidence.unknown).toEqual([]);
    expect(memory.asked.filter((line) => line.startsWith('readLayerFiles'))).toEqual([]);
  });

  it('from the bill of materials of the right platform', async () => {
    const index = (version: string) => [
      { sbom: sbom(`pkg:deb/debian/curl@${version}`) },
      { platform: 'linux/arm64', sbom: sbom('pkg:deb/debian/wrong@0') },
    ];
    const { evidence } = await compare(index('1').reverse(), index('2'));
    expect(evidence.packages).toEqual(CURL);
  });

  it('from what refers to the image', async () => {
    const [old, now] = ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'];
    const { evidence } = await compare(
      { configuration: { created: old } },
      { configuration: { created: now } },
      (memory) => {
        memory.attach('app:1', 'application/vnd.cncf.notary.signature', '{}');
        memory.attach('app:1', 'application/spdx+json', JSON.stringify(sbom('pkg:deb/d/curl@1')));
        const bom = { bomFormat: 'CycloneDX', components: [{ purl: 'pkg:deb/d/curl@2' }] };
        memory.attach('app:2', 'application/vnd.cyclonedx+json', JSON.stringify(bom));
      },
    );
    expect(evidence).toMatchObject({ packages: CURL, unknown: [] });
  });

  it.each<readonly [string, ImageOnPlatform, ImageOnPlatform]>([
    ['dpkg', withPackages({ curl: '1' }), withPackages({ curl: '2' })],
    [
      'dpkg in distroless images, in several layers',
      { layers: [{ [`${STATUS}.d/curl`]: 'Package: curl\nVersion: 1\n' }] },
      {
        layers: [
          { [`${STATUS}.d/curl`]: 'Package: curl\nVersion: 2\n' },
          { [`${STATUS}.d/curl.md5sums`]: 'd41d8cd98f00b204e9800998ecf8427e  usr/bin/curl\n' },
        ],
      },
    ],
    [
      'apk',
      { layers: [{ [INSTALLED]: apk({ curl: '1' }) }] },
      { layers: [{ [`usr/${INSTALLED}`]: apk({ curl: '2' }) }] },
    ],
  ])('from the layers, of %s', async (_name, from, to) => {
    const { evidence } = await compare(from, to);
    expect(evidence).toMatchObject({ packages: CURL, unknown: [] });
  });

  it.each([
    ['var/lib/rpm', 'rpmdb.sqlite', 29],
    ['usr/lib/sysimage/rpm', 'rpmdb.sqlite', 29],
    ['usr/lib/sysimage/rpm', 'Packages.db', 3],
    ['var/lib/rpm', 'Packages', 3],
  ])('from the layers, of rpm in %s/%s', async (folder, name, count) => {
    const { evidence } = await compare(
      { layers: [{ [`${folder}/${name}`]: rpm(name) }] },
      withPackages({ only: '1' }),
    );
    const gone = evidence.packages?.filter(({ to }) => to === null);
    // A key is no package.
    expect(gone).toHaveLength(count === 29 ? 28 : count);
    expect(evidence.packages).toContainEqual({ name: 'bash', from: '5.1.8-9.el9', to: null });
  });

  it('from the log of an rpm database that a newer layer has', async () => {
    const base = { 'var/lib/rpm/rpmdb.sqlite': rpm('rpmdb.sqlite') };
    const log = { 'var/lib/rpm/rpmdb.sqlite-wal': rpm('rpmdb.sqlite-wal') };
    const { evidence } = await compare({ layers: [base] }, { layers: [base, log] });
    expect(evidence.packages).toEqual([
      { name: 'bash', from: '5.1.8-9.el9', to: '5.1.9-9.el9' },
      { name: 'lib1', from: '1.1-1', to: null },
    ]);
  });

  it('from the newest layer that has the database, and no older one is read', async () => {
    const old = { [STATUS]: dpkg({ curl: '0' }) };
    const { evidence, memory } = await compare(
      { layers: [old, { [STATUS]: dpkg({ curl: '1' }) }] },
      { layers: [old, { 'etc/x': 'x' }, { [STATUS]: dpkg({ curl: '2' }) }, { 'etc/y': 'y' }] },
    );
    expect(evidence.packages).toEqual(CURL);
    expect(memory.asked.filter((line) => line.startsWith('readLayerFiles'))).toHaveLength(3);
  });

  it('without what a newer layer removed', async () => {
    const layers = [{ [STATUS]: dpkg({ curl: '1' }) }];
    const { evidence } = await compare(
      { layers },
      {
        layers: [
          ...layers,
          { 'var/lib/.wh.dpkg': '' },
          { [`${STATUS}.d/curl`]: 'Package: curl\nVersion: 2\n' },
        ],
      },
    );
    expect(evidence.packages).toEqual(CURL);
  });

  it('without language packages when only one image names them', async () => {
    const { evidence } = await compare(withPackages({ curl: '1' }), [
      { sbom: sbom('pkg:deb/debian/curl@2', 'pkg:npm/x@1') },
    ]);
    expect(evidence.packages).toEqual(CURL);
    expect(evidence.unknown).toEqual([
      'language packages: only one of the images comes with a bill of materials',
    ]);
  });

  it('once where a package is installed several times: the newest counts', async () => {
    const twice = `${dpkg({ curl: '9' })}\n${dpkg({ curl: '10' })}`;
    const { evidence } = await compare(
      { layers: [{ [STATUS]: twice }] },
      withPackages({ curl: '10' }),
    );
    expect(evidence.packages).toEqual([]);
  });
});

describe('packages are unknown, and evidence says why,', () => {
  const good = withPackages({ curl: '2' });
  const bad = async (bytes: Buffer | Promise<Buffer>): Promise<ImageOnPlatform> => ({
    layers: [await bytes],
  });
  const layer = async () => gzipSync(await tarOfFiles({ [STATUS]: dpkg({ curl: '1' }) }));

  it.each<readonly [string, () => Promise<ImageOnPlatform>, RegExp]>([
    ['when an image has none', () => Promise.resolve({}), /it has no package database$/],
    [
      'when a database is broken',
      () => Promise.resolve({ layers: [{ 'var/lib/rpm/rpmdb.sqlite': 'SQLite?' }] }),
      /rpmdb\.sqlite is no SQLite database$/,
    ],
    [
      'when a database was emptied',
      () => Promise.resolve({ layers: [{ [STATUS]: '' }] }),
      /its package database is empty$/,
    ],
    [
      'when records are broken',
      () => Promise.resolve({ layers: [{ [STATUS]: 'Package: x\n' }] }),
      /1 records of the dpkg database cannot be read$/,
    ],
    [
      'when a layer is truncated',
      async () => bad((await layer()).subarray(0, 60)),
      /the layer is broken or ends too early$/,
    ],
    ['when a layer is no archive', () => bad(gzipSync('x'.repeat(2000))), /the layer is broken/],
    [
      'when a layer is a gzip bomb',
      () => bad(gzipSync(Buffer.alloc(80 * 1024 ** 2))),
      /more than 200 times its compressed size$/,
    ],
    [
      'when a package file is huge',
      async () =>
        bad(gzipSync(await tarOfFiles({ [STATUS]: Buffer.alloc(70 * 1024 ** 2) }), { level: 0 })),
      /var\/lib\/dpkg\/status has more than 67108864 bytes$/,
    ],
  ])('%s', async (_name, image, why) => {
    const { evidence } = await compare(await image(), good);
    expect(evidence.packages).toBeNull();
    expect(evidence.unknown).toHaveLength(1);
    expect(evidence.unknown[0]).toMatch(/^packages of app:1@sha256:[0-9a-f]{12}: /);
    expect(evidence.unknown[0]).toMatch(why);
    expect(evidence.platform).toEqual(parsePlatform('linux/amd64'));
  });

  it.each<readonly [string, unknown, RegExp]>([
    ['that is cut off', '{"predicate":', /no JSON/],
    ['without packages', sbom(), /it names no packages/],
    ['of something else', { predicateType: 'x', predicate: {} }, /neither SPDX nor CycloneDX/],
  ])('but a bill of materials %s is replaced by the layers', async (_name, broken, why) => {
    const { evidence } = await compare([{ ...withPackages({ curl: '1' }), sbom: broken }], good);
    expect(evidence.packages).toEqual(CURL);
    expect(evidence.unknown).toEqual([
      expect.stringMatching(/^about app:1@.*its bill of materials was not used/),
    ]);
    expect(evidence.unknown[0]).toMatch(why);
  });
});

describe('a registry that fails', () => {
  const questions: readonly (keyof Registry)[] = [
    'readManifest',
    'readConfiguration',
    'readBlob',
    'listReferrers',
    'readLayerFiles',
  ];

  it.each(questions)('at %s never throws', async (question) => {
    const image = (version: string) => [
      { ...withPackages({ curl: version }), sbom: sbom(`pkg:deb/d/curl@${version}`) },
    ];
    const { evidence } = await compare(image('1'), image('2'), (memory) => {
      memory.fail(question, 'unavailable');
    });
    const isEnough = question === 'listReferrers' || question === 'readLayerFiles';
    expect(evidence.unknown.length > 0).toBe(!isEnough);
    expect(evidence.packages !== null || evidence.unknown.length > 0).toBe(true);
  });

  it('for one image says which', async () => {
    const { evidence } = await compare({}, {}, (memory) => {
      memory.fail('readManifest', 'timeout', 'app:2');
    });
    expect(evidence).toMatchObject({
      platform: null,
      size: { from: null, to: null },
      unknown: ['docker.io/library/app:2: timeout'],
    });
  });
});

describe('the packages of one image', () => {
  it('come with where they were found', async () => {
    const memory = createMemoryRegistry();
    await memory.push('app', withPackages({ curl: '1' }));
    const image = await readOnPlatform(memory.registry, reference('app'), null);
    expect(image.ok && (await packagesOf(memory.registry, image.value))).toEqual({
      packages: [{ name: 'curl', version: '1', type: 'deb', source: null, architecture: 'amd64' }],
      origin: 'database',
      unknown: [],
    });
  });

  it('are unknown for an image that does not exist, or not for the platform', async () => {
    const { registry, push } = createMemoryRegistry();
    await push('app', {});
    expect(await readOnPlatform(registry, reference('other'), null)).toMatchObject({
      failure: { message: 'docker.io/library/other:latest does not exist' },
    });
    const arm = parsePlatform('linux/arm64');
    expect(await readOnPlatform(registry, reference('app'), arm)).toMatchObject({
      failure: { message: 'app has no image for linux/arm64' },
    });
  });
});
