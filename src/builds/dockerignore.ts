import { compilePattern } from './ignore-pattern.ts';

/** A line of a .dockerignore that names files. */
interface IgnoreLine {
  /** True behind `!`: what matches is taken after all. */
  readonly isException: boolean;
  readonly matches: (path: string) => boolean;
}

/** What a .dockerignore keeps out of the build context. */
export interface IgnoreFile {
  /** Whether a path, relative to the context and with `/`, is kept out. */
  readonly ignores: (path: string) => boolean;
  /** Whether a line says that a path is wanted. */
  readonly takesBack: (path: string) => boolean;
}

/**
 * Reads a .dockerignore as BuildKit does: the last line that matches a path or a folder above it counts
 * (https://docs.docker.com/build/concepts/context/#dockerignore-files, moby/patternmatcher).
 */
export function readIgnoreFile(text: string): IgnoreFile {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .flatMap(readLine);
  return {
    ignores: (path) => isIgnored(lines, path),
    takesBack: (path) => lines.some((line) => line.isException && above(path).some(line.matches)),
  };
}

function readLine(line: string): IgnoreLine[] {
  const trimmed = line.trim();
  if (line.startsWith('#') || trimmed === '') return [];
  const isException = trimmed.startsWith('!');
  const matches = compilePattern(cleanPath(isException ? trimmed.slice(1).trim() : trimmed));
  return matches === null ? [] : [{ isException, matches }];
}

/** As Go's `path.Clean`, without a leading slash. */
function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || !path.startsWith('/')) parts.push(part);
  }
  return parts.join('/');
}

function isIgnored(lines: readonly IgnoreLine[], path: string): boolean {
  const paths = above(path);
  let ignored = false;
  for (const { isException, matches } of lines) {
    if (isException === ignored && paths.some(matches)) ignored = !isException;
  }
  return ignored;
}

/** The path itself and the folders in which it lies. */
function above(path: string): string[] {
  return path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));
}

/** Where the builder looks for what to ignore: beside the Dockerfile, else at the root of the context. */
export function ignorePaths(dockerfile: string, context: string): readonly [string, string] {
  return [
    `${dockerfile}.dockerignore`,
    context === '.' ? '.dockerignore' : `${context}/.dockerignore`,
  ];
}

/** A path of the repository as seen from a folder of it; null for one that is not in there. */
export function pathWithin(folder: string, path: string): string | null {
  if (folder === '.') return path;
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : null;
}
