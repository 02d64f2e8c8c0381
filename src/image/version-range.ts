import semver from 'semver';

/** Which versions are allowed. */
export interface VersionRange {
  /** As a person wrote it. */
  readonly text: string;
  /** The numbers of a version; missing ones stand for the newest there is: `[20]` is the last 20.x.y. */
  readonly allows: (version: readonly number[]) => boolean;
}

/** Longer texts are no range that a person wrote. */
export const LONGEST_RANGE = 200;

/** Larger than any number of a version, for those that a tag leaves open. */
const OPEN = 999_999;

/** A range of npm: `^20.11 || >=22` (docs.npmjs.com/cli/configuring-npm/package-json#engines). Null when it is none. */
export function npmRange(text: string): VersionRange | null {
  if (text.length > LONGEST_RANGE || semver.validRange(text) === null) return null;
  const range = new semver.Range(text);
  return { text, allows: (version) => range.test(versionText(version)) };
}

/** The release line of a version: its first `depth` numbers stay. */
export function lineRange(text: string, version: readonly number[], depth: number): VersionRange {
  const line = version.slice(0, depth);
  return { text, allows: (other) => line.every((number, index) => other[index] === number) };
}

/** The version itself and all that are newer. */
export function atLeast(text: string, version: readonly number[]): VersionRange {
  const least = `>=${paddedText(version)}`;
  const range = new semver.Range(least);
  return { text, allows: (other) => range.test(versionText(other)) };
}

/** The numbers that a text starts with: `[3, 12, 1]` for `v3.12.1`; null when there are none. */
export function versionNumbers(text: string): readonly number[] | null {
  const match = /^v?(\d{1,9}(?:\.\d{1,9}){0,3})(?![\d])/.exec(text.trim());
  return match?.[1] === undefined ? null : match[1].split('.').map(Number);
}

/** `3.12.0` for `[3, 12]`. */
export function paddedText(version: readonly number[]): string {
  const [major = 0, minor = 0, patch = 0] = version;
  return `${major}.${minor}.${patch}`;
}

function versionText(version: readonly number[]): string {
  const [major = OPEN, minor = OPEN, patch = OPEN] = version;
  return `${major}.${minor}.${patch}`;
}
