import * as z from 'zod';
import type { Scan } from '../../findings/scan-report.ts';
import { newScan } from '../vocabulary/found-report.ts';
import type { Notices } from '../vocabulary/notices.ts';
import { readEach } from '../vocabulary/read-each.ts';
import { checkSchema, readCheck } from './check-row.ts';
import { artifactFields, imageTarget, objectTarget } from './resource.ts';
import type { OperatorResource } from './resource.ts';
import { readSecret, secretSchema } from './secret-row.ts';
import { readVulnerability, vulnerabilitySchema } from './vulnerability-row.ts';

const vulnerabilitiesSchema = z.object({
  ...artifactFields,
  vulnerabilities: z.unknown().optional(),
});
const secretsSchema = z.object({ ...artifactFields, secrets: z.unknown().optional() });
const checksSchema = z.object({ checks: z.unknown().optional() });

/** Reads the report of one resource; null where it has none, or a broken one. */
type KindReader = (resource: OperatorResource, place: string, notices: Notices) => Scan | null;

/** By kind, without the `Cluster` or `Image` that says how far the report reaches. */
const READERS: ReadonlyMap<string, KindReader> = new Map([
  ['VulnerabilityReport', readVulnerabilities],
  ['ExposedSecretReport', readSecrets],
  ['ConfigAuditReport', readChecks],
  ['InfraAssessmentReport', readChecks],
  ['RbacAssessmentReport', readChecks],
]);

/** Kinds that hold no finding of their own, and what they hold instead. */
const WITHOUT_FINDINGS: ReadonlyMap<string, string> = new Map([
  ['SbomReport', 'lists packages and no findings'],
  ['ComplianceReport', 'repeats in numbers what other reports find'],
  ['ComplianceDetailReport', 'repeats what other reports find'],
]);

/** The scan of one resource; none for a kind that holds no findings, which becomes a notice. */
export function readOperatorReport(
  resource: OperatorResource,
  place: string,
  notices: Notices,
): readonly Scan[] {
  const kind = resource.kind.replace(/^(?:Cluster|Image)/, '');
  const reader = READERS.get(kind);
  if (reader === undefined) {
    const why = WITHOUT_FINDINGS.get(kind) ?? 'is of a kind that is not known';
    notices.add(`${place} (${resource.kind}) ${why}`);
    return [];
  }
  const scan = reader(resource, place, notices);
  if (scan === null) notices.add(`${place} (${resource.kind}) has no report`);
  return scan === null ? [] : [scan];
}

function readVulnerabilities(
  resource: OperatorResource,
  place: string,
  notices: Notices,
): Scan | null {
  const report = vulnerabilitiesSchema.safeParse(resource.report);
  if (!report.success) return null;
  const family = report.data.os?.family ?? '';
  const vulnerabilities = readEach(
    report.data.vulnerabilities,
    vulnerabilitySchema,
    { place: `${place}.report.vulnerabilities`, notices },
    (row) => readVulnerability(row, family),
  );
  return newScan({ tool: 'Trivy', target: imageTarget(resource, report.data), vulnerabilities });
}

function readSecrets(resource: OperatorResource, place: string, notices: Notices): Scan | null {
  const report = secretsSchema.safeParse(resource.report);
  if (!report.success) return null;
  const reading = { place: `${place}.report.secrets`, notices };
  const secrets = readEach(report.data.secrets, secretSchema, reading, readSecret);
  return newScan({ tool: 'Trivy', target: imageTarget(resource, report.data), secrets });
}

function readChecks(resource: OperatorResource, place: string, notices: Notices): Scan | null {
  const report = checksSchema.safeParse(resource.report);
  if (!report.success) return null;
  const reading = { place: `${place}.report.checks`, notices };
  const problems = readEach(report.data.checks, checkSchema, reading, readCheck);
  return newScan({ tool: 'Trivy', target: objectTarget(resource), problems });
}
