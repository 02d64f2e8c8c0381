import { splitVersions } from '../vocabulary/written-text.ts';

/** Operators of a range whose lowest version is a fixed one, as the advisories of Ruby and Node have them. */
const FROM = /^(?:>=|~>|=|\^|~)\s*(\S+)/;

/**
 * The versions of `FixedVersion`: `>= 6.0.3, ~> 5.2.4` are `6.0.3` and `5.2.4`. A range that names no version in which it is
 * fixed (`> 1.0`, `< 2`) is left out.
 */
export function fixedVersions(text: string | null | undefined): readonly string[] {
  const written = splitVersions(text);
  if (written.length === 0) return written;
  const versions = written.flatMap((clause) => {
    if (/^[<>](?!=)|^<=/.test(clause)) return [];
    return [FROM.exec(clause)?.[1] ?? clause];
  });
  return [...new Set(versions)];
}
