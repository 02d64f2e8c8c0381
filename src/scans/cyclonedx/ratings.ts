import * as z from 'zod';
import type { Vulnerability } from '../../findings/scan-report.ts';
import { ratedBy, severityOf } from '../vocabulary/rated-by.ts';
import { text, objectOf } from '../vocabulary/tolerant-fields.ts';

const ratingSchema = z.object({
  source: objectOf({ name: text }),
  score: z.number().nullish().catch(null),
  severity: text,
  method: text,
  vector: text,
});

/** CycloneDX names no versions between 3.0 and 4 but `CVSSv31`. */
const METHODS: readonly string[] = ['CVSSv2', 'CVSSv3', 'CVSSv31', 'CVSSv4'];

type Ratings = Pick<
  Vulnerability,
  'severity' | 'severities' | 'cvss' | 'epss' | 'isKnownExploited'
>;

/**
 * What the ratings of a vulnerability say. Grype puts EPSS (source `FIRST`) and the list of CISA (`CISA KEV Catalog`) among them
 * (anchore/grype, `grype/presenter/cyclonedx/vulnerability.go`).
 */
export function readRatings(values: readonly unknown[], vendor: string): Ratings {
  const ratings = values.flatMap((one) => ratingSchema.safeParse(one).data ?? []);
  const listed = ratings.filter(({ source }) => /\bKEV\b/.test(source?.name ?? ''));
  const exploited = ratings.find(
    ({ source, method }) => source?.name === 'FIRST' && method === 'other',
  );
  const scored = ratings.filter(
    ({ score, method }) => typeof score === 'number' && METHODS.includes(method ?? ''),
  );
  // Of the same version, that of the vendor, else the one that stands first.
  const rank = ({ method, source }: (typeof ratings)[number]) =>
    METHODS.indexOf(method ?? '') * 2 + (source?.name === vendor ? 1 : 0);
  const newest = scored.sort((a, b) => rank(b) - rank(a))[0];
  const words = ratings.filter((one) => !listed.includes(one) && one !== exploited);
  const seen = new Set<string>();
  const severities = words
    .flatMap((one) => ratedBy(one.source?.name ?? (vendor || 'unknown'), one.severity))
    .sort((a, b) => Number(b.source === vendor) - Number(a.source === vendor))
    .filter(({ source }) => !seen.has(source) && seen.add(source));
  return {
    severity: severities[0]?.severity ?? severityOf(null, newest?.score),
    severities,
    cvss: typeof newest?.score === 'number' ? { score: newest.score, vector: newest.vector } : null,
    epss: exploited?.score ?? null,
    isKnownExploited: listed.length > 0 ? true : null,
  };
}
