import * as z from 'zod';
import type { RatedBy, Vulnerability } from '../../findings/scan-report.ts';
import type { Severity } from '../../findings/severity.ts';
import { numeric, record, text } from '../vocabulary/tolerant-fields.ts';
import { ratedSeverity, severityOf } from '../vocabulary/rated-by.ts';

/** Numbers of `VendorSeverity` (trivy-db, `pkg/types`: unknown is 0). */
const SEVERITY_OF_NUMBER: readonly (Severity | undefined)[] = [
  undefined,
  'low',
  'medium',
  'high',
  'critical',
];

/** Source ids of trivy-db of those who build the packages, where they are not the name of the distribution. */
const SOURCE_OF_FAMILY: ReadonlyMap<string, string> = new Map([
  ['centos', 'redhat'],
  ['oracle', 'oracle-oval'],
  ['azurelinux', 'azure'],
  ['suse linux enterprise server', 'suse-cvrf'],
  ['opensuse.leap', 'suse-cvrf'],
  ['opensuse.tumbleweed', 'suse-cvrf'],
]);

const scoresSchema = z.object({
  V40Score: numeric,
  V40Vector: text,
  V3Score: numeric,
  V3Vector: text,
  V2Score: numeric,
  V2Vector: text,
});

/** Fields of a vulnerability that say how bad it is. */
export const ratingFields = {
  Severity: text,
  SeveritySource: text,
  VendorSeverity: record,
  CVSS: record,
};

export type Ratings = Pick<Vulnerability, 'severity' | 'severities' | 'cvss'>;
interface Rated {
  readonly Severity: string | null;
  readonly SeveritySource: string | null;
  readonly VendorSeverity: Readonly<Record<string, unknown>> | null;
  readonly CVSS: Readonly<Record<string, unknown>> | null;
}

/** The source that speaks for the packages of a result: `debian` for `debian`, `redhat` for `centos`. */
export function sourceOfFamily(family: string): string {
  return SOURCE_OF_FAMILY.get(family) ?? family;
}

/** How bad a vulnerability is; `vendors` are the sources that speak for the package, the nearest first. */
export function readRatings(row: Rated, vendors: readonly string[]): Ratings {
  const severities = readSeverities(row, vendors);
  const preferred = [...vendors, row.SeveritySource ?? '', 'nvd'];
  const cvss = row.CVSS === null ? null : newestScore(row.CVSS, preferred);
  const first = severities.find(({ source }) => vendors.includes(source))?.severity;
  const severity = first ?? ratedSeverity(row.Severity) ?? severities[0]?.severity;
  return { severity: severity ?? severityOf(null, cvss?.score), severities, cvss };
}

const NOBODY: readonly RatedBy[] = [];

/** The vendors' first, then the one that Trivy took, then the others as they stand. */
function readSeverities(row: Rated, vendors: readonly string[]): readonly RatedBy[] {
  if (row.VendorSeverity === null && !row.SeveritySource) return NOBODY;
  const byNumber = row.VendorSeverity ?? {};
  const taken = row.SeveritySource ?? '';
  const severity = ratedSeverity(row.Severity);
  const rated: RatedBy[] = [];
  const add = (source: string): void => {
    if (source === '' || rated.some((one) => one.source === source)) return;
    // A distribution may rate a package otherwise than the weakness: then only `Severity` says so.
    const said = source === taken && severity !== null ? severity : numbered(byNumber[source]);
    if (said !== undefined) rated.push({ source, severity: said });
  };
  for (const vendor of vendors) add(vendor);
  add(taken);
  for (const source of Object.keys(byNumber)) add(source);
  return rated;
}

function numbered(number: unknown): Severity | undefined {
  return typeof number === 'number' ? SEVERITY_OF_NUMBER[number] : undefined;
}

/** Of the newest version of CVSS that anybody used; among these the preferred source's. */
function newestScore(
  bySource: Readonly<Record<string, unknown>>,
  preferred: readonly string[],
): Vulnerability['cvss'] {
  const names = Object.keys(bySource);
  let best: Vulnerability['cvss'] = null;
  let newest = 0;
  for (const source of new Set([...preferred.filter((one) => names.includes(one)), ...names])) {
    const scores = scoresSchema.safeParse(bySource[source]);
    if (!scores.success) continue;
    const { V40Score, V40Vector, V3Score, V3Vector, V2Score, V2Vector } = scores.data;
    const all = [
      { version: 4, score: V40Score, vector: V40Vector },
      { version: 3, score: V3Score, vector: V3Vector },
      { version: 2, score: V2Score, vector: V2Vector },
    ];
    for (const { version, score, vector } of all) {
      if (version <= newest || score === null || score <= 0 || score > 10) continue;
      best = { score, vector };
      newest = version;
    }
  }
  return best;
}
