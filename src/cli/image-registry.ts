import { homedir } from 'node:os';
import { join } from 'node:path';
import { discoverQuirks } from '../discover.ts';
import type { Registry } from '../image/registry.ts';
import { layeredStore } from '../registry/answer-store.ts';
import { createDiskStore } from '../registry/disk-store.ts';
import { environmentCredentials } from '../registry/environment-credentials.ts';
import { environmentProxies } from '../http/environment-proxies.ts';
import { openRegistry } from '../registry/http-registry.ts';
import { createMemoryStore } from '../registry/memory-store.ts';
import { folderOf, loadSettings } from './registry-settings.ts';
import { VERSION } from './version.ts';

const MEGABYTE = 1024 * 1024;
const LARGEST_MEMORY = 32 * MEGABYTE;
const LARGEST_CACHE = 512 * MEGABYTE;

/** The registries of the world, with this person's settings, credentials, proxies and cache. */
export async function openImageRegistry({
  offline,
}: {
  readonly offline: boolean;
}): Promise<Registry> {
  const { env } = process;
  return openRegistry({
    settings: loadSettings(),
    quirks: await discoverQuirks(),
    credentials: environmentCredentials(env, homedir()),
    store: layeredStore(
      createMemoryStore(LARGEST_MEMORY),
      createDiskStore(cacheFolder(), LARGEST_CACHE),
    ),
    proxies: environmentProxies(env),
    offline,
    userAgent: `seaworthy/${VERSION}`,
    onExchange: () => undefined,
    now: Date.now,
  });
}

function cacheFolder(): string {
  return join(folderOf('XDG_CACHE_HOME', '.cache'), 'seaworthy/registry');
}
