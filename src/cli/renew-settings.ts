import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { AppSettings, RunningApp } from '../app.ts';
import type { HiddenSecrets } from '../app/observe/hide-secrets.ts';
import type { Log } from '../app/observe/log.ts';
import { readAppSettings, secretsOf } from './app-settings.ts';
import { UsageError } from './exit.ts';
import { openImageRegistry } from './image-registry.ts';
import { readLogLevel } from './log-level.ts';

/** With what an app was started. */
export interface Started {
  readonly app: RunningApp;
  readonly settings: AppSettings;
  /** The environment without what `.env` added. */
  readonly given: NodeJS.ProcessEnv;
  readonly offline: boolean;
  readonly secrets: HiddenSecrets;
  readonly log: Log;
}

/** What only a new process can change, and the variable that says it. */
const FIXED = {
  appId: 'APP_ID',
  apiUrl: 'GITHUB_API_URL or GHE_HOST',
  address: 'HOST',
  port: 'PORT',
  webhookPath: 'WEBHOOK_PATH',
} as const satisfies Partial<Record<keyof AppSettings, string>>;

/**
 * Reads `.env`, the files of secrets and the settings of registries again with each SIGHUP, and has the app take them without a
 * pause. What cannot be read or does not hold is told in the log, and all stays as it was.
 */
export function renewOnHangup(started: Started): void {
  let last = Promise.resolve();
  process.on('SIGHUP', () => {
    last = last.then(() => renew(started));
  });
}

async function renew({ app, settings, given, offline, secrets, log }: Started): Promise<void> {
  try {
    const added = existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {};
    const env = { ...added, ...given };
    const newer = readAppSettings(env, settings.role);
    if (newer === null) throw new UsageError('APP_ID and PRIVATE_KEY are gone');
    const level = readLogLevel(env);
    secrets.add(...secretsOf(newer));
    // The settings of registries are read from the environment of the process.
    Object.assign(process.env, env);
    await app.renew({ settings: newer, registry: await openImageRegistry({ offline }) });
    log.level = level;
    const names = Object.keys(FIXED) as readonly (keyof typeof FIXED)[];
    const left = names.filter((name) => newer[name] !== settings[name]).map((name) => FIXED[name]);
    if (left.length > 0) log.warn({ variables: left }, 'these need a new start of the app');
    log.info('settings were read again');
  } catch (error) {
    log.error({ err: error }, 'settings not taken; those of before hold');
  }
}
