import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFailed, onTestFinished, vi } from 'vitest';
import type { JobCounts } from '../../src/jobs/job-queue.ts';
import type { GitHubHost } from './github/host.ts';
import { COMMAND } from './seaworthy.ts';

export interface RunningApp extends Served {
  /** Of the app itself, without a final slash. */
  readonly url: string;
  /** Resolves when all events have been answered and no job waits or runs. */
  readonly idle: () => Promise<void>;
  readonly counts: () => Promise<JobCounts>;
}

const SECRET = 'a secret of both';

/** A port where nobody listens: registries fail at once. */
const NOWHERE = 'http://127.0.0.1:1';

export interface AppProcess {
  /** Only one half of the app; it takes events unless it is a `--worker`. */
  readonly half?: '--web' | '--worker';
  readonly redisUrl?: string;
  /** Beside the credentials, or in their place. */
  readonly environment?: Environment;
}

type Environment = Readonly<Record<string, string>>;

/** `seaworthy serve` as built, on a free port, and the host sends its events there; gone with the test. */
export function startBuiltApp(host: GitHubHost, process: AppProcess = {}): Promise<RunningApp> {
  return connect(host, process, serveBuilt(settingsOf(host, process), wordsOf(process)));
}

/** The same for many tests; who starts it stops it. */
export function startSharedApp(host: GitHubHost, process: AppProcess = {}): Promise<RunningApp> {
  return connect(host, process, spawnBuilt(settingsOf(host, process), wordsOf(process)));
}

function settingsOf(host: GitHubHost, { redisUrl, environment = {} }: AppProcess): Environment {
  const redis = redisUrl === undefined ? {} : { SEAWORTHY_REDIS_URL: redisUrl };
  return { ...credentialsOf(host), ...redis, ...environment };
}

function wordsOf({ half }: AppProcess): readonly string[] {
  return half === undefined ? [] : [half];
}

export function credentialsOf(host: GitHubHost) {
  return {
    APP_ID: String(host.app.id),
    PRIVATE_KEY: host.app.privateKey,
    WEBHOOK_SECRET: SECRET,
    GITHUB_API_URL: host.apiUrl,
    PORT: '0',
  };
}

async function connect(host: GitHubHost, { half }: AppProcess, app: Served): Promise<RunningApp> {
  const port = await vi.waitFor(() => portIn(app.log), 20_000);
  const url = `http://127.0.0.1:${port}`;
  const target = { url: `${url}/api/github/webhooks`, secret: SECRET };
  if (half !== '--worker') host.webhooks.sendTo(target);
  const counts = async () => {
    const response = await fetch(`${url}/readyz`);
    // Our own answer, and the test of it is below.
    return (await response.json()) as JobCounts;
  };
  const idle = async () => {
    await host.webhooks.settled();
    await vi.waitFor(async () => {
      expect(await counts()).toMatchObject({ waiting: 0, running: 0 });
      await host.webhooks.settled();
      expect(await counts()).toMatchObject({ waiting: 0, running: 0 });
    }, 30_000);
  };
  // A process that works begins with a look at everything, which a test is not to meet in between.
  if (half === undefined) await idle();
  return { ...app, url, idle, counts };
}

export interface Served {
  /** Where it runs. */
  readonly folder: string;
  /** Lines of its log so far. */
  readonly log: readonly string[];
  /** Resolves to its exit code when it has ended; null where a signal ended it. */
  readonly ended: Promise<number | null>;
  readonly signal: (name: 'SIGHUP') => void;
  /** Tells it to end, as a container's runtime does; its exit code. */
  readonly stop: () => Promise<number | null>;
}

/** `seaworthy serve` as built, with this environment and nothing else of the machine; gone with the test. */
export function serveBuilt(environment: Environment, words: readonly string[] = []): Served {
  const served = spawnBuilt(environment, words);
  onTestFailed(() => {
    console.error(served.log.join('\n'));
  });
  onTestFinished(async () => {
    await served.stop();
  });
  return served;
}

function spawnBuilt(environment: Environment, words: readonly string[]): Served {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'seaworthy-app-')));
  const child = spawn(process.execPath, [COMMAND, 'serve', ...words], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      TMPDIR: folder,
      HTTPS_PROXY: NOWHERE,
      NO_PROXY: '127.0.0.1',
      HOST: '127.0.0.1',
      ...environment,
    },
  });
  const log: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    // What is read at once may end inside a line.
    createInterface({ input: stream }).on('line', (line) => {
      if (line !== '') log.push(line);
    });
  }
  const ended = once(child, 'close').then(() => {
    rmSync(folder, { recursive: true, force: true });
    return child.exitCode;
  });
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  const signal = (name: 'SIGHUP') => {
    child.kill(name);
  };
  return { folder, log, ended, signal, stop };
}

function portIn(log: readonly string[]): string {
  const port = /"port":(\d+).*"msg":"listening"/.exec(log.join('\n'))?.[1];
  if (port === undefined) throw new Error(`The app does not listen:\n${log.join('\n')}`);
  return port;
}
