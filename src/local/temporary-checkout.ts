import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { git } from './git.ts';
import type { GitOptions } from './git.ts';
import { IDENTITY } from './identity.ts';
import { openTemporaryFolder } from './temporary-folder.ts';

/** Nothing of the user's own settings: no filters, no signing. */
const ENVIRONMENT = { ...IDENTITY, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };

/** Settings for a bare repository that has files elsewhere, which stay as they are. */
const PLAIN = ['-c', 'core.autocrlf=false', '-c', 'core.bare=false'];

export interface Checkout {
  /** Where git runs. */
  readonly folder: string;
  readonly isTemporary: boolean;
  /** Removes a temporary checkout; does nothing for the user's own. */
  readonly close: () => void;
}

/** The folder itself when it is the root of a git checkout, a temporary one of its files otherwise. */
export async function openCheckout(folder: string): Promise<Checkout> {
  if (await isCheckoutRoot(folder)) {
    return { folder, isTemporary: false, close: () => undefined };
  }
  const { path: temporary, remove: close } = openTemporaryFolder();
  try {
    await commitAll(realpathSync(folder), temporary);
  } catch (error) {
    close();
    throw error;
  }
  return { folder: temporary, isTemporary: true, close };
}

async function isCheckoutRoot(folder: string): Promise<boolean> {
  try {
    const root = await git({ folder }, 'rev-parse', '--show-toplevel');
    return realpathSync(root) === realpathSync(folder);
  } catch {
    // Git says no in many words, all of which mean that there is no checkout here.
    return false;
  }
}

/** Commits the files of `folder`, `.gitignore` honoured, to a bare repository; writes nothing there. */
async function commitAll(folder: string, repository: string): Promise<void> {
  const bare = { folder: repository, environment: ENVIRONMENT };
  await git(bare, 'init', '--quiet', '--bare', '--initial-branch=main');
  const paths = await listFiles(folder, repository);
  const files = {
    ...withWorkTree(folder, repository),
    input: paths.map((path) => `${path}\0`).join(''),
  };
  await git(files, ...PLAIN, 'update-index', '-z', '--add', '--stdin');
  const tree = await git(files, 'write-tree');
  const commit = await git({ ...bare, input: 'Files as they are\n' }, 'commit-tree', tree);
  await git(bare, 'update-ref', 'refs/heads/main', commit);
}

/** Git does not look into checkouts inside the folder, so it is asked again in each of them. */
async function listFiles(folder: string, repository: string): Promise<string[]> {
  const words = ['ls-files', '-z', '--others', '--exclude-standard', '--exclude=node_modules/'];
  const listing = await git(withWorkTree(folder, repository), ...PLAIN, ...words);
  const paths: string[] = [];
  for (const path of listing.split('\0')) {
    if (path === '') continue;
    if (!path.endsWith('/')) paths.push(path);
    else
      paths.push(...(await listFiles(join(folder, path), repository)).map((file) => path + file));
  }
  return paths;
}

function withWorkTree(folder: string, repository: string): GitOptions {
  const index = join(repository, 'index');
  const places = { GIT_DIR: repository, GIT_WORK_TREE: folder, GIT_INDEX_FILE: index };
  return { folder, environment: { ...ENVIRONMENT, ...places } };
}
