import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Estate } from './estate.ts';
import { OWNER } from './estate.ts';

export interface SweepRun {
  readonly seconds: number;
  /** Peak resident memory, in millions of bytes. */
  readonly megabytes: number;
  /** To the code host, and to the registry. */
  readonly requests: number;
  readonly lookups: number;
  readonly looked: number;
  readonly unchanged: number;
  /** Left out by filters. */
  readonly leftOut: number;
}

/** How often the process is asked for its memory, in milliseconds; the peak is kept by the system. */
const INTERVAL = 100;

/** Runs the built `seaworthy sweep` as a process of its own; `state` is a name of a file, and another one begins anew. */
export async function runSweep(
  estate: Estate,
  state: string,
  words: readonly string[],
): Promise<SweepRun> {
  estate.host.log.clear();
  await estate.registry.takeRequests();
  const started = performance.now();
  const child = spawnSweep(estate, state, [...words, '--format', 'json']);
  const output: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => output.push(chunk));
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, peakOf(child.pid));
  }, INTERVAL);
  const [code] = (await once(child, 'close')) as [number | null];
  clearInterval(timer);
  const seconds = (performance.now() - started) / 1000;
  estate.host.assertHonest();
  // 1 is for findings, 2 for a repository that was not done.
  if (code !== 0 && code !== 1) throw new Error(`sweep exited with ${String(code)}`);
  const requests = estate.host.requests.length;
  const lookups = (await estate.registry.takeRequests()).length;
  const counts = countsIn(Buffer.concat(output).toString());
  return { seconds, megabytes: peak, requests, lookups, ...counts };
}

/** The process, with its complaints on our standard error. */
export function spawnSweep(
  { host, folder, token, pointsPerMinute }: Estate,
  state: string,
  words: readonly string[],
): ChildProcess {
  const command = [resolve('dist/cli.js'), 'sweep', OWNER, '--state', state, ...words];
  const env = {
    PATH: process.env['PATH'],
    GITHUB_TOKEN: token,
    GITHUB_API_URL: host.enterpriseUrl,
    SEAWORTHY_POINTS_PER_MINUTE: String(pointsPerMinute),
    SEAWORTHY_REGISTRIES: join(folder, 'registries.json'),
    XDG_CACHE_HOME: join(folder, 'cache'),
  };
  const stdio: ('ignore' | 'pipe' | 'inherit')[] = ['ignore', 'pipe', 'inherit'];
  return spawn(process.execPath, command, { cwd: folder, env, stdio });
}

/** `VmHWM` (https://man7.org/linux/man-pages/man5/proc_pid_status.5.html); 0 where the process has ended. */
function peakOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    return (Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024) / 1e6;
  } catch {
    return 0;
  }
}

function countsIn(report: string) {
  // The command's own format, version 1.
  const { repositories, exclusions } = JSON.parse(report) as {
    readonly repositories: readonly { readonly outcome: string }[];
    readonly exclusions: readonly { readonly count: number }[];
  };
  const count = (outcome: string) => repositories.filter((one) => one.outcome === outcome).length;
  const leftOut = exclusions.reduce((sum, one) => sum + one.count, 0);
  return { looked: count('looked'), unchanged: count('unchanged'), leftOut };
}
