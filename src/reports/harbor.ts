import * as z from 'zod';
import type { ReportReader } from '../findings/report-reader.ts';
import type { RatedBy, Scan, Vulnerability } from '../findings/scan-report.ts';
import { cvssOf } from '../scans/vocabulary/cvss.ts';
import { readDecision } from '../scans/vocabulary/decision-words.ts';
import { foundReport, newScan } from '../scans/vocabulary/found-report.ts';
import { contentDigests } from '../scans/vocabulary/image-names.ts';
import { newTarget } from '../scans/vocabulary/new-target.ts';
import { newVulnerability } from '../scans/vocabulary/new-vulnerability.ts';
import type { Notices } from '../scans/vocabulary/notices.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { ratedBy, severityOf } from '../scans/vocabulary/rated-by.ts';
import { readEach } from '../scans/vocabulary/read-each.ts';
import {
  entries,
  isRecord,
  score,
  text,
  texts,
  objectOf,
} from '../scans/vocabulary/tolerant-fields.ts';
import { firstLink, splitVersions } from '../scans/vocabulary/written-text.ts';

/** Media types of a vulnerability report (goharbor/pluggable-scanner-spec, `api/spec/scanner-adapter-openapi-v1.1.yaml`). */
const MEDIA_TYPE =
  /^application\/vnd\.(?:security\.vulnerability\.report|scanner\.adapter\.vuln\.report\.harbor\+json); version=1\.\d$/;

const reportSchema = z.object({
  scanner: objectOf({ name: text }),
  vulnerabilities: z.unknown().optional(),
});

/** `VulnerabilityItem` of the same specification; `artifact_digests` and `status` are Harbor's. */
const rowSchema = z.object({
  id: z.string(),
  package: z.string(),
  version: text,
  fix_version: text,
  severity: text,
  status: text,
  links: texts,
  artifact_digests: texts,
  layer: objectOf({ digest: text, diff_id: text }),
  preferred_cvss: objectOf({ score_v3: score, vector_v3: text, score_v2: score, vector_v2: text }),
  vendor_attributes: objectOf({ CVSS: entries }),
});
type Row = z.infer<typeof rowSchema>;

export default {
  id: 'harbor',
  tool: 'Harbor',
  formats: 'vulnerabilities of an artifact from the API of Harbor',
  recognizes: (document) =>
    isRecord(document) &&
    Object.keys(document)
      .slice(0, 5)
      .some((key) => MEDIA_TYPE.test(key)),
  read: (document) => {
    const notices = newNotices();
    const reports = isRecord(document) ? Object.entries(document) : [];
    const scans = reports.flatMap(([key, value]): Scan[] => {
      const report = MEDIA_TYPE.test(key) ? reportSchema.safeParse(value).data : undefined;
      return report === undefined ? [] : [scanOf(report, notices)];
    });
    return scans.length === 0
      ? { ok: false, problem: 'its report is no object' }
      : foundReport(notices, { scans });
  },
} satisfies ReportReader;

function scanOf(report: z.infer<typeof reportSchema>, notices: Notices): Scan {
  const digests = new Set<string>();
  const reading = { place: 'vulnerabilities', notices };
  const vulnerabilities = readEach(report.vulnerabilities, rowSchema, reading, (row) => {
    for (const digest of row.artifact_digests) digests.add(digest);
    return vulnerabilityOf(row);
  });
  const target = newTarget({
    kind: 'image',
    name: [...digests][0] ?? 'artifact in Harbor',
    digests: contentDigests(...digests),
  });
  // The scanner is the witness, whoever asked it.
  return newScan({ tool: report.scanner?.name ?? 'Harbor', target, vulnerabilities });
}

function vulnerabilityOf(row: Row): Vulnerability | null {
  const {
    score_v3: v3 = null,
    vector_v3: vector = null,
    score_v2: v2 = null,
  } = row.preferred_cvss ?? {};
  const base = v3 ?? v2;
  return newVulnerability({
    ids: [row.id],
    package: { name: row.package, version: row.version ?? '' },
    fixed: splitVersions(row.fix_version),
    decision: readDecision(row.status),
    severity: severityOf(row.severity, base),
    severities: [...ratedBy('harbor', row.severity), ...vendorRatings(row)],
    cvss: cvssOf(base, (v3 === null ? row.preferred_cvss?.vector_v2 : vector) || null),
    link: firstLink(row.links),
    layer: row.layer?.diff_id ?? row.layer?.digest ?? null,
  });
}

/** Trivy says here what each source rates (`nvd`, `redhat`). */
function vendorRatings(row: Row): readonly RatedBy[] {
  return (row.vendor_attributes?.CVSS ?? []).flatMap(([source, value]) =>
    isRecord(value) && typeof value['V3Score'] === 'number'
      ? ratedBy(source.slice(0, 50), null, value['V3Score'])
      : [],
  );
}
