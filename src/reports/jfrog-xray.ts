import * as z from 'zod';
import type { ReportReader } from '../findings/report-reader.ts';
import type { Scan, Vulnerability } from '../findings/scan-report.ts';
import { fixedVersions, readComponentId } from '../scans/jfrog/component-id.ts';
import { cvssOf } from '../scans/vocabulary/cvss.ts';
import { foundReport, newScan } from '../scans/vocabulary/found-report.ts';
import { imageReferences } from '../scans/vocabulary/image-names.ts';
import { newTarget } from '../scans/vocabulary/new-target.ts';
import { newVulnerability } from '../scans/vocabulary/new-vulnerability.ts';
import type { Notices } from '../scans/vocabulary/notices.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { packageTypeOf } from '../scans/vocabulary/package-type.ts';
import { ratedBy, severityOf } from '../scans/vocabulary/rated-by.ts';
import { readEach } from '../scans/vocabulary/read-each.ts';
import {
  entries,
  isRecord,
  list,
  listOf,
  score,
  text,
  texts,
} from '../scans/vocabulary/tolerant-fields.ts';
import { firstLink } from '../scans/vocabulary/written-text.ts';

/** One scanned component (jfrog/jfrog-client-go, `xray/services/scan.go`, `ScanResponse`). */
const scanSchema = z.object({
  component_id: text,
  vulnerabilities: z.unknown().optional(),
  violations: z.unknown().optional(),
});
const cveFields = {
  cve: text,
  cvss_v2_score: score,
  cvss_v2_vector: text,
  cvss_v3_score: score,
  cvss_v3_vector: text,
};
const rowSchema = z.object({
  issue_id: text,
  type: text,
  summary: text,
  severity: text,
  cves: listOf(cveFields),
  components: entries,
  references: texts,
});
const componentSchema = z.object({ fixed_versions: texts, impact_paths: list });

const simpleCveFields = { id: text, cvssV2: score, cvssV3: score, cvssV3Vector: text };

/** A row of `--format=simple-json` (jfrog/jfrog-cli-security, `formats/simplejsonapi.go`). */
const simpleSchema = z.object({
  issueId: text,
  summary: text,
  severity: text,
  impactedPackageName: z.string(),
  impactedPackageVersion: text,
  impactedPackageType: text,
  fixedVersions: texts,
  cves: listOf(simpleCveFields),
  references: texts,
});

/** One vulnerability for each component of a row. Violations are the same weaknesses again, or about licences: left out. */
export default {
  id: 'jfrog-xray',
  tool: 'JFrog Xray',
  formats: 'JSON of `jf scan` and `jf docker scan` (`json` and `simple-json`)',
  recognizes: (document) => isScans(document) || isSimple(document),
  read: (document) => {
    const notices = newNotices();
    if (Array.isArray(document)) {
      const reading = { place: 'scans', notices };
      return foundReport(notices, {
        scans: readEach(document, scanSchema, reading, (one) => scanOf(one, notices)),
      });
    }
    const rows = isRecord(document)
      ? (document['vulnerabilities'] ?? document['securityViolations'])
      : null;
    const vulnerabilities = readEach(
      rows,
      simpleSchema,
      { place: 'vulnerabilities', notices },
      simpleVulnerability,
    );
    const target = newTarget({ kind: 'unknown', name: 'scanned by JFrog Xray' });
    return foundReport(notices, {
      scans: [newScan({ tool: 'JFrog Xray', target, vulnerabilities })],
    });
  },
} satisfies ReportReader;

function isScans(document: unknown): boolean {
  const first: unknown = Array.isArray(document) ? document[0] : null;
  if (!isRecord(first) || !('component_id' in first || 'scan_id' in first)) return false;
  return 'vulnerabilities' in first || 'violations' in first || 'licenses' in first;
}

function isSimple(document: unknown): boolean {
  if (!isRecord(document)) return false;
  const rows = document['vulnerabilities'] ?? document['securityViolations'];
  return Array.isArray(rows) && isRecord(rows[0]) && 'impactedPackageName' in rows[0];
}

function scanOf(scan: z.infer<typeof scanSchema>, notices: Notices): Scan {
  const reading = { place: 'vulnerabilities', notices };
  const vulnerabilities = readEach(scan.vulnerabilities, rowSchema, reading, vulnerabilitiesOf);
  const id = scan.component_id ?? 'unknown';
  const image = id.startsWith('docker://') ? id.slice('docker://'.length) : null;
  const target = newTarget({
    kind: image === null ? 'files' : 'image',
    name: image ?? id,
    references: imageReferences(image),
  });
  return newScan({ tool: 'JFrog Xray', target, vulnerabilities });
}

function vulnerabilitiesOf(row: z.infer<typeof rowSchema>): readonly Vulnerability[] | null {
  const { cves } = row;
  const v3 = cves.find((one) => one.cvss_v3_score !== null);
  const v2 = cves.find((one) => one.cvss_v2_score !== null);
  const base = v3?.cvss_v3_score ?? v2?.cvss_v2_score ?? null;
  const vector = (v3 === undefined ? v2?.cvss_v2_vector : v3.cvss_v3_vector) ?? null;
  const found = row.components.flatMap(([id, value]) => {
    const component = componentSchema.safeParse(value).data;
    const vulnerability = newVulnerability({
      ids: [row.issue_id, ...cves.map(({ cve }) => cve)],
      package: { ...readComponentId(id), path: pathIn(component?.impact_paths ?? []) },
      fixed: fixedVersions(component?.fixed_versions ?? []),
      severity: severityOf(row.severity, base),
      severities: ratedBy('jfrog', row.severity),
      cvss: cvssOf(base, vector),
      title: row.summary,
      link: firstLink(row.references),
    });
    return vulnerability ?? [];
  });
  return found.length === 0 ? null : found;
}

/** The last step of the first path is the component itself. */
function pathIn(paths: readonly unknown[]): string | null {
  const [first] = paths;
  const last: unknown = Array.isArray(first) ? first.at(-1) : null;
  return isRecord(last) && typeof last['full_path'] === 'string' ? last['full_path'] : null;
}

function simpleVulnerability(row: z.infer<typeof simpleSchema>): Vulnerability | null {
  const { cves } = row;
  const scored = cves.find((one) => one.cvssV3 !== null);
  const base = scored?.cvssV3 ?? cves.find((one) => one.cvssV2 !== null)?.cvssV2 ?? null;
  return newVulnerability({
    ids: [row.issueId, ...cves.map(({ id }) => id)],
    package: {
      name: row.impactedPackageName,
      version: row.impactedPackageVersion ?? '',
      type: packageTypeOf(row.impactedPackageType ?? ''),
    },
    fixed: fixedVersions(row.fixedVersions),
    severity: severityOf(row.severity, base),
    severities: ratedBy('jfrog', row.severity),
    cvss: cvssOf(base, scored?.cvssV3Vector),
    title: row.summary,
    link: firstLink(row.references),
  });
}
