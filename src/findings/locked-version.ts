import { joinPath } from '../builds/paths.ts';
import { contextsOf } from './context-files.ts';
import type { Facts } from './rule.ts';

/** A file of a project that says which version of a package is taken. */
export interface LockFile {
  readonly name: string;
  /** Null where the file does not name it, or names no single version. */
  readonly versionIn: (text: string, name: string) => string | null;
}

/** The version that the first such file at the root of a build context tells, and which file that is. */
export function readLocked(
  facts: Facts,
  locks: readonly LockFile[],
  name: string,
): { readonly version: string; readonly source: string } | null {
  const around = locks.length === 0 ? null : facts.surroundings();
  if (around === null) return null;
  for (const { folder } of contextsOf(around)) {
    for (const lock of locks) {
      const path = joinPath(folder, lock.name) ?? lock.name;
      const text = around.hasFile(path) ? around.text(path) : null;
      const version = text === null ? null : lock.versionIn(text, name);
      if (version !== null) return { version, source: `\`${path}\`` };
    }
  }
  return null;
}

/** The only version that a text gives a package; `pattern`, a global one, has name and version as its groups. */
export function versionMatched(
  text: string,
  pattern: RegExp,
  isNamed: (name: string) => boolean,
): string | null {
  const matches = [...text.matchAll(pattern)].filter(([, name = '']) => isNamed(name));
  const [only, ...others] = new Set(matches.map(([, , version = '']) => version));
  return others.length === 0 ? (only ?? null) : null;
}

/** `packages` of `package-lock.json`, from version 2 of the file on (docs.npmjs.com, `package-lock.json`). */
export function versionInNpmLock(text: string, name: string): string | null {
  const packages = fieldOf(readJson(text), 'packages');
  const version = fieldOf(fieldOf(packages, `node_modules/${name}`), 'version');
  return typeof version === 'string' ? version : null;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}

function fieldOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return null;
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}
