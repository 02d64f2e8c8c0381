import type { RatedBy } from '../../findings/scan-report.ts';
import type { Severity } from '../../findings/severity.ts';
import { readSeverity, severityOfScore } from './severity-words.ts';

type Word = string | null | undefined;
type Score = number | null | undefined;

/** Words by which a source says that it has not rated. */
const UNRATED = /^\s*(?:unknown|unassigned)\s*$/i;

/** The severity that a source has decided on, by a word or a score; null where neither tells. */
export function ratedSeverity(word: Word, score: Score = null): Severity | null {
  const isRated = word !== null && word !== undefined && !UNRATED.test(word);
  const named = isRated ? readSeverity(word) : null;
  return named ?? (typeof score === 'number' ? severityOfScore(score) : null);
}

/** The severity that a word names, else that of the score; `info` where neither tells. */
export function severityOf(word: Word, score: Score = null): Severity {
  return ratedSeverity(word, score) ?? 'info';
}

/** What a source says, by a word or a score; nothing when it says neither. */
export function ratedBy(source: string, word: Word, score: Score = null): readonly RatedBy[] {
  const severity = ratedSeverity(word, score);
  return severity === null ? [] : [{ source, severity }];
}
