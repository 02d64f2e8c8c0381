import { describe, expect, it } from 'vitest';
import { discoverRules } from '../../src/discover.ts';
import { OFFLINE_DOWNLOADS } from '../../src/remediation/download-plan.ts';
import { remediate } from '../../src/remediation/remediate.ts';
import type { RemediationReport } from '../../src/remediation/remediate.ts';
import { createMemoryRegistry } from '../upgrades/memory-registry.ts';
import type { MemoryRegistry } from '../upgrades/memory-registry.ts';
import { memoryRepository } from './memory-repository.ts';

const rules = await discoverRules();
const CREATED = '2026-01-02T03:04:05Z';

async function registryWith(...names: readonly string[]): Promise<MemoryRegistry> {
  const memory = createMemoryRegistry();
  for (const name of names) await memory.push(name, { configuration: { created: CREATED } });
  return memory;
}

async function run(
  files: Readonly<Record<string, string>>,
  { registry }: MemoryRegistry,
): Promise<RemediationReport> {
  const { repository } = memoryRepository(files);
  return remediate(repository, {
    rules,
    registry,
    downloads: OFFLINE_DOWNLOADS,
    reports: [],
    scanner: null,
    prover: null,
    now: new Date('2026-11-25'),
    dryRun: true,
  });
}

/** Branch, and the first lines of its files. */
function moves({ results }: RemediationReport): string[] {
  return results
    .filter(({ proposal }) => proposal.key.kind === 'upgrade' || proposal.key.kind === 'digests')
    .map(({ proposal: { branch, files } }) => {
      const texts = files.map(({ path, after }) => `${path}: ${after.split('\n')[0] ?? ''}`);
      return [branch, ...texts].join(' | ');
    });
}

function reasons({ left }: RemediationReport, rule: string): string[] {
  return left.filter((item) => item.rule === rule).map(({ path, reason }) => `${path}: ${reason}`);
}

const MOVES = { 'a/Dockerfile': 'FROM nginx:1.29.0\n', 'b/Dockerfile': 'FROM nginx:1.29.0\n' };

describe('images that move', () => {
  it('are one proposal for the same move in several files', async () => {
    const report = await run(MOVES, await registryWith('nginx:1.29.0', 'nginx:1.29.3'));
    expect(moves(report)).toEqual([
      'seaworthy/upgrade-nginx-1-29-0 | a/Dockerfile: FROM nginx:1.29.3 | b/Dockerfile: FROM nginx:1.29.3',
    ]);
    expect(reasons(report, 'outdated-image')).toEqual([]);
  });

  it('stay where a comment says no, and the other file moves', async () => {
    const files = {
      ...MOVES,
      'b/Dockerfile': '# seaworthy ignore=outdated-image tested with this one\nFROM nginx:1.29.0\n',
    };
    const report = await run(files, await registryWith('nginx:1.29.0', 'nginx:1.29.3'));
    expect(moves(report)).toEqual([
      'seaworthy/upgrade-nginx-1-29-0 | a/Dockerfile: FROM nginx:1.29.3',
    ]);
  });

  it('stay all when one stage of the file may not move', async () => {
    const files = {
      Dockerfile:
        'FROM nginx:1.29.0 AS build\n# seaworthy ignore=outdated-image keep it\nFROM nginx:1.29.0\n',
    };
    const report = await run(files, await registryWith('nginx:1.29.0', 'nginx:1.29.3'));
    expect(moves(report)).toEqual([]);
    expect(reasons(report, 'outdated-image')).toEqual([
      expect.stringMatching(
        /^Dockerfile: the images of nginx 1\.29\.0 move together or not at all/,
      ),
    ]);
  });

  it('stay when the configuration turns the rule off', async () => {
    const files = { ...MOVES, '.github/seaworthy.yml': 'rules: { outdated-image: off }\n' };
    const report = await run(files, await registryWith('nginx:1.29.0', 'nginx:1.29.3'));
    expect(moves(report)).toEqual([]);
  });

  it('move although a file that could limit them is broken, which is said', async () => {
    const files = { ...MOVES, 'package.json': '{ "engines": ', 'node_modules/a/package.json': '{' };
    const report = await run(files, await registryWith('nginx:1.29.0', 'nginx:1.29.3'));
    expect(moves(report)).toHaveLength(1);
    expect(report.skipped).toEqual([
      { path: 'package.json', reason: expect.stringContaining('broken') as unknown },
    ]);
  });

  it('are listed once where one ARG moves several', async () => {
    const files = { Dockerfile: 'ARG V=1.29.0\nFROM nginx:$V AS a\nFROM nginx:$V\n' };
    const report = await run(files, await registryWith('nginx:1.29.0', 'nginx:1.29.3'));
    expect(moves(report)).toEqual(['seaworthy/upgrade-nginx-1-29-0 | Dockerfile: ARG V=1.29.3']);
    expect(reasons(report, 'outdated-image')).toEqual([]);
  });

  it('get their digests in one proposal, frontends too', async () => {
    const memory = await registryWith('nginx:1.29.3', 'alpine:3.22', 'docker/dockerfile:1');
    const files = {
      'a/Dockerfile': 'FROM nginx:1.29.3\n',
      'b/Dockerfile': 'FROM alpine:3.22\n',
      'c/Dockerfile': '# syntax=docker/dockerfile:1\nFROM scratch\n',
      '.github/seaworthy.yml': 'upgrades: { pin: true }\n',
    };
    const [lines = '', ...others] = moves(await run(files, memory));
    expect(others).toEqual([]);
    expect(lines.replaceAll(/[0-9a-f]{64}/g, '…').split(' | ')).toEqual([
      'seaworthy/digests',
      'a/Dockerfile: FROM nginx:1.29.3@sha256:…',
      'b/Dockerfile: FROM alpine:3.22@sha256:…',
      'c/Dockerfile: # syntax=docker/dockerfile:1@sha256:…',
    ]);
  });

  it('keep floating where nobody asked for versions, and it is said how to ask', async () => {
    const report = await run(
      { Dockerfile: 'FROM nginx\n' },
      await registryWith('nginx:1.29.3', 'nginx:latest'),
    );
    expect(moves(report)).toEqual([]);
    expect(reasons(report, 'untagged-base')).toEqual([
      'Dockerfile: the policy asks for no such move; `seaworthy fix --safety safe,review --rule untagged-base` makes it',
    ]);
  });

  it('stay where the new image would bring a finding', async () => {
    const memory = createMemoryRegistry();
    const user = (name: string, value: string) =>
      memory.push(name, { configuration: { created: CREATED, user: value, cmd: ['/app'] } });
    await user('ghcr.io/acme/app:1.29.0', '65532');
    await user('ghcr.io/acme/app:1.29.3', '');
    const report = await run({ Dockerfile: 'FROM ghcr.io/acme/app:1.29.0\n' }, memory);
    expect(moves(report)).toEqual([]);
    expect(reasons(report, 'outdated-image')).toEqual([expect.stringContaining('runs-as-root')]);
  });
});

describe('facts of base images', () => {
  it('come from the registry first', async () => {
    const memory = createMemoryRegistry();
    await memory.push('ghcr.io/acme/base:1', {
      configuration: { created: CREATED, workdir: '/srv' },
    });
    const files = { Dockerfile: 'FROM ghcr.io/acme/base:1\nWORKDIR app\nUSER 1000\n' };
    const { results } = await run(files, memory);
    const texts = results.flatMap(({ proposal }) => proposal.files.map(({ after }) => after));
    expect(texts).toContain('FROM ghcr.io/acme/base:1\nWORKDIR /srv/app\nUSER 1000\n');
  });

  it('come from the layers where nobody else knows what an image stands on', async () => {
    const memory = createMemoryRegistry();
    await memory.push('ghcr.io/acme/base:1', {
      configuration: { created: CREATED },
      layers: [
        {
          'etc/os-release': 'ID=debian\nVERSION_ID="13"\n',
          'var/lib/dpkg/status': [
            'Package: wget\nStatus: install ok installed\nVersion: 1.25.0-2\nArchitecture: amd64\n',
            'Package: dash\nStatus: install ok installed\nVersion: 0.5.12-12\nArchitecture: amd64\n',
          ].join('\n'),
        },
      ],
    });
    const files = {
      Dockerfile: 'FROM ghcr.io/acme/base:1\nRUN wget https://example.com/a\nUSER 1000\n',
      '.github/seaworthy.yml': 'rules: { wget-progress: on }\n',
    };
    const { results } = await run(files, memory);
    const texts = results.flatMap(({ proposal }) => proposal.files.map(({ after }) => after));
    expect(texts.join('')).toContain('wget --progress=dot:giga https://example.com/a');
  });

  it('come from the catalogue where no registry answers', async () => {
    const memory = createMemoryRegistry();
    memory.fail('readManifest', 'unavailable');
    const files = { Dockerfile: 'FROM golang:1.26\nWORKDIR app\nUSER 1000\n' };
    const { results } = await run(files, memory);
    const texts = results.flatMap(({ proposal }) => proposal.files.map(({ after }) => after));
    expect(texts).toContain('FROM golang:1.26\nWORKDIR /go/app\nUSER 1000\n');
  });
});
