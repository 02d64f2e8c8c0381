import type { Package } from './package.ts';
import { sourceName } from './source-rpm.ts';

const LONGEST = 4096;

/** Package managers of operating systems: the namespace is the distribution, not part of the name. */
export const SYSTEM_TYPES: readonly string[] = ['deb', 'apk', 'rpm'];

/**
 * Reads a package URL (`pkg:type/namespace/name@version?qualifiers#subpath`, purl-spec, "How to parse
 * a purl string"). Null when it is none, or names no version.
 */
export function readPurl(text: string): Package | null {
  const scheme = /^pkg:\/*/.exec(text)?.[0];
  if (scheme === undefined || text.length > LONGEST) return null;
  const [withoutSubpath = ''] = text.slice(scheme.length).split('#', 1);
  const [path = '', query = ''] = withoutSubpath.split('?', 2);
  const at = path.lastIndexOf('@');
  const [type = '', ...names] = path.slice(0, at === -1 ? undefined : at).split('/');
  const version = decode(at === -1 ? '' : path.slice(at + 1));
  const parts = names.filter((name) => name !== '').map(decode);
  if (type === '' || parts.length === 0 || parts.includes(null) || !version) return null;
  return packageOf(type.toLowerCase(), parts.join('/'), version, query);
}

function packageOf(type: string, path: string, version: string, query: string): Package {
  const isSystem = SYSTEM_TYPES.includes(type);
  const epoch = type === 'rpm' ? (qualifierOf(query, 'epoch') ?? '0') : '0';
  return {
    name: isSystem ? path.slice(path.lastIndexOf('/') + 1) : path,
    version: epoch === '0' ? version : `${epoch}:${version}`,
    type,
    source: sourceOf(qualifierOf(query, 'upstream')),
    architecture: qualifierOf(query, 'arch'),
  };
}

/** Of `arch=amd64&distro=debian-12`; null where it is missing. */
function qualifierOf(query: string, name: string): string | null {
  if (!query.includes(name)) return null;
  const pair = query.split('&').find((one) => one.startsWith(`${name}=`));
  return pair === undefined ? null : decode(pair.slice(name.length + 1));
}

/** Scanners add `upstream=curl`, `upstream=curl@8.5.0` or the name of a source RPM. */
function sourceOf(upstream: string | null): string | null {
  if (upstream === null || upstream === '') return null;
  return sourceName(upstream) ?? upstream.split('@', 1)[0] ?? null;
}

function decode(text: string): string | null {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    // A `%` without two hexadecimal digits: no package URL.
    return null;
  }
}
