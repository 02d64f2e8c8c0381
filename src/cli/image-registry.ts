import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, relative } from 'node:path';
import { readConfigText } from '../config/config-text.ts';
import { discoverQuirks } from '../discover.ts';
import type { Registry } from '../image/registry.ts';
import { readTextFile } from '../local/text-file.ts';
import { layeredStore } from '../registry/answer-store.ts';
import { createDiskStore } from '../registry/disk-store.ts';
import { environmentCredentials } from '../registry/environment-credentials.ts';
import { environmentProxies } from '../http/environment-proxies.ts';
import { openRegistry } from '../registry/http-registry.ts';
import { createMemoryStore } from '../registry/memory-store.ts';
import { DEFAULT_SETTINGS } from '../registry/options.ts';
import type { RegistrySettings } from '../registry/options.ts';
import { readSettings } from '../registry/settings.ts';
import { UsageError } from './exit.ts';
import { VERSION } from './version.ts';

const MEGABYTE = 1024 * 1024;
const LARGEST_MEMORY = 32 * MEGABYTE;
const LARGEST_CACHE = 512 * MEGABYTE;

/** Names the file of the operator's settings, see docs/registries.md. */
const SETTINGS_VARIABLE = 'SEAWORTHY_REGISTRIES';

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

function loadSettings(): RegistrySettings {
  const path = settingsPath();
  if (path === null) return DEFAULT_SETTINGS;
  const short = relative('.', path);
  const shown = short.startsWith('..') ? path : short;
  const content = readTextFile(path);
  if (!content.ok) throw new UsageError(`${shown}: ${content.reason}`);
  const { data, placeOf } = readConfigText(content.text, shown);
  const read = readSettings(data);
  if (read.ok) return read.settings;
  const [first] = read.problems;
  throw placeOf(first?.path ?? []).error(first?.problem ?? 'cannot be read', null);
}

/** A file that is named has to be there; the usual one may be missing. */
function settingsPath(): string | null {
  const named = process.env[SETTINGS_VARIABLE] ?? '';
  if (named !== '') return named;
  const usual = join(folderOf('XDG_CONFIG_HOME', '.config'), 'seaworthy/registries.yml');
  return existsSync(usual) ? usual : null;
}

function cacheFolder(): string {
  return join(folderOf('XDG_CACHE_HOME', '.cache'), 'seaworthy/registry');
}

/** https://specifications.freedesktop.org/basedir-spec/latest/ */
function folderOf(variable: string, usual: string): string {
  const named = process.env[variable] ?? '';
  return named.startsWith('/') ? named : join(homedir(), usual);
}
