import type { AdvisoryIds } from '../../findings/scan-report.ts';

/** Longer texts are no ids. */
const LONGEST_ID = 200;

/** CVE first, then GitHub's; what a distribution or a scanner calls it comes last. */
const ORDER: readonly RegExp[] = [/^CVE-\d{4}-\d+$/, /^GHSA(?:-[0-9a-z]{4}){3}$/];

const ANY_ID =
  /\b(?:CVE-\d{4}-\d{4,12}|GHSA(?:-[0-9a-z]{4}){3}|(?:PYSEC|GO|RUSTSEC|OSV|MAL|BIT|RHSA|RHBA|RHEA|ALAS|ALAS2|ELSA|DSA|DLA|USN|SUSE-SU|openSUSE-SU|TEMP|SNYK)-[0-9A-Za-z][0-9A-Za-z:.-]{0,60}[0-9A-Za-z])\b/gi;

/** The ids of one advisory, the one to print first; null when there is none that can be printed. */
export function advisoryIds(all: readonly (string | null | undefined)[]): AdvisoryIds | null {
  const ids: string[] = [];
  for (const text of all) {
    const id = cleanId(text ?? '');
    if (id !== null) ids.push(id);
  }
  const [id, ...others] =
    ids.length < 2 ? ids : [...new Set(ids)].sort((a, b) => rank(a) - rank(b));
  return id === undefined ? null : { id, aliases: others };
}

/** Ids that a text mentions, in the order of the text; looks at its first 20,000 characters. */
export function idsInText(text: string): readonly string[] {
  if (!text.includes('-')) return [];
  const found = text.slice(0, 20_000).matchAll(ANY_ID);
  return [...new Set(Array.from(found, ([id]) => cleanId(id) ?? id))];
}

function rank(id: string): number {
  const index = ORDER.findIndex((pattern) => pattern.test(id));
  return index === -1 ? ORDER.length : index;
}

/** The official spelling: CVE in capitals, the groups of a GHSA in small letters; null for what cannot be printed. */
function cleanId(text: string): string | null {
  const id = text.trim();
  if (id === '' || id.length > LONGEST_ID) return null;
  if (/^cve-/i.test(id)) return id.toUpperCase();
  return /^ghsa-/i.test(id) ? `GHSA${id.slice(4).toLowerCase()}` : id;
}
