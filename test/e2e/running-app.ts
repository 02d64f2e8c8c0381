import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/** `seaworthy serve` as built, on a free port, and the host sends its events there; gone with the test. */
export function startBuiltApp(host: GitHubHost): Promise<RunningApp> {
  return connect(host, serveBuilt(settingsFor(host)));
}

/** The same with more in its environment, for many tests; who starts it stops it. */
export function startSharedApp(
  host: GitHubHost,
  environment: Environment = {},
): Promise<RunningApp> {
  return connect(host, spawnBuilt({ ...settingsFor(host), ...environment }));
}

type Environment = Readonly<Record<string, string>>;

function settingsFor(host: GitHubHost): Environment {
  return {
    APP_ID: String(host.app.id),
    PRIVATE_KEY: host.app.privateKey,
    WEBHOOK_SECRET: SECRET,
    GITHUB_API_URL: host.apiUrl,
    PORT: '0',
  };
}

async function connect(host: GitHubHost, app: Served): Promise<RunningApp> {
  const port = await vi.waitFor(() => portIn(app.log), 20_000);
  const url = `http://127.0.0.1:${port}`;
  host.webhooks.sendTo({ url: `${url}/api/github/webhooks`, secret: SECRET });
  const counts = async () => {
    const response = await fetch(`${url}/health`);
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
  return { ...app, url, idle, counts };
}

export interface Served {
  /** Where it runs. */
  readonly folder: string;
  /** Lines of its log so far. */
  readonly log: readonly string[];
  /** Resolves to its exit code when it has ended; null where a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Tells it to end, as a container's runtime does; its exit code. */
  readonly stop: () => Promise<number | null>;
}

/** `seaworthy serve` as built, with this environment and nothing else of the machine; gone with the test. */
export function serveBuilt(environment: Environment): Served {
  const served = spawnBuilt(environment);
  onTestFailed(() => {
    console.error(served.log.join('\n'));
  });
  onTestFinished(async () => {
    await served.stop();
  });
  return served;
}

function spawnBuilt(environment: Environment): Served {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'seaworthy-app-')));
  const child = spawn(process.execPath, [COMMAND, 'serve'], {
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
    stream.setEncoding('utf8').on('data', (text: string) => {
      log.push(...text.split('\n').filter((line) => line !== ''));
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
  return { folder, log, ended, stop };
}

function portIn(log: readonly string[]): string {
  const port = /"port":(\d+).*"msg":"listening"/.exec(log.join('\n'))?.[1];
  if (port === undefined) throw new Error(`The app does not listen:\n${log.join('\n')}`);
  return port;
}
