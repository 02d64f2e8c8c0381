import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, readdirSync } from 'node:fs';
import { makeFolder } from '../local/folders.ts';
import { builtCommand } from './built-command.ts';

export const COMMAND = builtCommand();

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Circumstances {
  readonly input?: string | Uint8Array;
  /** Who runs it; the same as the tests without it. */
  readonly uid?: number | undefined;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs `seaworthy WORDS` in a folder, and sees to it that no temporary file is left behind. */
export function seaworthy(
  folder: string,
  words: readonly string[],
  circumstances: Circumstances = {},
): Outcome {
  const { input, uid } = circumstances;
  const temporary = temporaryFiles();
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [COMMAND, ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: environment(temporary, circumstances),
    maxBuffer: 64 * 1024 * 1024,
    ...(input === undefined ? {} : { input }),
    ...(uid === undefined ? {} : { uid }),
  });
  if (error !== undefined) throw error;
  requireEmpty(temporary);
  return { code: status, stdout, stderr };
}

/** The same, while it runs: `meddle` gets the process. */
export async function seaworthyMeddled(
  folder: string,
  words: readonly string[],
  meddle: (child: ChildProcess) => Promise<void>,
  circumstances: Pick<Circumstances, 'environment'> = {},
): Promise<Outcome> {
  const temporary = temporaryFiles();
  const env = environment(temporary, circumstances);
  const child = spawn(process.execPath, [COMMAND, ...words], { cwd: folder, env });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => (output[name] += text));
  }
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  await meddle(child);
  const code = await closed;
  requireEmpty(temporary);
  return { code, ...output };
}

/** What it printed, which must be JSON of the version that we promise. */
export function json(outcome: Outcome): unknown {
  const value: unknown = JSON.parse(outcome.stdout);
  const isOurs = typeof value === 'object' && value !== null && 'version' in value;
  if (!isOurs || value.version !== 1) throw new Error(`no version 1: ${outcome.stdout}`);
  return value;
}

function temporaryFiles(): string {
  const folder = makeFolder();
  chmodSync(folder, 0o777);
  return folder;
}

function requireEmpty(folder: string): void {
  const left = readdirSync(folder);
  if (left.length > 0) throw new Error(`temporary files left behind: ${left.join(', ')}`);
}

/** A port where nobody listens: what would leave this machine fails at once. */
const NOWHERE = 'http://127.0.0.1:1';

/** Nothing of this machine but its programs: no colours, no git hook around us, no settings, no network. */
function environment(temporary: string, { environment }: Circumstances): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    TMPDIR: temporary,
    HOME: temporary,
    HTTPS_PROXY: NOWHERE,
    NO_PROXY: '127.0.0.1',
    ...environment,
  };
}
