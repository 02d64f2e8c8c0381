import type * as z from 'zod';
import type { RatedBy, Vulnerability } from '../../findings/scan-report.ts';
import { listOf, numeric, objectOf, text } from '../vocabulary/tolerant-fields.ts';
import { ratedBy, severityOf } from '../vocabulary/rated-by.ts';

const scores = listOf({
  version: text,
  vector: text,
  metrics: objectOf({ baseScore: numeric }),
});

/** Fields of a vulnerability and of a related one that say how bad it is. */
export const ratingFields = {
  namespace: text,
  severity: text,
  cvss: scores,
  epss: listOf({ epss: numeric }),
  knownExploited: listOf({}),
};

interface Rated {
  readonly namespace: string | null;
  readonly severity: string | null;
  readonly cvss: z.output<typeof scores>;
  readonly epss: readonly { readonly epss: number | null }[];
  readonly knownExploited: readonly unknown[];
}

export type Ratings = Pick<
  Vulnerability,
  'severity' | 'severities' | 'cvss' | 'epss' | 'isKnownExploited'
>;

/** How bad a match is: its own source first, then those of the related vulnerabilities. */
export function readRatings(all: readonly Rated[]): Ratings {
  const bySource = new Map<string, RatedBy>();
  for (const one of all.flatMap(ratedByOwn)) {
    if (!bySource.has(one.source)) bySource.set(one.source, one);
  }
  const severities = [...bySource.values()];
  const cvss = newestScore(all);
  const chances = all.flatMap(({ epss }) => epss.flatMap((one) => one.epss ?? []));
  const likely = chances.filter((chance) => chance >= 0 && chance <= 1);
  return {
    severity: severities[0]?.severity ?? severityOf(null, cvss?.score),
    severities,
    cvss,
    epss: likely.length === 0 ? null : Math.max(...likely.slice(0, 100)),
    isKnownExploited: all.some(({ knownExploited }) => knownExploited.length > 0) ? true : null,
  };
}

/** `debian:distro:debian:12` is of `debian`; the first databases wrote `nvd` and `debian:10`. */
function ratedByOwn({ namespace, severity }: Rated): readonly RatedBy[] {
  return ratedBy(namespace?.split(':', 1)[0] || 'grype', severity);
}

function newestScore(all: readonly Rated[]): Vulnerability['cvss'] {
  let newest = -1;
  let found: Vulnerability['cvss'] = null;
  for (const { version, vector, metrics } of all.flatMap(({ cvss }) => cvss)) {
    const score = metrics?.baseScore ?? 0;
    const number = Number.parseFloat(version ?? '0') || 0;
    if (score <= 0 || score > 10 || number <= newest) continue;
    newest = number;
    found = { score, vector };
  }
  return found;
}
