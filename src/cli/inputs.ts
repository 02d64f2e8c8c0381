import { statSync } from 'node:fs';
import { relative, sep } from 'node:path';
import type { SourceFile } from '../remediation/check-context.ts';
import { pathMatcher } from '../remediation/path-patterns.ts';
import { findDockerfiles } from '../local/find-dockerfiles.ts';
import { describeReadFailure, readTextFile } from '../local/text-file.ts';

/** What the given paths lead to. */
export interface Inputs {
  /** Paths as a person would type them from the current folder. */
  readonly paths: readonly string[];
  /** For standard error: what was skipped. */
  readonly notices: readonly string[];
  /** For standard error: what is wrong with a given path; the exit code becomes 2. */
  readonly errors: readonly string[];
}

/** Finds the Dockerfiles behind files and folders; a file that is named is always taken. */
export function findInputs(paths: readonly string[], exclude: readonly string[]): Inputs {
  const found = new Set<string>();
  const notices: string[] = [];
  const errors: string[] = [];
  const isExcluded = pathMatcher(exclude);
  for (const path of paths) {
    const kind = kindOf(path);
    if (kind === 'file') found.add(shown(path));
    if (typeof kind !== 'string') errors.push(`${path}: ${kind.reason}`);
    if (kind !== 'folder') continue;
    const { dockerfiles, templates, unreadable } = findDockerfiles(path);
    const kept = dockerfiles.map(shown).filter((file) => !isInside(file) || !isExcluded(file));
    for (const file of kept) found.add(file);
    notices.push(...templates.map((file) => `${shown(file)}: skipped, a template by its name`));
    errors.push(...unreadable.map((item) => `${shown(item.path)}: ${item.reason}`));
    if (kept.length === 0) {
      notices.push(
        `${path}: no Dockerfile or Containerfile here; name the file to check another one`,
      );
    }
  }
  return { paths: [...found], notices, errors };
}

/** Reads one input; the reason on failure names the file. */
export function readInput(path: string): SourceFile | { readonly error: string } {
  const content = readTextFile(path);
  if (content.ok) return { path: path.split(sep).join('/'), text: content.text };
  return { error: `${path}: ${content.reason}` };
}

/** The inputs that can be read; the others are reported when their turn comes. */
export function readAll(paths: readonly string[]): SourceFile[] {
  return paths.map(readInput).flatMap((source) => ('error' in source ? [] : [source]));
}

function kindOf(path: string): 'file' | 'folder' | { readonly reason: string } {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    return { reason: describeReadFailure(error) };
  }
}

function shown(path: string): string {
  const short = relative('.', path);
  return (short === '' || short.startsWith('..') ? path : short).split(sep).join('/');
}

/** True for a path in the current folder. */
export function isInside(path: string): boolean {
  return !path.startsWith('..') && !path.startsWith('/');
}
