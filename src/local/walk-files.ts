import { readdirSync, statSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pathJudge } from '../remediation/path-patterns.ts';
import type { PathVerdict } from '../remediation/path-patterns.ts';
import { describeReadFailure, readTextFile } from './text-file.ts';

/** Folders that never hold the author's own files. */
const SKIPPED_FOLDERS = new Set(['.git', 'node_modules']);

/** A folder that could not be read. */
export interface Unreadable {
  readonly path: string;
  readonly reason: string;
}

interface Ignored {
  /** Folder of the `.gitignore`, which its patterns are relative to. */
  readonly folder: string;
  readonly judge: (path: string) => PathVerdict;
}

/**
 * The files below a folder that `isWanted` by their names, in order; `.gitignore` files at and below it are
 * honoured, and links to files count as files. Folders that cannot be read are added to `unreadable`. It
 * ends when `budget` has no entries of folders left.
 */
export function walkFiles(
  folder: string,
  isWanted: (name: string) => boolean,
  unreadable: Unreadable[],
  budget = { entries: Infinity },
): Generator<string, void> {
  return walk(folder, []);

  function* walk(path: string, outer: readonly Ignored[]): Generator<string, void> {
    const entries = listFolder(path, unreadable);
    const ignored = withIgnoreFile(path, entries, outer);
    for (const entry of entries) {
      budget.entries -= 1;
      if (budget.entries < 0) return;
      const child = join(path, entry.name);
      const isFolder = entry.isDirectory();
      if (isFolder ? SKIPPED_FOLDERS.has(entry.name) : !isWanted(entry.name)) continue;
      if (isIgnored(child, isFolder, ignored)) continue;
      if (isFolder) yield* walk(child, ignored);
      else if (isFile(child, entry)) yield child;
    }
  }
}

function listFolder(path: string, unreadable: Unreadable[]): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true }).sort((a, b) => compare(a.name, b.name));
  } catch (error) {
    unreadable.push({ path, reason: describeReadFailure(error) });
    return [];
  }
}

/** A link counts as what it leads to; one that leads nowhere is no file. */
function isFile(path: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  try {
    return statSync(path).isFile();
  } catch {
    // Broken, round in circles, or into a folder that is not ours to read.
    return false;
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function withIgnoreFile(
  folder: string,
  entries: readonly Dirent[],
  outer: readonly Ignored[],
): readonly Ignored[] {
  if (!entries.some((entry) => entry.name === '.gitignore' && entry.isFile())) return outer;
  const content = readTextFile(join(folder, '.gitignore'));
  if (!content.ok) return outer;
  return [...outer, { folder, judge: pathJudge(content.text.split(/\r?\n/)) }];
}

/** The innermost `.gitignore` that speaks of the path decides. */
function isIgnored(path: string, isFolder: boolean, ignored: readonly Ignored[]): boolean {
  let verdict: PathVerdict = null;
  for (const { folder, judge } of ignored) {
    const inside = relative(folder, path).split(sep).join('/');
    verdict = judge(isFolder ? `${inside}/` : inside) ?? verdict;
  }
  return verdict === 'named';
}
