import { describe, expect, it } from 'vitest';
import { useKey } from '../../src/upgrades/planned-use.ts';
import { candidateLines, choices, outlookFor, planRepository } from './plan-repository.ts';
import { images, tableRegistry } from './table-registry.ts';

const registry = tableRegistry({
  'docker.io/library/nginx': images('1.28.0 1.28.1 1.28.2 1.29.1'),
  'docker.io/library/node': images('22.1.0 22.1.0-slim 22.2.0 22.3.0 22.3.0-slim'),
});

describe('what is preferred', () => {
  it('is taken before what is newer, with its reason', async () => {
    const files = { Dockerfile: 'FROM nginx:1.28.0\n' };
    const preferred = { 'nginx:1.28.0': 'nginx:1.28.1' };
    const outlook = await outlookFor({ registry, files, preferred }, 'nginx:1.28.0');
    expect(outlook.chosen).toMatchObject({
      reference: 'nginx:1.28.1',
      kind: 'patch',
      reason: 'it fixes 3 of 4 vulnerabilities',
    });
    expect(candidateLines(outlook)).toContain(
      'patch nginx:1.28.2: another one fixes more vulnerabilities',
    );
  });

  it('is not taken where the policy refuses it', async () => {
    const files = { Dockerfile: 'FROM nginx:1.28.0\n' };
    const settings = { kinds: ['patch'] } as const;
    const preferred = { 'nginx:1.28.0': 'nginx:1.29.1' };
    expect(await choices({ registry, files, settings, preferred })).toEqual([
      'nginx:1.28.0 -> nginx:1.28.2',
    ]);
  });

  it('takes those along that have to move with it, and stays where they cannot', async () => {
    const files = { Dockerfile: 'FROM node:22.1.0 AS build\nFROM node:22.1.0-slim\n' };
    const together = { 'node:22.1.0-slim': 'node:22.3.0-slim' };
    expect(await choices({ registry, files, preferred: together })).toEqual([
      'node:22.1.0 -> node:22.3.0',
      'node:22.1.0-slim -> node:22.3.0-slim',
    ]);
    const alone = { 'node:22.1.0': 'node:22.2.0' };
    expect(await choices({ registry, files, preferred: alone })).toEqual([
      'node:22.1.0 -> node:22.3.0',
      'node:22.1.0-slim -> node:22.3.0-slim',
    ]);
  });
});

describe('what may be taken', () => {
  it('is every tag that the policy allows, each of which the registry may still refuse', async () => {
    const old = { created: '2026-11-24T00:00:00Z' };
    const young = tableRegistry({
      'docker.io/library/nginx': { ...images('1.28.0 1.28.1'), '1.28.2': old },
    });
    const files = { Dockerfile: 'FROM nginx:1.28.0\n' };
    const settings = { minimumAge: 3 };
    const { allowed } = await planRepository({ registry: young, files, settings });
    const candidates = allowed.get(useKey('Dockerfile', 'nginx:1.28.0'))?.candidates ?? [];
    const rows = candidates.map(async ({ candidate, refusal }) => [
      candidate.reference,
      await refusal(),
    ]);
    expect(await Promise.all(rows)).toEqual([
      ['nginx:1.28.2', 'it is there since 2026-11-24, less than 3 days ago'],
      ['nginx:1.28.1', null],
    ]);
  });

  it('is a fresh digest of a pinned image, where that is wanted', async () => {
    const pinned = tableRegistry({
      'docker.io/library/nginx': {
        '1.28.0': { content: 'new' },
        former: { content: 'old', isFormer: true },
      },
    });
    const reference = `nginx:1.28.0@${pinned.digest('nginx:former')}`;
    const files = { Dockerfile: `FROM ${reference}\n` };
    const refreshed = async (kinds: readonly ('patch' | 'digest-refresh')[]) => {
      const { allowed } = await planRepository({ registry: pinned, files, settings: { kinds } });
      return (await allowed.get(useKey('Dockerfile', reference))?.refresh())?.reference ?? null;
    };
    expect(await refreshed(['digest-refresh'])).toBe(
      `nginx:1.28.0@${pinned.digest('nginx:1.28.0')}`,
    );
    expect(await refreshed(['patch'])).toBeNull();
  });
});
