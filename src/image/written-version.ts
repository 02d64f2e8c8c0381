import { comparePackageVersions } from './compare-packages.ts';
import { countComponents, leadingComponents, sharesComponents } from './version-components.ts';

/**
 * Which versions a written one lets in. `exact`: itself; `text`: what begins with the same characters;
 * `prefix`: the same leading components; `release`: any release of an rpm's version; the others also
 * nothing older: `compatible` all but the last component, `caret` up to the first that is not 0, `tilde`
 * the first two, `floor` no more than that. `any`: every version; `other`: a range that is not read.
 */
export type VersionStyle =
  | 'exact'
  | 'text'
  | 'prefix'
  | 'release'
  | 'compatible'
  | 'caret'
  | 'tilde'
  | 'floor'
  | 'any'
  | 'other';

/** A version as a person wrote it for a package manager: `^9.1.0`, `7.88.1*`. */
export interface WrittenVersion {
  readonly style: VersionStyle;
  /** What stands before and behind the version: `^`, `*`. */
  readonly before: string;
  readonly version: string;
  readonly after: string;
}

/** Whether a package manager may take `version` of a package of this type; null when that is not known. */
export function allowsVersion(
  type: string,
  written: WrittenVersion,
  version: string,
): boolean | null {
  const wanted = written.version;
  const given = spelledLike(type, wanted, version);
  const isOlder = comparePackageVersions(type, given, wanted) < 0;
  switch (written.style) {
    case 'exact':
      return comparePackageVersions(type, given, wanted) === 0;
    case 'text':
      return given.startsWith(wanted);
    case 'release':
      return given === wanted || given.startsWith(`${wanted}-`);
    case 'prefix':
    case 'compatible':
    case 'caret':
    case 'tilde':
      return (
        (written.style === 'prefix' || !isOlder) &&
        sharesComponents(given, wanted, fixedComponents(written))
      );
    case 'floor':
      return !isOlder;
    case 'any':
      return true;
    case 'other':
      return null;
  }
}

/**
 * The same way of writing with `version`, as precise as before; null when there is none that lets it in.
 */
export function rewriteVersion(
  type: string,
  written: WrittenVersion,
  version: string,
): string | null {
  const { style, before, after } = written;
  const given = spelledLike(type, written.version, version);
  const next = style === 'exact' ? given : shortened(written, given);
  const rewritten = { style, before, version: next, after };
  return allowsVersion(type, rewritten, version) === true ? `${before}${next}${after}` : null;
}

function shortened({ style, version }: WrittenVersion, given: string): string {
  if (style === 'release') return given.slice(0, Math.max(given.lastIndexOf('-'), 0)) || given;
  const separator = /[.+~_:-]$/.exec(version)?.[0] ?? '';
  return `${leadingComponents(given, countComponents(version))}${separator}`;
}

/** How many leading components must be the same. */
function fixedComponents({ style, version }: WrittenVersion): number {
  const count = countComponents(version);
  switch (style) {
    case 'compatible':
      return Math.max(count - 1, 1);
    case 'tilde':
      return Math.min(count, 2);
    case 'caret':
      return Math.min(/^v?(?:0\.)*/.exec(version)?.[0].split('.').length ?? 1, count);
    default:
      return count;
  }
}

/** The version spelled as the written one is: with or without a `v` in front, and the epoch of an rpm. */
export function spelledLike(type: string, written: string, version: string): string {
  if (type === 'rpm') return written.includes(':') ? version : version.replace(/^\d*:/, '');
  if (!/^v?\d/.test(version) || !/^v?\d/.test(written) || type === 'deb') return version;
  const plain = version.replace(/^v/, '');
  return written.startsWith('v') ? `v${plain}` : plain;
}
