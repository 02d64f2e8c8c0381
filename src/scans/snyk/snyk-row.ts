import * as z from 'zod';
import type { RatedBy, Vulnerability } from '../../findings/scan-report.ts';
import { SYSTEM_TYPES } from '../../image/purl.ts';
import { cvssOf } from '../vocabulary/cvss.ts';
import { newVulnerability } from '../vocabulary/new-vulnerability.ts';
import { packageTypeOf } from '../vocabulary/package-type.ts';
import { ratedBy, severityOf } from '../vocabulary/rated-by.ts';
import {
  entries,
  listOf,
  probability,
  score,
  text,
  texts,
  objectOf,
} from '../vocabulary/tolerant-fields.ts';

/** Newer reports have `cvssSources`, older ones `cvssDetails`. */
const ratings = listOf({
  assigner: z.string(),
  severity: text,
  baseScore: score,
  cvssVersion: text,
  vector: text,
  cvssV3BaseScore: score,
});

/**
 * One vulnerability of one path to a package (snyk/cli, `src/lib/snyk-test/legacy.ts`, `AnnotatedIssue`; fields of the
 * vulnerability itself as in docs.snyk.io, "Vulnerability JSON").
 */
export const snykRow = z.object({
  id: z.string(),
  type: text,
  title: text,
  name: text,
  packageName: text,
  version: text,
  packageManager: text,
  language: text,
  severity: text,
  severityWithCritical: text,
  nvdSeverity: text,
  identifiers: entries,
  fixedIn: texts,
  nearestFixedInVersion: text,
  cvssScore: score,
  CVSSv3: text,
  cvssSources: ratings,
  cvssDetails: ratings,
  epssDetails: objectOf({ probability }),
  exploitDetails: objectOf({ sources: z.array(z.string()) }),
  dockerfileInstruction: text,
  dockerfileLayer: text,
  dockerBaseImage: text,
});
type SnykRow = z.infer<typeof snykRow>;

/** What the project says that a row belongs to. */
interface Surroundings {
  readonly packageManager: string | null;
  /** Path of the lock file. */
  readonly file: string | null;
  readonly silencedBy: string | null;
}

/** A row as a vulnerability; nothing for one about a licence, null for one without a package. */
export function readSnykRow(
  row: SnykRow,
  { packageManager, file, silencedBy }: Surroundings,
): Vulnerability | null | readonly [] {
  if (row.type === 'license' || row.id.startsWith('snyk:lic:')) return [];
  const type = typeOf(row, packageManager);
  const isSystem = type !== null && SYSTEM_TYPES.includes(type);
  const written = row.name ?? row.packageName ?? '';
  // `openssl/libssl1.1`: of Linux distributions, the source package stands before the binary one.
  const [name, source] = isSystem ? splitSource(written) : [written, null];
  const severity = severityOf(row.severityWithCritical ?? row.severity, row.cvssScore);
  const ratings = ratingsOf(row);
  return newVulnerability({
    ids: [row.id, ...identifiersOf(row)],
    package: { name, type, version: row.version ?? '', source, path: isSystem ? null : file },
    fixed: fixedIn(row),
    severity,
    severities: [{ source: 'snyk', severity }, ...ratings.severities],
    cvss: ratings.cvss,
    epss: row.epssDetails?.probability ?? null,
    isKnownExploited: row.exploitDetails?.sources.some((one) => /\bCISA\b/i.test(one)) ?? null,
    title: row.title,
    link: /^SNYK-[\w.-]+$/.test(row.id) ? `https://security.snyk.io/vuln/${row.id}` : null,
    instruction: instructionOf(row),
    silencedBy,
  });
}

/** `debian:12`, `npm`; of Linux, the row names the distribution and the project the package manager. */
function typeOf(row: SnykRow, packageManager: string | null): string | null {
  for (const word of [row.packageManager, packageManager, row.language]) {
    const type = packageTypeOf((word ?? '').split(':', 1)[0] ?? '');
    if (type !== null) return type;
  }
  return null;
}

function splitSource(written: string): readonly [name: string, source: string | null] {
  const at = written.indexOf('/');
  return at === -1 ? [written, null] : [written.slice(at + 1), written.slice(0, at)];
}

function identifiersOf(row: SnykRow): string[] {
  return row.identifiers.flatMap(([kind, ids]) =>
    kind === 'CWE' || !Array.isArray(ids) ? [] : ids.filter((id) => typeof id === 'string'),
  );
}

function fixedIn({ nearestFixedInVersion: nearest, fixedIn: versions }: SnykRow): string[] {
  return [...new Set(nearest ? [nearest, ...versions] : versions)];
}

/** Where Snyk was given the Dockerfile, it names the instruction, or that the base image brought the package. */
function instructionOf(row: SnykRow): string | null {
  const written = row.dockerfileInstruction ?? row.dockerfileLayer;
  if (written !== null && written.trim() !== '') return written;
  return row.dockerBaseImage ? `FROM ${row.dockerBaseImage}` : null;
}

function ratingsOf(row: SnykRow): Pick<Vulnerability, 'cvss'> & { severities: readonly RatedBy[] } {
  const nvd = ratedBy('nvd', row.nvdSeverity);
  const vector = row.CVSSv3;
  let cvss = cvssOf(row.cvssScore, vector);
  let newest = cvss === null ? '' : '3';
  const severities: RatedBy[] = [...nvd];
  for (const rating of [...row.cvssSources, ...row.cvssDetails]) {
    const { assigner, baseScore, cvssVersion, cvssV3BaseScore } = rating;
    const isSnyk = assigner.toLowerCase() === 'snyk';
    if (!isSnyk)
      severities.push(...ratedBy(assigner.toLowerCase(), rating.severity, cvssV3BaseScore));
    if (!isSnyk || baseScore === null || !cvssVersion || cvssVersion <= newest) continue;
    newest = cvssVersion;
    cvss = { score: baseScore, vector: rating.vector };
  }
  const seen = new Set<string>();
  const first = severities.filter(({ source }) => !seen.has(source) && seen.add(source));
  return { cvss, severities: first };
}
