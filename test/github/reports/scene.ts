import { Octokit } from 'octokit';
import { createArchiveDownload } from '../../../src/downloads/archive-download.ts';
import { DOWNLOAD_LIMITS } from '../../../src/downloads/download-options.ts';
import { DEFAULTS } from '../../../src/config/defaults.ts';
import { discoverReaders } from '../../../src/discover.ts';
import { newGatherMemory } from '../../../src/github/reports/gather-memory.ts';
import { createMemoryReportStore } from '../../../src/github/reports/memory-report-store.ts';
import type { Gathering } from '../../../src/github/reports/gathering.ts';
import { asApp, text } from '../../e2e/github/client.ts';
import { makeScene } from '../../e2e/github/fixture.ts';
import type { Scene } from '../../e2e/github/fixture.ts';
import type { HostOptions } from '../../e2e/github/host.ts';
import { memoryRepository } from '../../remediation/memory-repository.ts';

const readers = await discoverReaders();

/** `acme/shop` on the GitHub of ours, and what it takes to gather its reports as the installed app. */
export interface GatheringScene extends Scene {
  readonly gathering: Gathering;
  /** Methods and paths of all requests since the last call, without queries. */
  readonly asked: () => string[];
}

export async function makeGatheringScene(
  files: Readonly<Record<string, string>> = {},
  options: HostOptions = {},
): Promise<GatheringScene> {
  const scene = await makeScene(options);
  const { host, installation } = scene;
  const path = `/app/installations/${installation.id}/access_tokens`;
  const { body } = await asApp(host)(`POST ${path}`, {});
  const client = new Octokit({
    auth: text(body, 'token'),
    baseUrl: host.apiUrl,
    retry: { enabled: false },
    throttle: { enabled: false },
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
  });
  const store = new URL(host.apiUrl.replace('127.0.0.1', 'localhost')).host;
  const gathering: Gathering = {
    client,
    name: { owner: 'acme', repo: 'shop' },
    findBranch: () => Promise.resolve('main'),
    repository: memoryRepository(files).repository,
    wishes: {
      ...DEFAULTS.reports,
      artifacts: ['*scan*', '*trivy*'],
      codeScanning: true,
      dependabot: true,
    },
    readers,
    download: downloadTrusting([store]),
    store: createMemoryReportStore(Date.now),
    memory: newGatherMemory(),
  };
  let seen = host.requests.length;
  const asked = () => {
    const fresh = host.requests.slice(seen);
    seen = host.requests.length;
    return fresh.map(({ method, path: address, status }) => {
      return `${method} ${address.split('?')[0] ?? ''} ${status ?? 'none'}`;
    });
  };
  return { ...scene, gathering, asked };
}

export function downloadTrusting(hosts: readonly string[]) {
  return createArchiveDownload({
    trusted: new Set(hosts),
    ca: null,
    proxies: null,
    limits: DOWNLOAD_LIMITS,
    userAgent: 'seaworthy/0.0.0',
    onExchange: ignore,
  });
}

function ignore(): void {
  // Nobody reads these logs.
}
