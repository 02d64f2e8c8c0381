import { ownField, ownText } from '../vocabulary/own-field.ts';
import type { ArtifactLocation, WrittenRun } from './run-schema.ts';
import { artifactLocationSchema } from './run-schema.ts';

/** A base may name another base; a longer chain is a circle. */
const MOST_BASES = 10;

/** Reads where an artifact is. */
export type PathOf = (location: ArtifactLocation | null | undefined) => string | null;

/**
 * The path of an artifact (SARIF 2.1.0, sections 3.4 and 3.14.14): its URI without percent-encoding and
 * scheme, relative to the folder that the run says it has looked at, where it lies in it. It stays what the report says: nothing is
 * opened, and `..` stays in it. Null where there is no URI.
 */
export function pathsOf(run: WrittenRun): PathOf {
  const bases = run.originalUriBaseIds;
  const roots = rootsOf(run);
  const known = new Map<string, string>();
  return (location) => {
    const isWritten = typeof location?.uri === 'string';
    const written = isWritten ? location : artifactOf(run, location?.index);
    const uri = written?.uri ?? '';
    if (uri === '') return null;
    const base = written?.uriBaseId ?? null;
    const key = `${base ?? ''}\n${uri}`;
    const path = known.get(key) ?? shorten(plainPath(withBase(uri, base, bases)), roots);
    known.set(key, path);
    return path;
  };
}

function shorten(path: string, roots: readonly string[]): string {
  const root = roots.find((one) => path.startsWith(one));
  return path.slice(root?.length ?? 0).replace(/^(?:\.\/){1,10}/, '');
}

function artifactOf(run: WrittenRun, index: number | null | undefined): ArtifactLocation | null {
  const location = ownField(run.artifacts[index ?? -1], 'location');
  return artifactLocationSchema.safeParse(location).data ?? null;
}

/** The URI with those bases in front that are relative themselves: an absolute one is where the root lies. */
function withBase(uri: string, base: string | null, bases: unknown): string {
  let path = uri;
  let id = base;
  for (let depth = 0; depth < MOST_BASES && id !== null; depth += 1) {
    const written = ownField(bases, id);
    const folder = ownText(written, 'uri') ?? '';
    if (isAbsolute(folder) || isAbsolute(path)) return path;
    path = folder === '' || folder.endsWith('/') ? folder + path : `${folder}/${path}`;
    id = ownText(written, 'uriBaseId');
  }
  return path;
}

function isAbsolute(uri: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]{1,30}:|\/)/i.test(uri);
}

/** Folders that absolute paths may begin with, the longest first. */
function rootsOf(run: WrittenRun): readonly string[] {
  const bases: unknown = run.originalUriBaseIds;
  const named: readonly unknown[] =
    typeof bases === 'object' && bases !== null ? Object.values(bases) : [];
  const folders = run.invocations.map((one) => ownField(one, 'workingDirectory'));
  const paths = [...named, ...folders].slice(0, 100).flatMap((location) => {
    const uri = ownText(location, 'uri');
    if (uri === null || !/^file:/i.test(uri)) return [];
    const path = plainPath(uri);
    return path.endsWith('/') ? [path] : [`${path}/`];
  });
  return paths.filter((path) => path !== '/').sort((a, b) => b.length - a.length);
}

/** Without `file:` and its host, and without the slash before a drive's letter. */
function plainPath(uri: string): string {
  const path = uri.replace(/^file:(?:\/\/[^/]{0,255}(?=\/))?/i, '').replace(/^\/{2,}/, '/');
  return decode(path).replace(/^\/([a-z]:[\\/])/i, '$1');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A `%` without two hexadecimal digits: many writers do not encode.
    return text;
  }
}
