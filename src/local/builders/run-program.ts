import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

export interface ProgramOptions {
  /** The program gets all of it: its credentials, proxies and storage are told there. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Milliseconds. */
  readonly longest: number;
  readonly folder?: string;
  /** Ends the program and all that it started. */
  readonly signal?: AbortSignal;
}

export interface ProgramRun {
  /** `missing`: the program is not on PATH. */
  readonly end: 'code' | 'timeout' | 'interrupt' | 'missing';
  /** The exit code; 128 and more after a signal, as a shell tells it. Null unless it ended by itself. */
  readonly code: number | null;
  /** What it printed, of each at most the last 64 KiB. */
  readonly output: string;
  readonly errors: string;
}

/** Bytes: a build may print without end, and what went wrong stands in the last lines. */
const KEPT_OUTPUT = 64 * 1024;

/** Runs a program without a shell; it and its children are ended when the time is over. */
export function runProgram(
  program: string,
  words: readonly string[],
  { environment, longest, folder, signal }: ProgramOptions,
): Promise<ProgramRun> {
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      env: environment,
      cwd: folder,
      // A group of its own, so that what it started ends with it.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let end: ProgramRun['end'] = 'code';
    const stop = (why: ProgramRun['end']) => {
      end = why;
      endGroup(child);
    };
    const timer = setTimeout(stop, longest, 'timeout');
    const interrupt = () => {
      stop('interrupt');
    };
    if (signal?.aborted === true) interrupt();
    signal?.addEventListener('abort', interrupt);
    const output = keepTail(child.stdout);
    const errors = keepTail(child.stderr);
    const finish = (code: number | null) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', interrupt);
      resolve({ end, code: end === 'code' ? code : null, output: output(), errors: errors() });
    };
    child.on('error', () => {
      if (child.pid !== undefined) return;
      end = 'missing';
      finish(null);
    });
    child.on('close', (code, by) => {
      finish(code ?? 128 + (SIGNAL_NUMBERS[by ?? ''] ?? 0));
    });
  });
}

const SIGNAL_NUMBERS: Readonly<Record<string, number>> = {
  SIGINT: 2,
  SIGABRT: 6,
  SIGKILL: 9,
  SIGSEGV: 11,
  SIGTERM: 15,
};

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}

function keepTail(stream: NodeJS.ReadableStream): () => string {
  let kept = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    const all = Buffer.concat([kept, chunk]);
    kept = all.length > KEPT_OUTPUT ? all.subarray(all.length - KEPT_OUTPUT) : all;
  });
  return () => kept.toString('utf8');
}
