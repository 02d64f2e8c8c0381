import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** One process of the built app, which may be killed and started again on the same port. */
export interface AppProcess {
  readonly name: string;
  readonly url: string;
  /** Lines that tell of something that nobody expected. */
  readonly complaints: readonly string[];
  readonly start: () => Promise<void>;
  /** As a machine that fails. */
  readonly kill: () => Promise<void>;
  /** What it holds now, in megabytes: `VmRSS` of proc(5). */
  readonly memory: () => number;
}

export interface AppPlace {
  readonly name: string;
  readonly half: '--web' | '--worker';
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
}

const LONGEST_START = 30_000;

/** Of a job that fails by a bug; what was to be expected, such as a Redis that is gone, has no stack. */
const BUG = /"stack".*"msg":"job failed"/;

export function appProcess({ name, half, port, environment }: AppPlace): AppProcess {
  const url = `http://127.0.0.1:${port}`;
  const complaints: string[] = [];
  let child: ChildProcess | null = null;
  const kill = async () => {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  const start = async () => {
    const words = [resolve('dist/cli.js'), 'serve', half, '--offline'];
    const env = {
      PATH: process.env['PATH'],
      HOST: '127.0.0.1',
      PORT: String(port),
      ...environment,
    };
    child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        const lines = text.split('\n').filter((line) => BUG.test(line));
        complaints.push(...lines.map((line) => `${name}: ${line}`));
      });
    }
    await isListening(url, child);
  };
  const memory = () => {
    const status = readFileSync(`/proc/${child?.pid ?? 'none'}/status`, 'utf8');
    return Number(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1]) / 1024;
  };
  return { name, url, complaints, start, kill, memory };
}

async function isListening(url: string, child: ChildProcess): Promise<void> {
  const end = Date.now() + LONGEST_START;
  for (;;) {
    const response = await fetch(`${url}/healthz`).catch(() => null);
    if (response !== null) return;
    if (child.exitCode !== null) throw new Error(`The app ended with ${child.exitCode}`);
    if (Date.now() > end) throw new Error(`The app does not answer at ${url}`);
    await sleep(50);
  }
}
