import * as z from 'zod';
import type { ReportReader } from '../findings/report-reader.ts';
import type { Vulnerability } from '../findings/scan-report.ts';
import { cvssOf } from '../scans/vocabulary/cvss.ts';
import { foundReport, newScan } from '../scans/vocabulary/found-report.ts';
import { contentDigests, imageReferences } from '../scans/vocabulary/image-names.ts';
import { newTarget } from '../scans/vocabulary/new-target.ts';
import { newVulnerability } from '../scans/vocabulary/new-vulnerability.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { packageTypeOf } from '../scans/vocabulary/package-type.ts';
import { ratedBy, severityOf } from '../scans/vocabulary/rated-by.ts';
import { readEach } from '../scans/vocabulary/read-each.ts';
import {
  flag,
  isRecord,
  listOf,
  objectOf,
  score,
  text,
} from '../scans/vocabulary/tolerant-fields.ts';
import { httpsLink, splitVersions } from '../scans/vocabulary/written-text.ts';

/** A row of `GET /images/{digest}/vuln/{type}` (anchore/anchore-engine, `services/apiext/swagger`, `Vulnerability`). */
const rowSchema = z.object({
  vuln: z.string(),
  feed_group: text,
  fix: text,
  package_name: z.string(),
  package_version: text,
  package_type: text,
  package_path: text,
  severity: text,
  url: text,
  will_not_fix: flag,
  nvd_data: listOf({
    id: text,
    cvss_v3: objectOf({ base_score: score }),
    cvss_v2: objectOf({ base_score: score }),
  }),
});

/** A row that the web interface of Anchore Enterprise downloads. */
const exportedSchema = z.object({
  vulnerabilityId: z.string(),
  cves: text,
  severity: text,
  packageType: text,
  path: text,
  package: z.string(),
  fixAvailable: text,
  link: text,
  nvdCvssBaseScore: score,
});

export default {
  id: 'anchore',
  tool: 'Anchore',
  formats:
    'vulnerabilities of an image from Anchore Engine and Anchore Enterprise, of the API or the web interface',
  recognizes: (document) => {
    if (!isRecord(document)) return false;
    if (Array.isArray(document['securityEvaluation'])) return isRecord(document['metadata']);
    const isTyped = typeof document['vulnerability_type'] === 'string';
    return isTyped && Array.isArray(document['vulnerabilities']);
  },
  read: (document) => {
    const notices = newNotices();
    if (!isRecord(document)) return { ok: false, problem: 'it is no object' };
    const metadata = isRecord(document['metadata']) ? document['metadata'] : document;
    const rows = { place: 'vulnerabilities', notices };
    const exported = { place: 'securityEvaluation', notices };
    const vulnerabilities = [
      ...readEach(document['vulnerabilities'], rowSchema, rows, vulnerabilityOf),
      ...readEach(document['securityEvaluation'], exportedSchema, exported, exportedVulnerability),
    ];
    return foundReport(notices, {
      scans: [newScan({ tool: 'Anchore', target: targetOf(metadata), vulnerabilities })],
    });
  },
} satisfies ReportReader;

function targetOf(metadata: Readonly<Record<string, unknown>>) {
  const of = (key: string) => (typeof metadata[key] === 'string' ? metadata[key] : null);
  const digest = of('imageDigest') ?? of('image_digest');
  const repository = of('repository');
  const named =
    repository === null
      ? null
      : `${of('registry') ?? 'docker.io'}/${repository}:${of('tag') ?? 'latest'}`;
  return newTarget({
    kind: 'image',
    name: named ?? digest ?? 'image in Anchore',
    references: imageReferences(named),
    digests: contentDigests(digest),
  });
}

function vulnerabilityOf(row: z.infer<typeof rowSchema>): Vulnerability | null {
  const nvd = row.nvd_data;
  const base = nvd[0]?.cvss_v3?.base_score ?? nvd[0]?.cvss_v2?.base_score ?? null;
  const group = (row.feed_group ?? '').split(':', 1)[0] ?? '';
  return newVulnerability({
    ids: [row.vuln, ...nvd.map(({ id }) => id)],
    package: {
      name: row.package_name,
      version: row.package_version ?? '',
      type: typeOf(row.package_type, group),
      path: known(row.package_path),
    },
    fixed: splitVersions(known(row.fix)),
    decision: row.will_not_fix === true ? 'will-not-fix' : null,
    severity: severityOf(row.severity, base),
    severities: ratedBy(group || 'anchore', row.severity),
    cvss: cvssOf(base),
    link: httpsLink(row.url),
  });
}

/** Name and version are one text, of which the version begins at the first hyphen before a digit. */
function exportedVulnerability(row: z.infer<typeof exportedSchema>): Vulnerability | null {
  const at = row.package.search(/-(?:go|v)?\d/);
  const [name, version] =
    at <= 0 ? [row.package, ''] : [row.package.slice(0, at), row.package.slice(at + 1)];
  return newVulnerability({
    ids: [row.vulnerabilityId, ...splitVersions(row.cves)],
    package: { name, version, type: typeOf(row.packageType, ''), path: known(row.path) },
    fixed: splitVersions(known(row.fixAvailable)),
    severity: severityOf(row.severity, row.nvdCvssBaseScore),
    severities: ratedBy('anchore', row.severity),
    cvss: cvssOf(row.nvdCvssBaseScore),
    link: httpsLink(row.link),
  });
}

/** Anchore calls a package of Alpine `APKG`. */
function typeOf(word: string | null | undefined, group: string): string | null {
  return (word ?? '').toLowerCase() === 'apkg'
    ? 'apk'
    : (packageTypeOf(word ?? '') ?? packageTypeOf(group));
}

/** `None` stands for nothing. */
function known(value: string | null | undefined): string | null {
  return value === undefined || value === null || value === 'None' || value === '' ? null : value;
}
