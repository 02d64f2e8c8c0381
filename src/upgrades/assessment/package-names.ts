import type { ReportedPackage } from '../../findings/scan-report.ts';
import { comparableName } from '../../image/package-name.ts';
import type { Package } from '../../image/package.ts';

/** True when a list means the package by this name. */
export function isNamed({ name, type }: Package, wanted: string): boolean {
  return comparableName(type, name) === comparableName(type, wanted);
}

/** The source package: by the report, else by the list of the image; null when neither tells. */
export function sourceOf(
  { name, type, source }: ReportedPackage,
  packages: readonly Package[],
): string | null {
  if (source !== null) return source;
  const own = packages.find((one) => one.name === name && one.type === type);
  return own === undefined ? null : (own.source ?? own.name);
}

/**
 * True when a package may be the same software under another name: distributions add numbers and `lib`
 * (`sqlite3` and `sqlite`, `gnutls28` and `gnutls`, `tiff` and `libtiff`).
 */
export function isAlike(one: Package, name: string, source: string | null): boolean {
  const wanted = new Set([bareName(name), ...(source === null ? [] : [bareName(source)])]);
  return wanted.has(bareName(one.name)) || wanted.has(bareName(one.source ?? one.name));
}

/** Characters; longer names are none, and would only cost time. */
const LONGEST_NAME = 200;

function bareName(name: string): string {
  const lower = name.slice(0, LONGEST_NAME).toLowerCase();
  const bare = lower.replace(/^lib/, '').replace(/[-+.\d]+(?:t64)?$/, '');
  const short = (bare === '' ? lower : bare).replace(/-(?:ng|utils)$/, '');
  return OTHER_NAMES.get(short) ?? short;
}

/** What Debian calls otherwise than Alpine, Fedora and SUSE do (repology.org). */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['httpd', 'apache'],
  ['linux-pam', 'pam'],
  ['kernel', 'linux'],
  ['go', 'golang'],
]);
