import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gitIn, makeCheckout, makeFolder } from '../local/folders.ts';
import { pushImage } from '../registry/make-image.ts';
import type { ImageSource } from '../registry/make-image.ts';
import { startRegistry } from '../registry/real-registry.ts';
import type { RealRegistry } from '../registry/real-registry.ts';

import { json, seaworthy } from './seaworthy.ts';
import type { Outcome } from './seaworthy.ts';

const SOURCE = 'https://github.com/nodejs/docker-node';
const CREATED = '2026-01-02T03:04:05Z';

let registry: RealRegistry;
let scratch: string;
let cache: string;
let settings: string;
const digests = new Map<string, string>();

async function push(name: string, source: ImageSource): Promise<void> {
  const [repository = '', tag = ''] = name.split(':');
  const platforms = ['linux/amd64', 'linux/arm64'];
  const image = await pushImage(registry, `library/${repository}`, tag, {
    created: CREATED,
    platforms,
    ...source,
  });
  digests.set(name, image.digest);
}

function withPackage(version: string): ImageSource {
  const status = `Package: curl\nStatus: install ok installed\nVersion: ${version}\n\n`;
  return {
    layers: [{ files: { 'var/lib/dpkg/status': status } }],
    config: {
      Env: [`NODE_VERSION=${version}`],
      Labels: {
        'org.opencontainers.image.source': SOURCE,
        'org.opencontainers.image.revision': version.replaceAll('.', '').padEnd(40, '0'),
      },
    },
  };
}

beforeAll(async () => {
  registry = await startRegistry();
  await push('node:24.1.0-slim', withPackage('24.1.0'));
  await push('node:24.11.0-slim', withPackage('24.11.0'));
  await push('node:25.0.0-slim', withPackage('25.0.0'));
  await push('alpine:3.17', {});
  await push('alpine:3.22', { config: { Labels: { release: '3.22' } } });
  await push('alpine:latest', { config: { Labels: { release: '3.22' } } });
  await push('busybox:1.37', { platforms: ['linux/amd64'] });
  scratch = mkdtempSync(join(tmpdir(), 'seaworthy-upgrades-'));
  cache = join(scratch, 'cache');
  settings = join(scratch, 'registries.yml');
  writeFileSync(
    settings,
    `registries:\n  docker.io:\n    mirrors: [${registry.host}]\n    original: never\n  ${registry.host}:\n    insecure: true\n`,
  );
});

afterAll(async () => {
  await registry.stop();
  rmSync(scratch, { recursive: true, force: true });
});

function run(folder: string, words: readonly string[], more: Record<string, string> = {}): Outcome {
  const environment = { SEAWORTHY_REGISTRIES: settings, XDG_CACHE_HOME: cache, ...more };
  return seaworthy(folder, words, { environment });
}

const SHOP = {
  'web/Dockerfile':
    'ARG NODE=24.1.0\nFROM node:${NODE}-slim AS build\nFROM node:${NODE}-slim\nCOPY --from=build /a /a\n',
  'job/Dockerfile': 'FROM alpine:3.17\nCOPY --from=busybox:1.37 /bin/busybox /b\n',
};

describe('seaworthy upgrades', () => {
  it('tells what each image should become, with evidence from the registry', () => {
    const outcome = run(makeFolder(SHOP), ['upgrades', '--format', 'json']);
    expect(outcome.stderr).toBe('');
    expect(outcome.code).toBe(1);
    const result = json(outcome);
    expect(result).toMatchObject({
      images: [
        {
          reference: 'alpine:3.17',
          chosen: 'alpine:3.22',
          places: [{ path: 'job/Dockerfile', line: 1 }],
        },
        { reference: 'busybox:1.37', chosen: null },
        {
          reference: 'node:24.1.0-slim',
          places: [
            { path: 'web/Dockerfile', line: 2 },
            { path: 'web/Dockerfile', line: 3 },
          ],
          current: {
            digest: digests.get('node:24.1.0-slim'),
            lifecycle: { product: 'node', cycle: '24' },
          },
          chosen: 'node:24.11.0-slim',
          unknown: [],
        },
      ],
    });
    expect(result).toHaveProperty(
      ['images', 2, 'candidates'],
      expect.arrayContaining([
        expect.objectContaining({
          reference: 'node:24.11.0-slim',
          digest: digests.get('node:24.11.0-slim'),
          kind: 'minor',
          evidence: expect.objectContaining({
            created: { from: CREATED, to: CREATED },
            source: SOURCE,
            packages: [{ name: 'curl', from: '24.1.0', to: '24.11.0' }],
            unknown: [],
          }) as unknown,
        }),
        expect.objectContaining({ reference: 'node:25.0.0-slim', kind: 'major' }),
      ]),
    );
  });

  it('says why a candidate is not taken, for people', () => {
    const { stdout } = run(makeFolder(SHOP), ['upgrades', 'node:24.1.0-slim']);
    expect(stdout).toContain('take    node:24.11.0-slim minor: it is the newest that may be taken');
    expect(stdout).toContain('packages: 1 updated, 0 added, 0 removed');
    expect(stdout).toMatch(/not {5}node:25\.0\.0-slim major: .*long support/);
  });

  it('keeps to what the repository allows', () => {
    const folder = makeFolder({
      ...SHOP,
      'web/package.json': '{"engines":{"node":"24.1 - 24.5"}}',
    });
    const { stdout } = run(folder, ['upgrades', 'web']);
    expect(stdout).toContain('engines.node in web/package.json says 24.1 - 24.5');
    expect(stdout).not.toContain('take');
  });

  it('answers from the cache when it is offline, and says what it cannot know', () => {
    const folder = makeFolder({ ...SHOP, 'new/Dockerfile': 'FROM ghcr.io/acme/tool:1\n' });
    run(folder, ['upgrades']);
    const { stdout, code } = run(folder, ['upgrades', '--offline'], {
      SEAWORTHY_REGISTRIES: settings,
    });
    expect(code).toBe(1);
    expect(stdout).toContain('take    node:24.11.0-slim');
    expect(stdout).toMatch(/unknown ghcr\.io\/acme\/tool:1: .*not in the cache/);
  });

  it('goes on where one registry is down', () => {
    const folder = makeFolder({ ...SHOP, 'new/Dockerfile': 'FROM 127.0.0.1:1/tool:1\n' });
    const { stdout } = run(folder, ['upgrades', '--no-evidence']);
    expect(stdout).toMatch(/unknown 127\.0\.0\.1:1\/tool:1: .*private|loopback|refused/);
    expect(stdout).toContain('take    node:24.11.0-slim');
  });

  it.each([
    [
      'a word that is neither a path nor an image',
      ['UPPER:case'],
      /no such file, and it is no name of an image/,
    ],
    ['a path that is not there', ['./missing/Dockerfile'], /no such file/],
  ])('refuses %s', (_name, words, message) => {
    const outcome = run(makeFolder(SHOP), ['upgrades', ...words]);
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toMatch(message);
  });

  it('names file and line of broken settings', () => {
    const broken = join(
      makeFolder({ 'registries.yml': 'registries:\n  docker.io:\n    mirror: [x]\n' }),
      'registries.yml',
    );
    const outcome = run(makeFolder(SHOP), ['upgrades'], { SEAWORTHY_REGISTRIES: broken });
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toMatch(/registries\.yml:\d+:\d+: .*unknown key `mirror`/);
  });
});

describe('seaworthy fix', () => {
  it('pins digests when its rule is named', () => {
    const folder = makeFolder({
      Dockerfile: 'FROM alpine:3.22\n',
      '.github/seaworthy.yml': 'upgrades:\n  pin: true\n',
    });
    const { stdout, code } = run(folder, ['fix', '--rule', 'no-digest']);
    expect(code).toBe(1);
    expect(stdout).toContain(`+FROM alpine:3.22@${digests.get('alpine:3.22') ?? ''}`);
  });

  it('names the version that latest stands for', () => {
    const folder = makeFolder({ Dockerfile: 'FROM alpine:latest\n' });
    const { stdout } = run(folder, ['fix', '--safety', 'review', '--rule', 'latest-tag']);
    expect(stdout).toContain('+FROM alpine:3.22\n');
  });

  it('asks nobody for fixes that are safe', async () => {
    const folder = makeFolder(SHOP);
    await registry.takeRequests();
    run(folder, ['fix']);
    expect(await registry.takeRequests()).toEqual([]);
  });
});

describe('seaworthy run', () => {
  it('makes one branch for each image that moves, builder and runtime together', () => {
    const folder = makeCheckout(SHOP);
    const first = run(folder, ['run', '.', '--format', 'json']);
    expect(first.stderr).toBe('');
    expect(json(first)).toMatchObject({
      proposals: [
        {
          key: { kind: 'upgrade', subject: 'alpine-3-17' },
          branch: 'seaworthy/upgrade-alpine-3-17',
          title: 'Move alpine:3.17 to alpine:3.22 in job/Dockerfile',
          outcome: { kind: 'created' },
        },
        {
          key: { kind: 'upgrade' },
          title: 'Move node:24.1.0-slim to node:24.11.0-slim in web/Dockerfile',
        },
      ],
    });
    const branch = 'seaworthy/upgrade-node-24-1-0';
    expect(gitIn(folder, 'diff', '--stat', `main..${branch}`)).toMatch(
      /^ web\/Dockerfile \| 2 \+-/,
    );
    expect(gitIn(folder, 'show', `${branch}:web/Dockerfile`)).toMatch(/^ARG NODE=24\.11\.0\n/);
    expect(json(run(folder, ['run', '.', '--format', 'json']))).toMatchObject({
      proposals: [{ outcome: { kind: 'unchanged' } }, { outcome: { kind: 'unchanged' } }],
    });
    gitIn(folder, 'checkout', '-q', branch);
    const after = json(run(folder, ['run', '.', '--dry-run', '--format', 'json']));
    expect(after).toMatchObject({ proposals: [{ key: { subject: 'alpine-3-17' } }] });
  });

  it('moves an image in one file while another file says no', () => {
    const no = '# seaworthy ignore=end-of-life-image it runs on a museum piece\n';
    const folder = makeCheckout({
      'a/Dockerfile': `${no}FROM alpine:3.17\nUSER 1\n`,
      'b/Dockerfile': 'FROM alpine:3.17\nUSER 1\n',
    });
    expect(json(run(folder, ['run', '.', '--dry-run', '--format', 'json']))).toMatchObject({
      proposals: [{ title: 'Move alpine:3.17 to alpine:3.22 in b/Dockerfile' }],
    });
  });

  it.each([
    [
      'by the ARG that also feeds another stage',
      'ARG V=3.17\nFROM alpine:$V AS a\n# seaworthy ignore=end-of-life-image no\nFROM alpine:$V\nUSER 1\nCOPY --from=a /a /a\n',
    ],
    [
      'by another stage of the same file',
      'FROM alpine:3.17 AS a\n# seaworthy ignore=end-of-life-image no\nFROM alpine:3.17\nUSER 1\nCOPY --from=a /a /a\n',
    ],
  ])('never moves an image whose end is accepted, %s', (_name, text) => {
    const folder = makeCheckout({ Dockerfile: text });
    const result = json(run(folder, ['run', '.', '--dry-run', '--format', 'json']));
    expect(result).toMatchObject({ proposals: [] });
  });

  it('proposes what has ended before what is only newer', () => {
    const folder = makeCheckout({
      Dockerfile: 'FROM alpine:3.17\nUSER 1\n',
      'a/Dockerfile': 'FROM node:24.1.0-slim\nUSER 1\n',
    });
    expect(json(run(folder, ['run', '.', '--dry-run', '--format', 'json']))).toMatchObject({
      proposals: [{ key: { subject: 'alpine-3-17' } }, { key: { subject: 'node-24-1-0' } }],
    });
  });

  it('leaves to Renovate what it moves, says so once, and does what is not an image', () => {
    const folder = makeCheckout({
      ...SHOP,
      'api/Dockerfile': 'FROM node:24.1.0-slim\nENV A 1\nUSER node\n',
      'renovate.json': '{ "extends": ["config:recommended"] }',
    });
    const said =
      'moves the tags and digests of `alpine`, `busybox` and `node`; they are left to it.';
    const result = json(run(folder, ['run', '.', '--dry-run', '--format', 'json']));
    expect(result).toMatchObject({
      proposals: [{ key: { kind: 'hardening' }, body: expect.stringContaining(said) as unknown }],
      leftToBots: [
        { bot: 'Renovate', file: 'renovate.json', images: ['alpine', 'busybox', 'node'] },
      ],
      waiting: [],
    });
    const { stdout, stderr } = run(folder, ['run', '.', '--dry-run']);
    expect(stderr).toBe('');
    // In the text of the pull request, and at the end.
    expect(stdout.split(said)).toHaveLength(3);
    expect(stdout).toContain(`\nRenovate (\`renovate.json\`) ${said}\n`);
    expect(stdout).toContain(
      'job/Dockerfile:1 end-of-life-image: alpine:3.22: Renovate (`renovate.json`) moves the tags and digests of this image',
    );
  });

  it('leaves to Dependabot what it sees, and moves the others', () => {
    const folder = makeCheckout({
      ...SHOP,
      '.github/dependabot.yml':
        'version: 2\nupdates:\n  - package-ecosystem: docker\n    directories: ["/*"]\n',
    });
    expect(json(run(folder, ['run', '.', '--dry-run', '--format', 'json']))).toMatchObject({
      // Dependabot does not read variables.
      proposals: [{ key: { subject: 'node-24-1-0' } }],
      leftToBots: [{ bot: 'Dependabot', file: '.github/dependabot.yml', images: ['alpine'] }],
    });
  });

  it('puts what the image brings into the text of the pull request', () => {
    const { stdout } = run(makeFolder(SHOP), ['run', '.']);
    expect(stdout).toContain('**`node:24.1.0-slim` → `node:24.11.0-slim`** in `web/Dockerfile`');
    expect(stdout).toContain('<summary>Packages: 1 updated</summary>');
    expect(stdout).toContain(`${SOURCE}/compare/2410`);
  });
});
