import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SPAWNS = 15;
const MEGABYTE = 1024 * 1024;

/** Builds the command into a folder of its own, hands its path to `use`, and removes it. */
export async function withCommand<Result>(
  use: (command: string) => Result | Promise<Result>,
): Promise<Result> {
  // Below node_modules: what the bundle leaves outside is found from there.
  const folder = join(process.cwd(), 'node_modules/.cache/seaworthy', `bench-${process.pid}`);
  try {
    execFileSync(process.execPath, ['scripts/build.mjs', folder], { stdio: 'inherit' });
    return await use(join(folder, 'cli.js'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface StartTimes {
  /** Median wall time of `node -e 0`, milliseconds. */
  readonly node: number;
  /** Median wall time of `seaworthy check` on one small file, milliseconds. */
  readonly check: number;
}

/** The two take turns, so that what else the machine does hits both. */
export function measureStart(command: string): StartTimes {
  const folder = mkdtempSync(join(tmpdir(), 'seaworthy-bench-'));
  try {
    writeFileSync(join(folder, 'Dockerfile'), 'FROM alpine:3.20\nADD . /app\nRUN apk add curl\n');
    const times: { node: number[]; check: number[] } = { node: [], check: [] };
    for (let round = 0; round <= SPAWNS; round += 1) {
      const node = timeSpawn(folder, ['-e', '0'], 0);
      const check = timeSpawn(folder, [command, 'check', 'Dockerfile'], 1);
      // The first round only fills the caches of the file system.
      if (round === 0) continue;
      times.node.push(node);
      times.check.push(check);
    }
    return { node: median(times.node), check: median(times.check) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function timeSpawn(folder: string, words: readonly string[], code: number): number {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8' });
  const elapsed = performance.now() - started;
  if (status !== code)
    throw new Error(`node ${words.join(' ')} exited with ${String(status)}: ${stderr}`);
  return elapsed;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** Peak resident memory of one `seaworthy check --format json` on all of `files`, in MB. */
export function measureMemory(command: string, files: readonly string[]): number {
  const report = `import { writeSync } from 'node:fs';
    process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));`;
  const preload = `data:text/javascript,${encodeURIComponent(report)}`;
  const words = ['--import', preload, command, 'check', '--format', 'json', ...files];
  const { output, status } = spawnSync(process.execPath, words, {
    encoding: 'utf8',
    maxBuffer: 1024 * MEGABYTE,
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  if (status !== 0 && status !== 1) throw new Error(`check exited with ${String(status)}`);
  return (Number(output[3]) * 1024) / MEGABYTE;
}
