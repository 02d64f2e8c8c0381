import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pushImage } from '../../test/registry/make-image.ts';
import { startRegistry } from '../../test/registry/real-registry.ts';
import type { RealRegistry } from '../../test/registry/real-registry.ts';
import { printBar } from './bars.ts';
import { withCommand } from './processes.ts';

const FILES = 50;
const ROUNDS = 5;
const LONGEST_SECONDS = 1.5;
const LARGEST_MEGABYTES = 150;
const MEGABYTE = 1024 * 1024;

/** Repositories with the tags in use, and what has come out since. */
const IMAGES: Readonly<
  Record<string, { readonly used: readonly string[]; readonly rest: string }>
> = {
  node: { used: ['20.11.0-slim', '22.1.0-alpine3.19', '18-bookworm', '24', 'lts'], rest: '-slim' },
  python: { used: ['3.12.1-slim-bookworm', '3.11-alpine3.19', '3.13', '3'], rest: '-slim-trixie' },
  golang: { used: ['1.22.1', '1.21-alpine3.19', '1.25', '1.24-bookworm'], rest: '-alpine3.22' },
  nginx: { used: ['1.25.3', '1.26-alpine', 'latest', 'stable-alpine'], rest: '-alpine' },
  alpine: { used: ['3.19.1', '3.18', '3.20', '3'], rest: '' },
  debian: { used: ['12.4', 'bookworm-slim', 'trixie', '13-slim'], rest: '-slim' },
  ruby: { used: ['3.3.0-slim', '3.4-alpine'], rest: '-slim' },
  php: { used: ['8.2.1-fpm', '8.3-apache', '8.3-cli-alpine'], rest: '-fpm' },
  'eclipse-temurin': { used: ['21.0.1_12-jre'], rest: '-jre' },
  maven: { used: ['3.9.5-eclipse-temurin-21'], rest: '-eclipse-temurin-21' },
  rust: { used: ['1.75-slim-bookworm'], rest: '-slim-bookworm' },
  redis: { used: ['7.2.1-alpine', '7', '8-bookworm'], rest: '-alpine' },
  postgres: { used: ['16.1', '15-alpine', '17'], rest: '' },
  busybox: { used: ['1.36.0', 'latest'], rest: '-musl' },
  ubuntu: { used: ['22.04', 'jammy'], rest: '' },
};

/** As long as an answer is believed without being told otherwise. */
const FRESH_SECONDS = 600;

interface Runs {
  readonly cold: Run[];
  readonly warm: Run[];
  readonly stale: Run[];
}

interface Run {
  readonly seconds: number;
  readonly megabytes: number;
  readonly requests: readonly string[];
  readonly resolved: number;
}

/**
 * 50 Dockerfiles with 100 FROM lines, resolved by the built command to upgrades with digests against a
 * real registry on this machine: wall time, peak memory and requests, start-up included; then again
 * with the cache of the first run, once while its answers are fresh and once when they are not.
 */
export async function benchRegistry(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'seaworthy-bench-'));
  const registry = await startRegistry();
  try {
    const references = await fillRegistry(registry);
    writeFiles(folder, references);
    console.log(`${FILES} files, ${FILES * 2} FROM lines, ${references.length} images`);
    const runs = await withCommand(async (command) => {
      const all: Runs = { cold: [], warm: [], stale: [] };
      for (let round = 0; round < ROUNDS; round += 1) {
        const place = { command, folder, cache: join(folder, `cache-${round}`), registry };
        all.cold.push(await measure(place, FRESH_SECONDS));
        all.warm.push(await measure(place, FRESH_SECONDS));
        all.stale.push(await measure(place, 0));
      }
      return all;
    });
    return report(runs);
  } finally {
    await registry.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fillRegistry(registry: RealRegistry): Promise<string[]> {
  const platforms = ['linux/amd64', 'linux/arm64'];
  for (const [name, { used, rest }] of Object.entries(IMAGES)) {
    for (const tag of [...used, ...newerTags(used[0] ?? '1.0.0', rest)]) {
      await pushImage(registry, `library/${name}`, tag, { platforms });
    }
  }
  return Object.entries(IMAGES).flatMap(([name, { used }]) => used.map((tag) => `${name}:${tag}`));
}

/** Later versions on the line of the first tag that is used, and on the next two. */
function newerTags(tag: string, rest: string): string[] {
  const [major = 1, minor = 0] = tag.split('.').map((part) => Number.parseInt(part, 10));
  const lines = [0, 1, 2].map((step) => `${major}.${(Number.isNaN(minor) ? 0 : minor) + step}`);
  return lines.flatMap((line) => [line, ...[3, 5, 9].map((patch) => `${line}.${patch}${rest}`)]);
}

function writeFiles(folder: string, references: readonly string[]): void {
  for (let index = 0; index < FILES; index += 1) {
    const [build = '', ship = ''] = [0, 1].map(
      (step) => references[(index * 2 + step) % references.length],
    );
    mkdirSync(join(folder, 'repository', `service-${index}`), { recursive: true });
    const text = `FROM ${build} AS build\nRUN make\nFROM ${ship}\nCOPY --from=build /a /b\n`;
    writeFileSync(join(folder, 'repository', `service-${index}`, 'Dockerfile'), text);
  }
}

interface Place {
  readonly command: string;
  readonly folder: string;
  readonly cache: string;
  readonly registry: RealRegistry;
}

/** `freshness`: seconds for which what was asked before is believed. */
async function measure(
  { command, folder, cache, registry }: Place,
  freshness: number,
): Promise<Run> {
  const settings = join(folder, 'registries.json');
  const { host } = registry;
  writeFileSync(
    settings,
    JSON.stringify({
      freshness,
      registries: {
        'docker.io': { mirrors: [host], original: 'never' },
        [host]: { insecure: true },
      },
    }),
  );
  await registry.takeRequests();
  const report = `import { writeSync } from 'node:fs';
    process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));`;
  const preload = `data:text/javascript,${encodeURIComponent(report)}`;
  const words = ['upgrades', 'repository', '--no-evidence', '--format', 'json'];
  const started = performance.now();
  const { output, status, stderr } = spawnSync(
    process.execPath,
    ['--import', preload, command, ...words],
    {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 64 * MEGABYTE,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], SEAWORTHY_REGISTRIES: settings, XDG_CACHE_HOME: cache },
    },
  );
  const seconds = (performance.now() - started) / 1000;
  if (status !== 0 && status !== 1)
    throw new Error(`upgrades exited with ${String(status)}: ${stderr}`);
  // The shape is that of docs/cli.md; another one makes the count wrong and the bar fail.
  const { images } = JSON.parse(output[1] ?? '') as {
    readonly images: readonly { readonly current: { readonly digest: string | null } }[];
  };
  return {
    seconds,
    megabytes: (Number(output[3]) * 1024) / MEGABYTE,
    requests: await registry.takeRequests(),
    resolved: images.filter(({ current }) => current.digest !== null).length,
  };
}

function report({ cold, warm, stale }: Runs): boolean {
  console.log(`\n${''.padEnd(22)} wall s  peak MB  requests  of these 304  images with a digest`);
  printRun('first run', median(cold));
  printRun('again, answers fresh', median(warm));
  printRun('again, answers old', median(stale));
  const first = median(cold);
  const lists = repeated(first.requests.filter(isTagList));
  const manifests = repeated(
    first.requests.filter((line) => /\/manifests\/(?!sha256:)/.test(line)),
  );
  const fresh = warm.flatMap(({ requests }) => requests);
  const asked = stale.flatMap(({ requests }) => requests).filter((line) => !isNotModified(line));
  const seconds = `${first.seconds.toFixed(2)} s`;
  const megabytes = `${first.megabytes.toFixed(0)} MB`;
  console.log('');
  return [
    printBar(
      `the first run takes less than ${LONGEST_SECONDS} s`,
      first.seconds < LONGEST_SECONDS,
      seconds,
    ),
    printBar(
      `and less than ${LARGEST_MEGABYTES} MB`,
      first.megabytes < LARGEST_MEGABYTES,
      megabytes,
    ),
    printBar('at most one list of tags a repository', lists === 0, `${lists} repeated`),
    printBar('at most one manifest request a tag', manifests === 0, `${manifests} repeated`),
    printBar(
      'nothing is asked while answers are fresh',
      fresh.length === 0,
      `${fresh.length} requests`,
    ),
    printBar(
      'then conditionally only, but for lists of tags, for which this registry has no validator',
      asked.every(isTagList),
      `${asked.filter((line) => !isTagList(line)).length} other requests`,
    ),
  ].every((isMet) => isMet);
}

function printRun(name: string, { seconds, megabytes, requests, resolved }: Run): void {
  const cells = [
    seconds.toFixed(2).padStart(6),
    megabytes.toFixed(0).padStart(7),
    String(requests.length).padStart(8),
    String(requests.filter(isNotModified).length).padStart(12),
    String(resolved).padStart(20),
  ];
  console.log(`${name.padEnd(22)} ${cells.join('  ')}`);
}

function isTagList(line: string): boolean {
  return line.includes('/tags/list');
}

/** The first request to a registry asks whether it wants authentication; it is no question about an image. */
function isNotModified(line: string): boolean {
  return line.endsWith(' 304') || line.startsWith('GET /v2/ ');
}

function median(runs: readonly Run[]): Run {
  const sorted = runs.toSorted((a, b) => a.seconds - b.seconds);
  const run = sorted[sorted.length >> 1];
  if (run === undefined) throw new Error('no run was measured');
  return run;
}

/** Whatever the method: HEAD and GET of one tag are two requests about it. */
function repeated(lines: readonly string[]): number {
  const paths = lines.map((line) => line.split(' ')[1]);
  return paths.length - new Set(paths).size;
}
