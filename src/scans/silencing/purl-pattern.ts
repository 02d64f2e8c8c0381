import type { ReportedPackage } from '../../findings/scan-report.ts';
import { SYSTEM_TYPES } from '../../image/purl.ts';

const LONGEST = 4096;

/** A package URL in which the version, and everything behind it, may be missing. */
export interface PurlPattern {
  /** In lower case. */
  readonly type: string;
  /** Namespace and name, decoded: `debian/bash`, `@babel/core`. */
  readonly path: string;
  readonly version: string | null;
  readonly qualifiers: ReadonlyMap<string, string>;
}

/** Reads a package URL with or without version (purl-spec, "How to parse a purl string"); null for other texts. */
export function readPurlPattern(text: string): PurlPattern | null {
  const scheme = /^pkg:\/*/.exec(text)?.[0];
  if (scheme === undefined || text.length > LONGEST) return null;
  const [withoutSubpath = ''] = text.slice(scheme.length).split('#', 1);
  const [whole = '', query = ''] = withoutSubpath.split('?', 2);
  const slash = whole.indexOf('/');
  if (slash < 1) return null;
  // An `@` that is not encoded may begin the scope of npm: then it follows a slash.
  const at = whole.lastIndexOf('@');
  const isVersion = at > 0 && whole[at - 1] !== '/';
  const path = decode(whole.slice(slash + 1, isVersion ? at : undefined).replace(/^\/+|\/+$/g, ''));
  const version = isVersion ? decode(whole.slice(at + 1)) : null;
  if (path === null || path === '' || version === '') return null;
  const qualifiers = new Map(new URLSearchParams(query));
  return { type: whole.slice(0, slash).toLowerCase(), path, version, qualifiers };
}

/** True when the pattern is about the package: it says nothing that the package does not have. */
export function isPackage(pattern: PurlPattern, reported: ReportedPackage): boolean {
  const purl = reported.purl === null ? null : readPurlPattern(reported.purl);
  if (purl !== null) return isWithin(pattern, purl);
  if (pattern.type !== reported.type) return false;
  const isVersion = pattern.version === null || isSameVersion(pattern, reported.version);
  return isVersion && pathNames(pattern).includes(reported.name);
}

function isWithin(pattern: PurlPattern, purl: PurlPattern): boolean {
  if (pattern.type !== purl.type || pattern.path !== purl.path) return false;
  if (pattern.version !== null && pattern.version !== purl.version) return false;
  return [...pattern.qualifiers].every(([key, value]) => purl.qualifiers.get(key) === value);
}

function isSameVersion({ version, qualifiers }: PurlPattern, reported: string): boolean {
  const epoch = qualifiers.get('epoch');
  return reported === version || reported === `${epoch ?? '0'}:${version ?? ''}`;
}

/** How reports without package URLs write the name. */
function pathNames({ type, path }: PurlPattern): readonly string[] {
  if (SYSTEM_TYPES.includes(type)) return [path.slice(path.lastIndexOf('/') + 1)];
  return type === 'maven' ? [path, path.replace('/', ':')] : [path];
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    // A `%` without two hexadecimal digits: no package URL.
    return null;
  }
}
