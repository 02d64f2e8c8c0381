import type { Instruction } from '../../dockerfile/model.ts';
import { resolveDirectory } from '../../dockerfile/work-directory.ts';
import type { Facts } from '../rule.ts';
import { isWithin } from '../shipped-stages.ts';

/** A path, absolute and without `.` and `..`; null when one of the two is not known. */
export function pathIn(directory: string | null, path: string | null): string | null {
  if (path === null || path.includes('$')) return null;
  if (path.startsWith('/')) return cleanPath(path);
  return directory === null ? null : cleanPath(`${directory}/${path}`);
}

/** `/app/./bin/` is `/app/bin`. */
export function cleanPath(path: string): string {
  return resolveDirectory('/', `./${path}`, false);
}

/** Joins a path to an absolute directory, without `.`, `..` and an end slash. */
export function joinPath(directory: string, path: string): string {
  return cleanPath(path.startsWith('/') ? path : `${directory}/${path}`);
}

/** `/app/bin/x` is in `/app/bin`. */
export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

/** Paths without those that lie in another one of them, each once. */
export function outermost(paths: readonly string[]): string[] {
  const all = [...new Set(paths)];
  return all.filter((path) => !all.some((other) => other !== path && isWithin(path, other)));
}

/** Where a COPY puts things, absolute. */
export function destinationOf(facts: Facts, instruction: Instruction, path: string): string {
  const { workdir } = facts.before(instruction);
  return joinPath(workdir ?? '/', path);
}
