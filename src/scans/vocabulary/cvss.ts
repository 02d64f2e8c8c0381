import type { Vulnerability } from '../../findings/scan-report.ts';

interface CvssEntry {
  readonly score: number | null | undefined;
  readonly vector: string | null | undefined;
}

/** The first of the entries that has a base score of CVSS (above 0, up to 10): give the newest version first. */
export function firstCvss(entries: readonly CvssEntry[]): Vulnerability['cvss'] {
  for (const { score, vector } of entries) {
    const cvss = cvssOf(score, vector);
    if (cvss !== null) return cvss;
  }
  return null;
}

/** A base score of CVSS (above 0, up to 10) and its vector; null for what is none. */
export function cvssOf(
  score: number | null | undefined,
  vector: string | null | undefined = null,
): Vulnerability['cvss'] {
  const isScore = typeof score === 'number' && score > 0 && score <= 10;
  return isScore ? { score, vector: vector ?? null } : null;
}
