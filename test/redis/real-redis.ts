import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openRedis } from '../../src/redis/open-redis.ts';
import type { RedisConnections } from '../../src/redis/redis-connections.ts';
import { ensureTools } from '../registry/debian-tools.ts';
import { freePort } from '../registry/real-registry.ts';

/** Debian's redis-server on a port of 127.0.0.1, with a folder of its own. */
export interface RealRedis {
  readonly url: string;
  readonly port: number;
  /** As a machine that fails: what was written last may be lost. */
  readonly kill: () => Promise<void>;
  /** On the same port, with what the folder holds, or without. */
  readonly start: (content: 'with data' | 'without data') => Promise<void>;
  /** For good. */
  readonly stop: () => Promise<void>;
}

const LONGEST_START = 10_000;

/** Starts one that is empty; `settings`: more of its options, such as `--maxmemory 2mb`. */
export async function startRedis(...settings: readonly string[]): Promise<RealRedis> {
  await ensureTools('redis-server');
  const folder = mkdtempSync(join(tmpdir(), 'seaworthy-redis-'));
  const port = await freePort();
  let child = await run(folder, port, settings);
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    kill,
    start: async (content) => {
      if (content === 'without data') rmSync(join(folder, 'appendonlydir'), { recursive: true });
      child = await run(folder, port, settings);
    },
    stop: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function run(
  folder: string,
  port: number,
  settings: readonly string[],
): Promise<ChildProcess> {
  const words = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
  const kept = ['--save', '', '--appendonly', 'yes', '--appendfsync', 'everysec'];
  const options = [...words, ...kept, ...settings];
  const child = spawn('redis-server', options, { stdio: 'ignore' });
  const end = Date.now() + LONGEST_START;
  while (!(await isAnswering(port))) {
    if (child.exitCode !== null) throw new Error(`redis-server ended with ${child.exitCode}`);
    if (Date.now() > end) throw new Error(`redis-server does not answer at port ${port}`);
    await wait(10);
  }
  return child;
}

/** Anything but "I am still loading", even a refusal. */
async function isAnswering(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    socket.write('PING\r\n');
    const answer: readonly unknown[] = await once(socket, 'data');
    return !String(answer[0]).startsWith('-LOADING');
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Connections to it, which tell nobody anything. */
export async function openedRedis(url: string): Promise<RedisConnections> {
  const nothing = () => undefined;
  const news = { isGone: nothing, isBack: nothing, isAwaited: nothing };
  const opening = await openRedis(url, news);
  if (opening.kind === 'unfit') throw new Error(opening.problem);
  return opening.redis;
}
