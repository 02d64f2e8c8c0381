import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { git } from './git.ts';
import { openTemporaryFolder } from './temporary-folder.ts';

/** The files of a commit, in a temporary folder. */
export interface ExportedFiles {
  readonly root: string;
  readonly remove: () => void;
}

/** Writes the files at HEAD; neither the checkout nor its index is touched, and no filter of its settings runs. */
export async function exportHead(folder: string): Promise<ExportedFiles> {
  const { path: temporary, remove } = openTemporaryFolder();
  try {
    const root = join(temporary, 'files');
    mkdirSync(root);
    const environment = { GIT_INDEX_FILE: join(temporary, 'index') };
    const inert = await inertFilters(folder);
    await git({ folder, environment }, ...inert, 'read-tree', 'HEAD');
    const words = ['-c', 'core.bare=false', `--work-tree=${root}`, 'checkout-index', '--all'];
    await git({ folder, environment }, ...inert, ...words);
    return { root, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Settings that turn each filter off: they are programs. */
async function inertFilters(folder: string): Promise<string[]> {
  const names = await filterSettings(folder);
  return names.flatMap((name) => ['-c', `${name}=${name.endsWith('.required') ? 'false' : ''}`]);
}

async function filterSettings(folder: string): Promise<string[]> {
  try {
    const words = ['config', '--name-only', '--get-regexp', String.raw`^filter\.`];
    return (await git({ folder }, ...words)).split('\n').filter((name) => name !== '');
  } catch {
    // Git ends with a failure when there are none.
    return [];
  }
}
