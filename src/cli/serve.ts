import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { startApp } from '../app.ts';
import type { AppRole, AppSettings } from '../app.ts';
import { hideSecrets } from '../app/observe/hide-secrets.ts';
import { openLog } from '../app/observe/log.ts';
import type { Log } from '../app/observe/log.ts';
import { openTracing, tracingSecrets } from '../app/observe/open-tracing.ts';
import { offerRegistration } from '../app/registration.ts';
import { discoverReaders, discoverRules } from '../discover.ts';
import { environmentFetch } from '../http/environment-fetch.ts';
import { newGatherMemory } from '../github/reports/gather-memory.ts';
import { readAppSettings, readStoreSettings, secretsOf } from './app-settings.ts';
import { openStores } from './app-stores.ts';
import { openArchiveDownload, openDownloadSource } from './download-source.ts';
import type { ExitCode } from './exit.ts';
import { hostOfApi } from './github-address.ts';
import { openImageRegistry } from './image-registry.ts';
import { readLogLevel } from './log-level.ts';
import { renewOnHangup } from './renew-settings.ts';
import { VERSION } from './version.ts';

export interface ServeOptions {
  readonly offline: boolean;
  /** Only one half of the app: what takes events, or what does the work. */
  readonly web?: boolean;
  readonly worker?: boolean;
}

/** Milliseconds. */
const MOMENT = 500;

/** Characters. */
const SHORTEST_PASSWORD = 16;

/** `seaworthy serve`: the app until it is told to end, or, without credentials, the page that registers one. */
export async function runServe(options: ServeOptions): Promise<ExitCode> {
  const given = { ...process.env };
  if (existsSync('.env')) loadEnvFile('.env');
  const role = roleOf(options);
  const settings = readAppSettings(process.env, role);
  const app =
    settings === null
      ? await offerRegistration(process.env)
      : await start(settings, options, given);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve);
  });
  await app.close();
  // What did not end in time is not waited for: others have it now.
  setTimeout(() => process.exit(), MOMENT).unref();
  return 0;
}

/** Both together are what it is without any. */
function roleOf({ web = false, worker = false }: ServeOptions): AppRole {
  if (web === worker) return 'both';
  return web ? 'web' : 'worker';
}

/** Whoever finds the page may try as often as they have addresses. */
function warnOfPassword({ dashboardPassword }: AppSettings, log: Log): void {
  if (dashboardPassword === null || dashboardPassword.length >= SHORTEST_PASSWORD) return;
  log.warn('SEAWORTHY_DASHBOARD_PASSWORD is short: take 16 characters by chance, or more');
}

/** `given`: the environment without what `.env` added. */
async function start(settings: AppSettings, options: ServeOptions, given: NodeJS.ProcessEnv) {
  const level = readLogLevel(process.env);
  const storeSettings = readStoreSettings(process.env, settings.role);
  const secrets = hideSecrets();
  secrets.add(...secretsOf(settings), storeSettings.redisUrl, ...tracingSecrets(process.env));
  const log = openLog(level, secrets);
  warnOfPassword(settings, log);
  const tracing = await openTracing(process.env, VERSION, log);
  const stores = await openStores(storeSettings, log);
  const app = await startApp({
    settings,
    rules: await discoverRules(),
    registry: await openImageRegistry(options),
    downloads: openDownloadSource(options),
    reports: {
      readers: await discoverReaders(),
      download: openArchiveDownload(),
      store: stores.reports,
      memory: newGatherMemory(),
    },
    queue: stores.queue,
    turns: stores.turns,
    heads: stores.heads,
    watched: stores.watched,
    tally: stores.tally,
    sweeps: stores.sweeps,
    log,
    tracing,
    fetch: environmentFetch(process.env),
    host: hostOfApi(settings.apiUrl),
    version: VERSION,
    now: () => new Date(),
  });
  renewOnHangup({ app, settings, given, offline: options.offline, secrets, log });
  const close = async () => {
    await app.close();
    stores.close();
    await tracing.close();
  };
  return { close };
}
