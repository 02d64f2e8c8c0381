import { readdirSync, statSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { kindOfName } from '../remediation/dockerfile-names.ts';
import { pathJudge } from '../remediation/path-patterns.ts';
import type { PathVerdict } from '../remediation/path-patterns.ts';
import { describeReadFailure, readTextFile } from './text-file.ts';

/** Folders that never hold the author's own Dockerfiles. */
const SKIPPED_FOLDERS = new Set(['.git', 'node_modules']);

export interface FoundPaths {
  /** Paths of Dockerfiles, in order, below the folder as it was given. */
  readonly dockerfiles: readonly string[];
  /** Templates of Dockerfiles, by their names. */
  readonly templates: readonly string[];
  /** Folders that could not be read, with the reason. */
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
}

interface Ignored {
  /** Folder of the `.gitignore`, which its patterns are relative to. */
  readonly folder: string;
  readonly judge: (path: string) => PathVerdict;
}

/** Searches a folder for Dockerfiles; `.gitignore` files at and below it are honoured. */
export function findDockerfiles(folder: string): FoundPaths {
  const dockerfiles: string[] = [];
  const templates: string[] = [];
  const unreadable: { path: string; reason: string }[] = [];
  const visit = (path: string, outer: readonly Ignored[]): void => {
    const entries = listFolder(path, unreadable);
    const ignored = withIgnoreFile(path, entries, outer);
    for (const entry of entries) {
      const child = join(path, entry.name);
      if (isIgnored(child, entry.isDirectory(), ignored)) continue;
      if (entry.isDirectory()) {
        if (!SKIPPED_FOLDERS.has(entry.name)) visit(child, ignored);
        continue;
      }
      const kind = kindOfName(entry.name);
      if (kind === 'other' || !isFile(child, entry)) continue;
      if (kind === 'dockerfile') dockerfiles.push(child);
      if (kind === 'template') templates.push(child);
    }
  };
  visit(folder, []);
  return { dockerfiles, templates, unreadable };
}

function listFolder(path: string, unreadable: { path: string; reason: string }[]): Dirent[] {
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
