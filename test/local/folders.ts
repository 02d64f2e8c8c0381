import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { lstatSync, readlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A folder with these files (paths with `/`), gone when the test has finished. */
export function makeFolder(files: Files = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'seaworthy-test-')));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  writeFiles(folder, files);
  return folder;
}

export function writeFiles(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Git as a person called Alice, without the configuration of this machine. */
export function gitIn(folder: string, ...words: readonly string[]): string {
  return execFileSync('git', ['-C', folder, ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'Alice',
      GIT_AUTHOR_EMAIL: 'alice@example.com',
      GIT_COMMITTER_NAME: 'Alice',
      GIT_COMMITTER_EMAIL: 'alice@example.com',
    },
  }).replace(/\n$/, '');
}

/** A checkout on the branch `main` whose only commit holds these files. */
export function makeCheckout(files: Files): string {
  const folder = makeFolder(files);
  gitIn(folder, 'init', '--quiet', '--initial-branch=main');
  commitAll(folder, 'First');
  return folder;
}

export function commitAll(folder: string, message: string): void {
  gitIn(folder, 'add', '--all');
  gitIn(folder, 'commit', '--quiet', '--allow-empty', '--message', message);
}

/** Everything below a folder: mode and content by path, the targets of links included. */
export function readFolder(folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(paths.map((path) => [path, describe(join(folder, path))]));
}

function describe(path: string): string {
  const status = lstatSync(path);
  const mode = status.mode.toString(8);
  if (status.isSymbolicLink()) return `${mode} -> ${readlinkSync(path)}`;
  return status.isFile() ? `${mode} ${readFileSync(path, 'latin1')}` : mode;
}

/** Names of all branches, sorted. */
export function branchesOf(folder: string): readonly string[] {
  const listing = gitIn(folder, 'for-each-ref', '--format=%(refname:short)', 'refs/heads');
  return listing === '' ? [] : listing.split('\n').sort();
}
