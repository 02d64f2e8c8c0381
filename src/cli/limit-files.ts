import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readTextFile } from '../local/text-file.ts';
import { mayLimit, readLimits } from '../upgrades/limits.ts';
import type { LimitBook } from '../upgrades/limits.ts';
import { complain } from './terminal.ts';

/** Folders above a Dockerfile that are looked into. */
const MOST_FOLDERS = 20;

/** What `package.json`, `go.mod` and the like beside and above the files allow, up to the current folder. */
export function readLimitsAround(paths: readonly string[]): LimitBook {
  const folders = new Set(paths.flatMap(foldersOf));
  const texts = new Map<string, string>();
  for (const path of [...folders].flatMap(limitFilesIn)) {
    const content = readTextFile(path);
    if (content.ok) texts.set(path, content.text);
  }
  const limits = readLimits(texts);
  for (const { path, reason } of limits.notices) complain(`seaworthy: ${path}: ${reason}`);
  return limits;
}

function foldersOf(path: string): string[] {
  const folders: string[] = [];
  for (let folder = dirname(path); folders.length < MOST_FOLDERS; folder = dirname(folder)) {
    folders.push(folder);
    if (folder === dirname(folder)) break;
  }
  return folders;
}

function limitFilesIn(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter(mayLimit).sort();
    return names.map((name) => join(folder, name));
  } catch {
    // A folder that may not be listed says nothing; the Dockerfile in it was read all the same.
    return [];
  }
}
