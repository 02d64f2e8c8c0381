import { spawn } from 'node:child_process';

/** Git refused, or is not there. `message` is what it printed. */
export class GitError extends Error {
  override readonly name = 'GitError';
}

export interface GitOptions {
  readonly folder: string;
  readonly input?: string | Uint8Array;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Settings of a foreign checkout that could run programs are turned off. */
const INERT = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'gc.auto=0'];

/** Set inside a git hook: they would lead every call to the repository of the hook. */
const REPOSITORY_VARIABLES = new Set([
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_DIR',
  'GIT_INDEX_FILE',
  'GIT_NAMESPACE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_WORK_TREE',
]);

/** Runs git and returns its standard output as text without the final line ending. */
export async function git(options: GitOptions, ...words: readonly string[]): Promise<string> {
  const output = await gitBytes(options, ...words);
  return output.toString('utf8').replace(/\r?\n$/, '');
}

/** Runs git and returns its standard output; throws `GitError` when it exits with a failure. */
export async function gitBytes(options: GitOptions, ...words: readonly string[]): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', [...INERT, ...words], {
      cwd: options.folder,
      env: { ...inherited(), GIT_TERMINAL_PROMPT: '0', ...options.environment },
    });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    child.on('error', (cause) => {
      reject(new GitError(`git cannot be run: ${cause.message}`, { cause }));
    });
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(output));
      else
        reject(
          new GitError(
            Buffer.concat(errors).toString('utf8').trim() || `git ${words[0] ?? ''} failed`,
          ),
        );
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input);
  });
}

function inherited(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(([name]) => !REPOSITORY_VARIABLES.has(name));
  return Object.fromEntries(entries);
}
