import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGitHubHost } from '../../test/e2e/github/host.ts';
import type { GitHubHost } from '../../test/e2e/github/host.ts';
import type { RateLimitOptions } from '../../test/e2e/github/rate-limits.ts';
import { startRegistry } from '../../test/registry/real-registry.ts';
import type { RealRegistry } from '../../test/registry/real-registry.ts';
import { chanceOf } from '../queue-proof/chance.ts';
import { pushImages } from './images.ts';
import { dockerfile } from './synthetic-repository.ts';
import type { SyntheticRepository } from './synthetic-repository.ts';

/** An owner with repositories on an enterprise server of ours, and a registry with their images. */
export interface Estate {
  readonly host: GitHubHost;
  readonly registry: RealRegistry;
  /** Empty at the start; for what the command keeps. */
  readonly folder: string;
  readonly token: string;
  readonly repositories: readonly SyntheticRepository[];
  readonly pointsPerMinute: number;
  /** Somebody pushes to two of a hundred; how many these are. */
  readonly change: () => number;
  readonly close: () => Promise<void>;
}

export const OWNER = 'acme';

/** As little as a near server takes, in milliseconds. */
const LATENCY = 20;

const UNLIMITED = 1e9;
const CHANGED = 0.02;

/** The secondary limits are enforced; those of an hour are none of an enterprise server's. */
export async function openEstate(
  repositories: readonly SyntheticRepository[],
  limits: Pick<RateLimitOptions, 'pointsPerMinute' | 'contentPerMinute' | 'contentPerHour'>,
): Promise<Estate> {
  const host = await startGitHubHost({
    latency: LATENCY,
    sharesObjects: true,
    limits: { perHour: UNLIMITED, graphqlPerHour: UNLIMITED, enforcesSecondary: true, ...limits },
  });
  host.addOrganization(OWNER);
  for (const { name, ...repository } of repositories) {
    host.addRepository(`${OWNER}/${name}`, repository);
  }
  const registry = await startRegistry();
  await pushImages(registry);
  await registry.takeRequests();
  const folder = mkdtempSync(join(tmpdir(), 'seaworthy-sweep-'));
  writeRegistries(folder, registry.host);
  return {
    ...{ host, registry, folder, repositories, pointsPerMinute: limits.pointsPerMinute },
    token: host.tokens.createPersonal(host.world.account('ann'), ['repo']),
    change: () => changeSome(host, repositories),
    close: async () => {
      await registry.stop();
      await host.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function changeSome(host: GitHubHost, repositories: readonly SyntheticRepository[]): number {
  const chance = chanceOf(repositories.length);
  const changed = repositories.filter(() => chance.next() < CHANGED);
  for (const { name } of changed) {
    host.people.push(`${OWNER}/${name}`, 'main', { Dockerfile: dockerfile(chance) }, 'ann');
  }
  return changed.length;
}

function writeRegistries(folder: string, host: string): void {
  const hub = { mirrors: [host], original: 'never' };
  const registries = { 'docker.io': hub, [host]: { insecure: true } };
  writeFileSync(join(folder, 'registries.json'), JSON.stringify({ registries }));
}
