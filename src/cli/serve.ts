import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { startApp } from '../app.ts';
import type { AppSettings } from '../app.ts';
import { openLog } from '../app/log.ts';
import { offerRegistration } from '../app/registration.ts';
import { discoverReaders, discoverRules } from '../discover.ts';
import { environmentFetch } from '../http/environment-fetch.ts';
import { newGatherMemory } from '../github/reports/gather-memory.ts';
import { createMemoryReportStore } from '../github/reports/memory-report-store.ts';
import { createMemoryQueue } from '../jobs/memory.ts';
import { readAppSettings } from './app-settings.ts';
import { openArchiveDownload, openDownloadSource } from './download-source.ts';
import type { ExitCode } from './exit.ts';
import { UsageError } from './exit.ts';
import { hostOfApi } from './github-address.ts';
import { openImageRegistry } from './image-registry.ts';
import { VERSION } from './version.ts';

export interface ServeOptions {
  readonly offline: boolean;
}

const MINUTE = 60_000;

/** One write a second and installation is GitHub's pace, so that more at once only wait for each other. */
const QUEUE = { concurrency: 4, attempts: 8, firstWait: 5_000, longestWait: 30 * MINUTE };

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** `seaworthy serve`: the app until it is told to end, or, without credentials, the page that registers one. */
export async function runServe(options: ServeOptions): Promise<ExitCode> {
  if (existsSync('.env')) loadEnvFile('.env');
  const settings = readAppSettings(process.env);
  const app =
    settings === null ? await offerRegistration(process.env) : await start(settings, options);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve);
  });
  await app.close();
  return 0;
}

async function start(settings: AppSettings, options: ServeOptions) {
  const level = process.env['LOG_LEVEL'] ?? 'info';
  if (!LEVELS.includes(level)) throw new UsageError(`LOG_LEVEL is one of ${LEVELS.join(', ')}`);
  return startApp({
    settings,
    rules: await discoverRules(),
    registry: await openImageRegistry(options),
    downloads: openDownloadSource(options),
    reports: {
      readers: await discoverReaders(),
      download: openArchiveDownload(),
      store: createMemoryReportStore(),
      memory: newGatherMemory(),
    },
    queue: createMemoryQueue(QUEUE),
    log: openLog(level),
    fetch: environmentFetch(process.env),
    host: hostOfApi(settings.apiUrl),
    version: VERSION,
    now: () => new Date(),
  });
}
