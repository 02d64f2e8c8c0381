import type { Severity } from '../../findings/severity.ts';

/** How scanners and vendors of advisories name severities, in lower case. */
const WORDS: ReadonlyMap<string, Severity> = new Map([
  ['critical', 'critical'],
  // Clair's name for what needs attention at once.
  ['defcon1', 'critical'],
  ['urgent', 'critical'],
  ['high', 'high'],
  ['important', 'high'],
  ['error', 'high'],
  ['fatal', 'high'],
  ['severe', 'high'],
  ['medium', 'medium'],
  ['moderate', 'medium'],
  ['warning', 'medium'],
  ['warn', 'medium'],
  ['low', 'low'],
  ['minor', 'low'],
  ['note', 'low'],
  ['style', 'info'],
  ['trace', 'info'],
  ['info', 'info'],
  ['informational', 'info'],
  ['negligible', 'info'],
  ['none', 'info'],
  ['unassigned', 'info'],
  ['unknown', 'info'],
]);

/** The severity that a word names, in any case of letters; null for a word that names none. */
export function readSeverity(word: string | null | undefined): Severity | null {
  if (word === null || word === undefined) return null;
  return WORDS.get(word) ?? WORDS.get(word.trim().toLowerCase()) ?? null;
}

/** The rating of a CVSS base score (CVSS 3.1, section 5; version 4.0 has the same table). */
export function severityOfScore(score: number): Severity {
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return score > 0 ? 'low' : 'info';
}
