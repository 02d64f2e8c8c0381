import * as z from 'zod';
import type { ReportReader } from '../findings/report-reader.ts';
import type { Vulnerability } from '../findings/scan-report.ts';
import {
  findingSchema,
  inspectorTarget,
  vulnerabilitiesOf,
} from '../scans/aws/inspector-finding.ts';
import { cvssOf } from '../scans/vocabulary/cvss.ts';
import { foundReport, newScan } from '../scans/vocabulary/found-report.ts';
import { contentDigests } from '../scans/vocabulary/image-names.ts';
import { newTarget } from '../scans/vocabulary/new-target.ts';
import { newVulnerability } from '../scans/vocabulary/new-vulnerability.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { severityOf, ratedBy } from '../scans/vocabulary/rated-by.ts';
import { readEach } from '../scans/vocabulary/read-each.ts';
import { isRecord, listOf, objectOf, score, text } from '../scans/vocabulary/tolerant-fields.ts';
import { httpsLink } from '../scans/vocabulary/written-text.ts';

/** Amazon ECR API, `DescribeImageScanFindings` (docs.aws.amazon.com/AmazonECR/latest/APIReference). */
const documentSchema = z.object({
  registryId: text,
  repositoryName: text,
  imageId: objectOf({ imageDigest: text, imageTag: text }),
  imageScanFindings: z.object({
    findings: z.unknown().optional(),
    enhancedFindings: z.unknown().optional(),
  }),
});
const rowSchema = z.object({
  name: z.string(),
  uri: text,
  severity: text,
  attributes: listOf({ key: z.string(), value: z.string() }),
});

/** Findings of basic scans, and those of Amazon Inspector (enhanced scans). */
export default {
  id: 'aws-ecr',
  tool: 'Amazon ECR',
  formats: 'JSON of `aws ecr describe-image-scan-findings`',
  recognizes: (document) => isRecord(document) && isRecord(document['imageScanFindings']),
  read: (document) => {
    const read = documentSchema.safeParse(document);
    if (!read.success) return { ok: false, problem: 'its field imageScanFindings is no object' };
    const notices = newNotices();
    const { repositoryName, imageId, imageScanFindings } = read.data;
    const digests = contentDigests(imageId?.imageDigest);
    const name = `${repositoryName ?? 'image'}${imageId?.imageTag ? `:${imageId.imageTag}` : ''}`;
    let target = newTarget({ kind: 'image', name, digests });
    const basic = readEach(
      imageScanFindings.findings,
      rowSchema,
      { place: 'findings', notices },
      vulnerabilityOf,
    );
    const reading = { place: 'enhancedFindings', notices };
    const enhanced = readEach(
      imageScanFindings.enhancedFindings,
      findingSchema,
      reading,
      (finding) => {
        const found = inspectorTarget(finding);
        if (found.kind === 'image') target = found;
        return vulnerabilitiesOf(finding, found.distribution);
      },
    );
    const vulnerabilities = [...basic, ...enhanced];
    return foundReport(notices, {
      scans: [newScan({ tool: 'Amazon ECR', target, vulnerabilities })],
    });
  },
} satisfies ReportReader;

function vulnerabilityOf(row: z.infer<typeof rowSchema>): Vulnerability | null {
  const listed = row.attributes;
  const attributes = new Map(listed.map(({ key, value }) => [key, value]));
  const base = score.parse(attributes.get('CVSS3_SCORE') ?? attributes.get('CVSS2_SCORE'));
  const vector = attributes.get('CVSS3_VECTOR') ?? attributes.get('CVSS2_VECTOR') ?? null;
  return newVulnerability({
    ids: [row.name],
    package: {
      name: attributes.get('package_name') ?? '',
      version: attributes.get('package_version') ?? '',
    },
    severity: severityOf(row.severity, base),
    severities: ratedBy('aws', row.severity),
    cvss: cvssOf(base, vector),
    link: httpsLink(row.uri),
  });
}
