import type { Vulnerability } from '../../findings/scan-report.ts';

/** How vendors of advisories say what becomes of one, without punctuation. */
const WORDS: ReadonlyMap<string, Vulnerability['decision']> = new Map([
  ['will not fix', 'will-not-fix'],
  ['wont fix', 'will-not-fix'],
  ['out of support scope', 'end-of-life'],
  ['end of life', 'end-of-life'],
  ['under investigation', 'under-investigation'],
  ['needs triage', 'under-investigation'],
  ['fix deferred', 'deferred'],
  ['deferred', 'deferred'],
  ['postponed', 'deferred'],
]);

/** What a source of advisories has decided, from its own words (`will_not_fix`, `Won't fix`); null for other words. */
export function readDecision(word: string | null | undefined): Vulnerability['decision'] {
  const plain = (word ?? '').trim().toLowerCase().replaceAll(/[_-]/g, ' ').replaceAll("'", '');
  return WORDS.get(plain) ?? null;
}
