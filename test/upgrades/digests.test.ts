import { describe, expect, test } from 'vitest';
import { candidateLines, choices, outlookFor, planRepository } from './plan-repository.ts';
import type { PlanInput } from './plan-repository.ts';
import { images, tableRegistry } from './table-registry.ts';
import type { TableRegistry } from './table-registry.ts';

const HUB = 'docker.io/library';
const TWO = ['linux/amd64', 'linux/arm64/v8'];

/** Tags of nginx: `old-…` are what tags stood for before. */
const REGISTRY = tableRegistry({
  [`${HUB}/nginx`]: {
    '1.30.0': { content: 'new', platforms: TWO },
    'old-1.30.0': { content: 'old', platforms: TWO, isFormer: true },
    '1.30.2': { content: 'patch', platforms: TWO },
    stable: { content: 'new', platforms: TWO },
    'old-stable': { content: 'old', platforms: TWO, isFormer: true },
    resigned: { content: 'same', platforms: TWO, attestations: 2 },
    'old-resigned': { content: 'same', platforms: TWO, attestations: 1, isFormer: true },
    halved: { content: 'new', platforms: ['linux/amd64'] },
    'old-halved': { content: 'old', platforms: TWO, isFormer: true },
    arm: { contents: { 'linux/arm64/v8': 'new' }, platforms: TWO },
    'old-arm': { platforms: TWO, isFormer: true },
    young: { content: 'new', pushed: '2026-11-24T10:00:00Z' },
    'old-young': { content: 'old', isFormer: true },
    latest: { content: 'new', platforms: TWO },
    '1.30': { content: 'new', platforms: TWO },
  },
  [`${HUB}/busybox`]: {
    '1.36.0': { content: 'a', platforms: TWO },
    '1.36.1': { content: 'b', platforms: ['linux/amd64'] },
    '1.36.2': { content: 'c', isSingle: true, platforms: ['linux/arm64/v8'] },
  },
  'mcr.microsoft.com/windows/servercore': {
    ltsc2022: {
      content: 'new',
      platforms: ['windows/amd64/10.0.20348.4000', 'windows/amd64/10.0.17763.4000'],
    },
    'old-ltsc2022': {
      content: 'old',
      platforms: ['windows/amd64/10.0.20348.2700', 'windows/amd64/10.0.17763.2700'],
      isFormer: true,
    },
  },
});

function pinned(tag: string, platform?: string): string {
  return `nginx:${tag}@${REGISTRY.digest(`nginx:old-${tag}`, platform)}`;
}

/** `nginx:stable@` and the digest that it has now. */
function fresh(tag: string, platform?: string): string {
  return `nginx:${tag}@${REGISTRY.digest(`nginx:${tag}`, platform)}`;
}

const ONLY_REFRESH = { kinds: ['digest-refresh'], leaveEnded: false } as const;

describe('a digest', () => {
  const rows: readonly (readonly [name: string, from: string, to: string])[] = [
    ['is refreshed in place, beside its tag', pinned('1.30.0'), fresh('1.30.0')],
    ['of a rolling tag is refreshed, and the tag stays', pinned('stable'), fresh('stable')],
    ['that is fresh stays', fresh('stable'), 'stays'],
    ['of an index with other attestations and the same bytes stays', pinned('resigned'), 'stays'],
    ['of an index that lost a platform stays', pinned('halved'), 'stays'],
    [
      'of one platform is refreshed to that of the same platform',
      pinned('stable', 'linux/arm64/v8'),
      fresh('stable', 'linux/arm64/v8'),
    ],
    [
      'of one platform stays when only another platform changed',
      `nginx:arm@${REGISTRY.digest('nginx:old-arm', 'linux/amd64')}`,
      'stays',
    ],
    [
      'of a platform that is gone stays',
      `nginx:halved@${REGISTRY.digest('nginx:old-halved', 'linux/arm64/v8')}`,
      'stays',
    ],
    [
      'of a Windows image keeps its build',
      `mcr.microsoft.com/windows/servercore:ltsc2022@${REGISTRY.digest('mcr.microsoft.com/windows/servercore:old-ltsc2022', 'windows/amd64/10.0.17763.2700')}`,
      `mcr.microsoft.com/windows/servercore:ltsc2022@${REGISTRY.digest('mcr.microsoft.com/windows/servercore:ltsc2022', 'windows/amd64/10.0.17763.4000')}`,
    ],
    ['without a tag stays', `nginx@${REGISTRY.digest('nginx:old-stable')}`, 'stays'],
    ['is not added where digests are not asked for', 'nginx:stable', 'stays'],
  ];
  test.each(rows)('%s', async (_name, from, to) => {
    const files = { Dockerfile: `FROM ${from}\n` };
    const [line] = await choices({ registry: REGISTRY, files, settings: ONLY_REFRESH });
    expect(line?.split(' -> ')[1]).toBe(to);
  });

  test('that only differs on a platform that is not in use stays', async () => {
    const from = pinned('arm');
    const both = { registry: REGISTRY, settings: ONLY_REFRESH };
    const narrow = { Dockerfile: `FROM --platform=linux/amd64 ${from}\n` };
    const wide = { Dockerfile: `FROM --platform=$TARGETPLATFORM ${from}\n` };
    expect(await choices({ ...both, files: narrow })).toEqual([`${from} -> stays`]);
    expect(await choices({ ...both, files: wide })).toEqual([`${from} -> ${fresh('arm')}`]);
  });

  test('that is too young waits, when the configuration asks for an age', async () => {
    const from = pinned('young');
    const input = { registry: REGISTRY, files: { Dockerfile: `FROM ${from}` } };
    expect(await choices(input)).toEqual([`${from} -> ${fresh('young')}`]);
    const patient = { ...input, settings: { minimumDigestAge: 7 } };
    const lines = candidateLines(await outlookFor(patient, from));
    expect(lines).toEqual([
      `digest-refresh ${fresh('young')}: it is there since 2026-11-24, less than 7 days ago`,
    ]);
  });

  test('goes with the tag that is taken, and the tag stays beside it', async () => {
    const from = pinned('1.30.0');
    const input = { registry: REGISTRY, files: { Dockerfile: `FROM ${from}` } };
    expect(await choices(input)).toEqual([`${from} -> ${fresh('1.30.2')}`]);
  });

  test('is not added to a tag that had none', async () => {
    const input = { registry: REGISTRY, files: { Dockerfile: 'FROM nginx:1.30.0' } };
    expect(await choices(input)).toEqual(['nginx:1.30.0 -> nginx:1.30.2']);
  });
});

describe('where digests are asked for', () => {
  const settings = { pin: true, kinds: [], leaveEnded: false } as const;

  test.each([
    ['a tag gets that of its index', 'nginx:1.30.0', fresh('1.30.0')],
    ['a rolling tag stays what it is and gets one', 'nginx:stable', fresh('stable')],
    ['latest stays latest and gets one', 'nginx:latest', fresh('latest')],
    ['an image without a tag gets both', 'nginx', fresh('latest')],
  ])('%s', async (_name, from, to) => {
    const input = { registry: REGISTRY, files: { Dockerfile: `FROM ${from}` }, settings };
    expect(await choices(input)).toEqual([`${from} -> ${to}`]);
  });

  test('a name from an ARG gets none, which would make the build argument have no effect', async () => {
    const files = { Dockerfile: 'ARG V=1.30.0\nFROM nginx:$V' };
    const outlook = await outlookFor({ registry: REGISTRY, files, settings }, 'nginx:1.30.0');
    expect(candidateLines(outlook)).toContain(
      `digest-pin ${fresh('1.30.0')}: the name is put together from parts, which a digest behind it would overrule`,
    );
    expect(outlook.chosen).toBeNull();
  });

  test('a name from an ARG still gets its patch', async () => {
    const files = { Dockerfile: 'ARG V=1.30.0\nFROM nginx:$V' };
    const input: PlanInput = { registry: REGISTRY, files, settings: { pin: true } };
    expect(await choices(input)).toEqual(['nginx:1.30.0 -> nginx:1.30.2']);
  });

  test('pins and refreshes are one group', async () => {
    const files = { Dockerfile: `FROM nginx:1.30.0\nFROM ${pinned('stable')}` };
    const input = {
      registry: REGISTRY,
      files,
      settings: { ...settings, kinds: ['digest-refresh'] as const },
    };
    const { groups } = await planRepository(input);
    expect(groups.map(({ key, kind, members }) => ({ key, kind, count: members.length }))).toEqual([
      { key: 'digests', kind: 'digest-refresh', count: 2 },
    ]);
  });
});

describe('platforms are never lost', () => {
  test('the newest tag that has them all is taken, and the others say what they lack', async () => {
    const registry: TableRegistry = tableRegistry({
      [`${HUB}/nginx`]: {
        '1.30.0': { content: '0', platforms: TWO },
        '1.30.1': { content: '1', platforms: TWO },
        '1.30.2': { content: '2', platforms: ['linux/amd64'] },
      },
    });
    const outlook = await outlookFor(
      { registry, files: { Dockerfile: 'FROM nginx:1.30.0' } },
      'nginx:1.30.0',
    );
    expect(outlook.chosen?.reference).toBe('nginx:1.30.1');
    expect(candidateLines(outlook)).toContain(
      'patch nginx:1.30.2: nginx:1.30.2 has no image for linux/arm64, which nginx:1.30.0 has',
    );
  });

  test('only the one in use counts where the file names it', async () => {
    const files = { Dockerfile: 'FROM --platform=linux/amd64 busybox:1.36.0' };
    expect(await choices({ registry: REGISTRY, files })).toEqual([
      'busybox:1.36.0 -> busybox:1.36.1',
    ]);
  });

  test('nothing is lost by leaving an image that is gone', async () => {
    const registry = tableRegistry({ [`${HUB}/nginx`]: images('1.30.2') });
    const files = { Dockerfile: 'FROM nginx:1.30.0' };
    expect(await choices({ registry, files })).toEqual(['nginx:1.30.0 -> nginx:1.30.2']);
  });
});

describe('a new tag must have been there for some days', () => {
  const registry = tableRegistry({
    [`${HUB}/nginx`]: {
      '1.30.0': { content: '0' },
      '1.30.1': { content: '1', pushed: '2026-11-20T00:00:00Z', created: null },
      '1.30.2': { content: '2', created: '2026-11-24T23:00:00Z' },
      '1.30.3': { content: '3', pushed: '2026-11-23T00:00:00Z' },
    },
    [`${HUB}/httpd`]: {
      '2.4.1': { content: '0' },
      '2.4.2': { content: '1', created: '1970-01-01T00:00:00Z' },
    },
  });

  test('by its push, else by when it was made; younger ones say so', async () => {
    const files = { Dockerfile: 'FROM nginx:1.30.0' };
    const outlook = await outlookFor({ registry, files }, 'nginx:1.30.0');
    expect(outlook.chosen?.reference).toBe('nginx:1.30.1');
    expect(candidateLines(outlook).slice(0, 2)).toEqual([
      'patch nginx:1.30.3: it is there since 2026-11-23, less than 3 days ago',
      'patch nginx:1.30.2: it is there since 2026-11-24, less than 3 days ago',
    ]);
  });

  test('and is taken at once where the configuration asks for no age', async () => {
    const files = { Dockerfile: 'FROM nginx:1.30.0' };
    expect(await choices({ registry, files, settings: { minimumAge: 0 } })).toEqual([
      'nginx:1.30.0 -> nginx:1.30.3',
    ]);
  });

  test('and when nobody knows its age, that is said', async () => {
    const files = { Dockerfile: 'FROM httpd:2.4.1' };
    const outlook = await outlookFor({ registry, files }, 'httpd:2.4.1');
    expect(outlook.chosen?.reference).toBe('httpd:2.4.2');
    expect(outlook.unknown).toEqual(['how old httpd:2.4.2 is']);
  });
});
