import * as z from 'zod';
import type { ReportReader } from '../findings/report-reader.ts';
import { readDistribution } from '../scans/vocabulary/distribution.ts';
import { foundReport, newScan } from '../scans/vocabulary/found-report.ts';
import { imageReferences } from '../scans/vocabulary/image-names.ts';
import { newTarget } from '../scans/vocabulary/new-target.ts';
import { newVulnerability } from '../scans/vocabulary/new-vulnerability.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { packageTypeOf } from '../scans/vocabulary/package-type.ts';
import { ratedBy, severityOf } from '../scans/vocabulary/rated-by.ts';
import { readEach } from '../scans/vocabulary/read-each.ts';
import { isRecord, text } from '../scans/vocabulary/tolerant-fields.ts';
import { httpsLink, splitVersions } from '../scans/vocabulary/written-text.ts';

/** github.com/arminc/clair-scanner, `utils.go`, `vulnerabilityInfo`. */
const rowSchema = z.object({
  featurename: z.string(),
  featureversion: text,
  vulnerability: z.string(),
  namespace: text,
  link: text,
  severity: text,
  fixedby: text,
});

/** What `unapproved` leaves out is not approved: it may be below the threshold. So it silences nothing. */
export default {
  id: 'clair-scanner',
  tool: 'Clair',
  formats: 'JSON of `clair-scanner --report`',
  recognizes: (document) =>
    isRecord(document) &&
    typeof document['image'] === 'string' &&
    'unapproved' in document &&
    Array.isArray(document['vulnerabilities']),
  read: (document) => {
    const notices = newNotices();
    if (!isRecord(document)) return { ok: false, problem: 'it is no object' };
    const { image, vulnerabilities: rows } = document;
    let namespace: string | null = null;
    const reading = { place: 'vulnerabilities', notices };
    const vulnerabilities = readEach(rows, rowSchema, reading, (row) => {
      namespace ??= row.namespace;
      return vulnerabilityOf(row);
    });
    const name = typeof image === 'string' ? image : 'unknown';
    const distribution = readDistribution(namespace);
    const target = newTarget({
      kind: 'image',
      name,
      references: imageReferences(name),
      distribution,
    });
    return foundReport(notices, { scans: [newScan({ tool: 'Clair', target, vulnerabilities })] });
  },
} satisfies ReportReader;

function vulnerabilityOf(row: z.infer<typeof rowSchema>) {
  const system = (row.namespace ?? '').split(':', 1)[0] ?? '';
  return newVulnerability({
    ids: [row.vulnerability],
    package: {
      name: row.featurename,
      version: row.featureversion ?? '',
      type: packageTypeOf(system),
    },
    fixed: splitVersions(row.fixedby),
    severity: severityOf(row.severity),
    severities: ratedBy(system, row.severity),
    link: httpsLink(row.link),
  });
}
