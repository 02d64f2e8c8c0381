import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * What `git init --bare` makes, without a process ("gitrepository-layout"); its objects are those of another folder where
 * one is given, which costs a tenth where there are thousands of repositories.
 */
export function initBare(folder: string, defaultBranch: string, objects: string | null): void {
  if (objects !== null) {
    mkdirSync(objects, { recursive: true });
    symlinkSync(objects, join(folder, 'objects'));
  }
  for (const name of ['objects/info', 'objects/pack', 'refs/heads', 'refs/tags', 'info']) {
    mkdirSync(join(folder, name), { recursive: true });
  }
  writeFileSync(join(folder, 'HEAD'), `ref: refs/heads/${defaultBranch}\n`);
  const settings = ['repositoryformatversion = 0', 'filemode = true', 'bare = true'];
  writeFileSync(join(folder, 'config'), `[core]\n\t${settings.join('\n\t')}\n`);
}

/** The object id in a reference's own file; null where it has none, because it is packed or missing. */
export function readLooseRef(folder: string, ref: string): string | null {
  const path = join(folder, ref);
  if (ref.includes('..') || !isFile(path)) return null;
  const text = readFileSync(path, 'utf8').trim();
  return /^[0-9a-f]{40}$/.test(text) ? text : null;
}

/** False where another reference is in the way. */
export function writeLooseRef(folder: string, ref: string, oid: string): boolean {
  const path = join(folder, ref);
  if (existsSync(path) && !isFile(path)) return false;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${oid}\n`);
  return true;
}

export function hasPackedRefs(folder: string): boolean {
  return existsSync(join(folder, 'packed-refs'));
}

export interface Reference {
  readonly name: string;
  readonly oid: string;
}

/** All references in order of their names; null where some are packed. */
export function listLooseRefs(folder: string): readonly Reference[] | null {
  if (hasPackedRefs(folder)) return null;
  const paths = readdirSync(join(folder, 'refs'), { recursive: true, encoding: 'utf8' });
  const names = paths.map((path) => `refs/${path}`).sort((a, b) => (a < b ? -1 : 1));
  return names.flatMap((name) => {
    const oid = readLooseRef(folder, name);
    return oid === null ? [] : [{ name, oid }];
  });
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
