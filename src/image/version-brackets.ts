import { atLeast, LONGEST_RANGE, npmRange, paddedText, versionNumbers } from './version-range.ts';
import type { VersionRange } from './version-range.ts';

/**
 * A version range of Maven's enforcer: `[17,18)`, `[17,)`, `(,21]`, `[17]`; a version alone is the least
 * (maven.apache.org/enforcer/enforcer-rules/versionRanges.html). Null when it is none.
 */
export function mavenRange(text: string): VersionRange | null {
  if (text.length > LONGEST_RANGE) return null;
  const trimmed = text.trim();
  if (/^\d/.test(trimmed)) {
    const version = versionNumbers(trimmed);
    return version === null ? null : atLeast(text, version);
  }
  const match = /^([[(])([\d.]*)(,?)([\d.]*)([\])])$/.exec(trimmed.replace(/\s+/g, ''));
  if (match === null) return null;
  const [, opening, low = '', comma, high = '', closing] = match;
  const clauses = [
    ...boundary(opening === '[' ? '>=' : '>', low),
    ...boundary(closing === ']' ? '<=' : '<', comma === '' ? low : high),
  ];
  const range = npmRange(clauses.length === 0 ? '*' : clauses.join(' '));
  return range === null ? null : { text, allows: range.allows };
}

function boundary(operator: string, written: string): string[] {
  const version = versionNumbers(written);
  return version === null ? [] : [`${operator}${paddedText(version)}`];
}
