import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { readTextFile } from './text-file.ts';
import { walkFiles } from './walk-files.ts';

/** More than the largest repositories hold. */
const MOST_FILES = 2000;

/** Entries of folders; a large checkout has 100,000 files. */
const MOST_ENTRIES = 300_000;

/** A text file, and why it could not be read. */
export interface FoundFiles {
  /** Paths relative to the folder, with `/`. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly unread: readonly { readonly path: string; readonly reason: string }[];
  /** True when the folder holds more than we look at. */
  readonly isCut: boolean;
}

/** Reads the files below a folder that `isWanted` by their relative paths, as far as git does not ignore them. */
export function findBuildFiles(folder: string, isWanted: (path: string) => boolean): FoundFiles {
  const files: { path: string; text: string }[] = [];
  const unread: { path: string; reason: string }[] = [];
  const budget = { entries: MOST_ENTRIES };
  for (const found of walkFiles(folder, hasBuildName, unread, budget)) {
    const path = relative(folder, found).split(sep).join('/');
    if (!isWanted(path)) continue;
    if (files.length >= MOST_FILES) return { files, unread, isCut: true };
    const content = readTextFile(found);
    if (content.ok) files.push({ path, text: content.text });
    else unread.push({ path, reason: content.reason });
  }
  return { files, unread, isCut: budget.entries < 0 };
}

/** Spares a look at the kind of every other file. */
function hasBuildName(name: string): boolean {
  return /(?:\.(?:ya?ml|json|hcl|env)|^\.trivyignore|^\.snyk)$/i.test(name);
}

/** The root of the git checkout that a folder is in; null outside of one. */
export function checkoutRoot(folder: string): string | null {
  const path = resolve(folder);
  if (existsSync(join(path, '.git'))) return path;
  const parent = dirname(path);
  return parent === path ? null : checkoutRoot(parent);
}
