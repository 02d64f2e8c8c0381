import type { Vulnerability } from '../../findings/scan-report.ts';
import { isFixedIn } from '../../image/fixed-version.ts';
import type { Package } from '../../image/package.ts';
import { SYSTEM_TYPES } from '../../image/purl.ts';
import type { ReadContents } from '../read-base-contents.ts';
import { isAlike, isNamed, sourceOf } from './package-names.ts';

/** What becomes of one vulnerability in another image. */
export type Verdict =
  | { readonly state: 'fixed' }
  | { readonly state: 'remaining' }
  /** `reason`: why nobody can tell, one clause. */
  | { readonly state: 'unknown'; readonly reason: string };

/** A list of packages, and the release that it belongs to: `debian 12`; null when that is not known. */
export interface PackageList {
  readonly contents: ReadContents;
  readonly release: string | null;
}

const FIXED: Verdict = { state: 'fixed' };
const REMAINING: Verdict = { state: 'remaining' };

/** Tells by the packages of another image alone whether a vulnerability of the present one is in it. */
export function judgeByPackages(
  vulnerability: Vulnerability,
  present: PackageList,
  candidate: PackageList,
): Verdict {
  const { packages, why } = candidate.contents;
  if (packages === null) return unknown(why ?? 'its packages are not known');
  const { type } = vulnerability.package;
  if (type === null) return unknown('the report does not tell what kind of package it is');
  return SYSTEM_TYPES.includes(type)
    ? judgeSystemPackage({ vulnerability, type, present, candidate, packages })
    : judgeLanguagePackage(vulnerability, type, candidate.contents, packages);
}

interface SystemQuestion {
  readonly vulnerability: Vulnerability;
  readonly type: string;
  readonly present: PackageList;
  readonly candidate: PackageList;
  readonly packages: readonly Package[];
}

function judgeSystemPackage(question: SystemQuestion): Verdict {
  const { vulnerability, type, present, candidate, packages } = question;
  const { name } = vulnerability.package;
  const source = sourceOf(vulnerability.package, present.contents.packages ?? []);
  const alike = packages.filter(
    (one) => SYSTEM_TYPES.includes(one.type) && isAlike(one, name, source),
  );
  if (isForeign(question)) {
    if (alike.length > 0) {
      return unknown(`its distribution is another one, whose versions of ${name} do not compare`);
    }
    return source === null
      ? unknown(`its distribution is another one, where ${name} may have another name`)
      : FIXED;
  }
  const own = packages.filter((one) => one.type === type);
  const named = own.filter((one) => isNamed(one, name));
  const found = named.length > 0 ? named : own.filter((one) => (one.source ?? one.name) === source);
  if (found.length > 0) {
    const isOtherRelease = isKnownToDiffer(present.release, candidate.release);
    return judgeVersions(vulnerability, type, found, isOtherRelease ? candidate.release : null);
  }
  return source === null && alike.length > 0
    ? unknown(`${name} is gone, and a package with a name like it is there`)
    : FIXED;
}

/** True for another distribution: its packages have names and versions of their own. */
function isForeign({ type, present, candidate, packages }: SystemQuestion): boolean {
  if (isKnownToDiffer(familyOf(present.release), familyOf(candidate.release))) return true;
  return packages.length > 0 && !packages.some((one) => one.type === type);
}

function familyOf(release: string | null): string | null {
  return release?.split(' ', 1)[0] ?? null;
}

function isKnownToDiffer(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a !== b;
}

function judgeLanguagePackage(
  vulnerability: Vulnerability,
  type: string,
  { namesLanguagePackages }: ReadContents,
  packages: readonly Package[],
): Verdict {
  if (!namesLanguagePackages) {
    return unknown('the list of its packages names only those of the distribution');
  }
  const own = packages.filter((one) => one.type === type);
  if (own.length === 0) return unknown(`the list of its packages names none of the kind ${type}`);
  const found = own.filter((one) => isNamed(one, vulnerability.package.name));
  return found.length === 0 ? FIXED : judgeVersions(vulnerability, type, found, null);
}

/** `otherRelease`: the release of the candidate where that has fixed versions of its own. */
function judgeVersions(
  { fixed, package: { version } }: Vulnerability,
  type: string,
  found: readonly Package[],
  otherRelease: string | null,
): Verdict {
  if (found.some((one) => one.version === version)) return REMAINING;
  if (otherRelease !== null) {
    return unknown(`it is built on ${otherRelease}, for which the report names no fixed version`);
  }
  if (fixed.length === 0) return REMAINING;
  if (version !== '' && isFixedIn(type, version, fixed)) {
    return unknown('the report names a fixed version that is not newer than the one it found');
  }
  return found.every((one) => isFixedIn(type, one.version, fixed)) ? FIXED : REMAINING;
}

function unknown(reason: string): Verdict {
  return { state: 'unknown', reason };
}
