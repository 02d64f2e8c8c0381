import type { Vulnerability } from '../../findings/scan-report.ts';
import { comparePackageVersions } from '../../image/compare-packages.ts';
import { isFixedIn } from '../../image/fixed-version.ts';

/**
 * True when the file asks for a newer version than the report saw, and one that has the fix: the report is about
 * an earlier text of the file.
 */
export function isCuredBy(
  version: string | null,
  { package: { type, version: seen }, fixed }: Vulnerability,
): boolean {
  if (version === null || seen === '') return false;
  const kind = type ?? 'generic';
  return comparePackageVersions(kind, version, seen) > 0 && isFixedIn(kind, version, fixed);
}
