import * as z from 'zod';
import type { ReportReader } from '../findings/report-reader.ts';
import { readDistribution } from '../scans/vocabulary/distribution.ts';
import { foundReport, newScan } from '../scans/vocabulary/found-report.ts';
import { newTarget } from '../scans/vocabulary/new-target.ts';
import { newVulnerability } from '../scans/vocabulary/new-vulnerability.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { packageTypeOf } from '../scans/vocabulary/package-type.ts';
import { ratedBy, severityOf } from '../scans/vocabulary/rated-by.ts';
import { readEach } from '../scans/vocabulary/read-each.ts';
import { isRecord, text } from '../scans/vocabulary/tolerant-fields.ts';
import { httpsLink, splitVersions } from '../scans/vocabulary/written-text.ts';

/** github.com/optiopay/klar, `clair/clair.go`, `Vulnerability`. */
const rowSchema = z.object({
  Name: z.string(),
  NamespaceName: text,
  Link: text,
  Severity: text,
  FixedBy: text,
  FeatureName: z.string(),
  FeatureVersion: text,
});

export default {
  id: 'klar',
  tool: 'Clair',
  formats: 'JSON of `klar` (`JSON_OUTPUT=true`)',
  recognizes: (document) =>
    isRecord(document) &&
    typeof document['LayerCount'] === 'number' &&
    isRecord(document['Vulnerabilities']),
  read: (document) => {
    const notices = newNotices();
    const groups = isRecord(document) ? document['Vulnerabilities'] : null;
    let namespace: string | null = null;
    const vulnerabilities = Object.entries(isRecord(groups) ? groups : {}).flatMap(
      ([severity, rows]) =>
        readEach(
          rows,
          rowSchema,
          { place: `Vulnerabilities.${severity.slice(0, 20)}`, notices },
          (row) => {
            namespace ??= row.NamespaceName;
            return vulnerabilityOf(row);
          },
        ),
    );
    const distribution = readDistribution(namespace);
    const target = newTarget({ kind: 'image', name: 'image scanned by klar', distribution });
    return foundReport(notices, { scans: [newScan({ tool: 'Clair', target, vulnerabilities })] });
  },
} satisfies ReportReader;

function vulnerabilityOf(row: z.infer<typeof rowSchema>) {
  const system = (row.NamespaceName ?? '').split(':', 1)[0] ?? '';
  return newVulnerability({
    ids: [row.Name],
    package: {
      name: row.FeatureName,
      version: row.FeatureVersion ?? '',
      type: packageTypeOf(system),
    },
    fixed: splitVersions(row.FixedBy),
    severity: severityOf(row.Severity),
    severities: ratedBy(system, row.Severity),
    link: httpsLink(row.Link),
  });
}
