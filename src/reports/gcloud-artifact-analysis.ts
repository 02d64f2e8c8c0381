import * as z from 'zod';
import type { ReportReader } from '../findings/report-reader.ts';
import type { Vulnerability } from '../findings/scan-report.ts';
import { cvssOf } from '../scans/vocabulary/cvss.ts';
import { readDistribution } from '../scans/vocabulary/distribution.ts';
import { foundReport, newScan } from '../scans/vocabulary/found-report.ts';
import { contentDigests, imageReferences } from '../scans/vocabulary/image-names.ts';
import { newTarget } from '../scans/vocabulary/new-target.ts';
import { newVulnerability } from '../scans/vocabulary/new-vulnerability.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { packageTypeOf } from '../scans/vocabulary/package-type.ts';
import { ratedBy, severityOf } from '../scans/vocabulary/rated-by.ts';
import { readEach } from '../scans/vocabulary/read-each.ts';
import { isRecord, listOf, objectOf, score, text } from '../scans/vocabulary/tolerant-fields.ts';
import { firstLink } from '../scans/vocabulary/written-text.ts';

/** `VulnerabilityOccurrence` (cloud.google.com/artifact-analysis/docs/reference/rest/v1/projects.occurrences). */
const rowSchema = z.object({
  kind: text,
  noteName: z.string(),
  resourceUri: text,
  vulnerability: z.object({
    severity: text,
    effectiveSeverity: text,
    cvssScore: score,
    shortDescription: text,
    relatedUrls: listOf({ url: text }),
    packageIssue: listOf({
      affectedPackage: z.string(),
      affectedVersion: objectOf({ fullName: text }),
      affectedCpeUri: text,
      fixedVersion: objectOf({ fullName: text, kind: text }),
      packageType: text,
      effectiveSeverity: text,
      fileLocation: listOf({ filePath: text }),
    }),
    vexAssessment: objectOf({ state: text }),
  }),
});

type Issue = z.infer<typeof rowSchema>['vulnerability']['packageIssue'][number];

/** One vulnerability for each package of an occurrence. */
export default {
  id: 'gcloud-artifact-analysis',
  tool: 'Artifact Analysis',
  formats:
    'JSON of `gcloud artifacts docker images list-vulnerabilities` and `… describe --show-package-vulnerability`',
  recognizes: (document) => {
    if (Array.isArray(document)) return isOccurrence(document[0]);
    return (
      isRecord(document) &&
      isRecord(document['image_summary']) &&
      isRecord(document['package_vulnerability_summary'])
    );
  },
  read: (document) => {
    const notices = newNotices();
    let image: string | null = null;
    const vulnerabilities = rowsOf(document).flatMap(([place, rows]) =>
      readEach(rows, rowSchema, { place, notices }, (row) => {
        if (row.kind && row.kind !== 'VULNERABILITY') return [];
        image ??= row.resourceUri;
        return vulnerabilitiesOf(row);
      }),
    );
    const summary =
      isRecord(document) && isRecord(document['image_summary']) ? document['image_summary'] : {};
    const name = text.parse(summary['fully_qualified_digest']) ?? withoutScheme(image) ?? 'image';
    const target = newTarget({
      kind: 'image',
      name,
      references: imageReferences(name),
      digests: contentDigests(name),
    });
    return foundReport(notices, {
      scans: [newScan({ tool: 'Artifact Analysis', target, vulnerabilities })],
    });
  },
} satisfies ReportReader;

function isOccurrence(value: unknown): boolean {
  return (
    isRecord(value) && typeof value['noteName'] === 'string' && isRecord(value['vulnerability'])
  );
}

/** A list, or lists by severity. */
function rowsOf(document: unknown): readonly (readonly [place: string, rows: unknown])[] {
  if (Array.isArray(document)) return [['occurrences', document]];
  const summary = isRecord(document) ? document['package_vulnerability_summary'] : null;
  const groups = isRecord(summary) ? summary['vulnerabilities'] : null;
  return isRecord(groups)
    ? Object.entries(groups).map(([name, rows]) => [name.slice(0, 30), rows])
    : [];
}

function vulnerabilitiesOf({
  noteName,
  vulnerability: row,
}: z.infer<typeof rowSchema>): readonly Vulnerability[] | null {
  const id = row.shortDescription ?? noteName.slice(noteName.lastIndexOf('/') + 1);
  const found = row.packageIssue.flatMap((issue) => {
    const severity = issue.effectiveSeverity ?? row.effectiveSeverity;
    const vulnerability = newVulnerability({
      ids: [id, noteName.slice(noteName.lastIndexOf('/') + 1)],
      package: {
        name: issue.affectedPackage,
        version: issue.affectedVersion?.fullName ?? '',
        type: typeOf(issue),
        path: issue.fileLocation[0]?.filePath ?? null,
      },
      // Of a version without a fix, the kind is `MAXIMUM`.
      fixed:
        issue.fixedVersion?.fullName && issue.fixedVersion.kind !== 'MAXIMUM'
          ? [issue.fixedVersion.fullName]
          : [],
      severity: severityOf(severity, row.cvssScore),
      severities: [...ratedBy('distribution', severity), ...ratedBy('google', row.severity)],
      cvss: cvssOf(row.cvssScore),
      link: firstLink(row.relatedUrls.map(({ url }) => url)),
      silencedBy:
        row.vexAssessment?.state === 'NOT_AFFECTED'
          ? 'not affected, says its VEX assessment'
          : null,
    });
    return vulnerability ?? [];
  });
  return found.length === 0 ? null : found;
}

/** `OS`, `GO_STDLIB`, `MAVEN`; of a system, its CPE names the distribution. */
function typeOf(issue: Issue): string | null {
  const word = (issue.packageType ?? 'OS').split('_', 1)[0] ?? '';
  if (word !== 'OS') return packageTypeOf(word);
  return packageTypeOf(readDistribution(issue.affectedCpeUri)?.id ?? '');
}

function withoutScheme(uri: string | null): string | null {
  return uri?.replace(/^https?:\/\//, '') ?? null;
}
