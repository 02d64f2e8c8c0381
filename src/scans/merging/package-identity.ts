import type { ReportedPackage } from '../../findings/scan-report.ts';
import { SYSTEM_TYPES } from '../../image/purl.ts';

/** What two scanners must agree on to speak of one package, spelled in one way. */
export interface PackageIdentity {
  /** Equal for equal packages, and now and then for others: `agrees` tells. */
  readonly key: string;
  readonly type: string | null;
  /** Of Maven; null when the report names the artifact alone. */
  readonly group: string | null;
  /** Of deb and rpm; null when the report leaves it out. */
  readonly epoch: string | null;
}

/**
 * Spells name and version as their ecosystem compares them: PyPI by PEP 503, Go without `v` and `go`, Maven by
 * its artifact, packages of distributions without epoch and without the source before a slash.
 */
export function identify(reported: ReportedPackage): PackageIdentity {
  const { type } = reported;
  const { name, group } = splitName(type, reported.name.toLowerCase());
  const { version, epoch } = splitVersion(type, reported.version);
  // One spelling for all types, because a report may not tell the type.
  const key = `${name.replace(/[-_.]+/g, '-')}\t${version}`;
  return { key, type, group, epoch };
}

/** False when the two are known to be different packages though their keys are equal. */
export function agrees(a: PackageIdentity, b: PackageIdentity): boolean {
  return isSame(a.type, b.type) && isSame(a.group, b.group) && isSame(a.epoch, b.epoch);
}

function isSame(a: string | null, b: string | null): boolean {
  return a === null || b === null || a === b;
}

interface SplitName {
  readonly name: string;
  readonly group: string | null;
}

/** `org.slf4j:slf4j-api`, `org.slf4j/slf4j-api`; Snyk writes `openssl/libssl3`; Go's library has three names. */
function splitName(type: string | null, name: string): SplitName {
  const cut = Math.max(name.lastIndexOf('/'), name.lastIndexOf(':'));
  if (type === 'maven' && cut !== -1)
    return { name: name.slice(cut + 1), group: name.slice(0, cut) };
  const isSystem = type !== null && SYSTEM_TYPES.includes(type);
  if (isSystem) return { name: name.slice(name.lastIndexOf('/') + 1), group: null };
  const isGoLibrary = type === 'golang' && /^(?:go|std|golang\/stdlib)$/.test(name);
  return { name: isGoLibrary ? 'stdlib' : name, group: null };
}

function splitVersion(
  type: string | null,
  version: string,
): { readonly version: string; readonly epoch: string | null } {
  if (type === 'golang') return { version: version.replace(/^(?:v|go)(?=\d)/, ''), epoch: null };
  if (type !== 'deb' && type !== 'rpm') return { version, epoch: null };
  const epoch = /^(\d+):/.exec(version);
  if (epoch === null) return { version, epoch: null };
  return { version: version.slice(epoch[0].length), epoch: epoch[1] ?? null };
}
