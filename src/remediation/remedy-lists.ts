import { packageText } from '../findings/describe-vulnerability.ts';
import { REMEDIES } from '../findings/traced-vulnerability.ts';
import type { Remedy } from '../findings/traced-vulnerability.ts';
import { groupBy } from './body/grouping.ts';
import type { ScannedRow } from './scanned-row.ts';

/** What one actor could do something about. */
export interface RemedyList {
  readonly actor: string;
  readonly rows: readonly ScannedRow[];
}

const ACTORS: Readonly<Record<Remedy, string>> = {
  rebuild: 'the next build without its cache',
  source: 'you, in the lock file or source that is copied',
  'by-hand': 'you, by hand in the Dockerfile',
  'base-image': 'who publishes the base image, of which none with the fix was found',
  vendor: 'the distribution or the project, which has no fixed version',
  'not-assessed': 'nobody can tell from what is known',
};

/** Who can do something about what is not fixed; in the order of the remedies, without empty lists. */
export function remedyLists(rows: readonly ScannedRow[]): readonly RemedyList[] {
  return REMEDIES.flatMap((remedy) => {
    const own = rows.filter(({ state }) => state === remedy);
    return own.length === 0 ? [] : [{ actor: ACTORS[remedy], rows: own }];
  });
}

/** `openssl 3.0.11 (2), zlib 1.2 and 3 more packages`: those with most first, `most` at the most. */
export function packageList(
  rows: readonly ScannedRow[],
  most: number,
  print: (name: string) => string,
): string {
  const groups = groupBy(rows, ({ finding }) => packageText(finding.traced.vulnerability));
  const sorted = [...groups].sort(([, a], [, b]) => b.length - a.length);
  const shown = sorted
    .slice(0, most)
    .map(([name, own]) => (own.length === 1 ? print(name) : `${print(name)} (${own.length})`));
  const more = sorted.length - shown.length;
  return `${shown.join(', ')}${more === 0 ? '' : ` and ${more} more packages`}`;
}
