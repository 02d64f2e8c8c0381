import * as z from 'zod';
import type { ReportReader } from '../findings/report-reader.ts';
import type { ReportedProblem, ReportedSecret, Vulnerability } from '../findings/scan-report.ts';
import { cvssOf } from '../scans/vocabulary/cvss.ts';
import { readDistribution } from '../scans/vocabulary/distribution.ts';
import { foundReport, newScan } from '../scans/vocabulary/found-report.ts';
import { contentDigests, imageReferences } from '../scans/vocabulary/image-names.ts';
import { newTarget } from '../scans/vocabulary/new-target.ts';
import { newVulnerability, trimPath } from '../scans/vocabulary/new-vulnerability.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { packageTypeOf } from '../scans/vocabulary/package-type.ts';
import { ratedBy, severityOf } from '../scans/vocabulary/rated-by.ts';
import { readEach } from '../scans/vocabulary/read-each.ts';
import { isRecord, score, text, texts } from '../scans/vocabulary/tolerant-fields.ts';
import { httpsLink, splitVersions } from '../scans/vocabulary/written-text.ts';

/** `RESTScanRepoReport` (neuvector/neuvector, `controller/api/apis.yaml`). */
const reportSchema = z.object({
  vulnerabilities: z.unknown().optional(),
  checks: z.unknown().optional(),
  secrets: z.unknown().optional(),
  image_id: text,
  digest: text,
  registry: text,
  repository: text,
  tag: text,
  base_os: text,
});
const rowSchema = z.object({
  name: z.string(),
  severity: text,
  feed_rating: text,
  score,
  score_v3: score,
  vectors: text,
  vectors_v3: text,
  package_name: z.string(),
  package_version: text,
  fixed_version: text,
  file_name: text,
  link: text,
});
const checkSchema = z.object({
  level: z.string(),
  test_number: z.string(),
  description: text,
  message: texts,
});
const secretSchema = z.object({ type: z.string(), path: text });

/** Levels of checks that failed; `PASS`, `INFO` and `NOTE` are none. */
const FAILED: readonly string[] = ['WARN', 'HIGH', 'ERROR'];

/** What a secret is (`evidence`) is never read. Files with setuid are no findings and are left out. */
export default {
  id: 'neuvector',
  tool: 'NeuVector',
  formats: 'JSON of the scanner and of the REST API of NeuVector',
  recognizes: (document) => {
    if (!isRecord(document) || 'apiVersion' in document || !isRecord(document['report']))
      return false;
    const { report } = document;
    return (
      'vulnerabilities' in report && ('modules' in report || 'checks' in report || 'cmds' in report)
    );
  },
  read: (document) => {
    const notices = newNotices();
    const report = reportSchema.safeParse(isRecord(document) ? document['report'] : null).data;
    if (report === undefined) return { ok: false, problem: 'its field report is no object' };
    const distribution = readDistribution(report.base_os);
    const type = packageTypeOf(distribution?.id ?? '');
    const host = (report.registry ?? '').replace(/^https?:\/\//, '').replace(/\/+$/, '');
    const named = report.repository
      ? `${host === '' ? '' : `${host}/`}${report.repository}:${report.tag ?? 'latest'}`
      : null;
    const target = newTarget({
      kind: 'image',
      name: named ?? 'scanned by NeuVector',
      references: imageReferences(named),
      digests: contentDigests(report.digest, report.image_id),
      distribution,
    });
    const scan = newScan({
      tool: 'NeuVector',
      target,
      vulnerabilities: readEach(
        report.vulnerabilities,
        rowSchema,
        { place: 'vulnerabilities', notices },
        (row) => vulnerabilityOf(row, type),
      ),
      problems: readEach(report.checks, checkSchema, { place: 'checks', notices }, problemsOf),
      secrets: readEach(report.secrets, secretSchema, { place: 'secrets', notices }, secretsOf),
    });
    return foundReport(notices, { scans: [scan] });
  },
} satisfies ReportReader;

function vulnerabilityOf(
  row: z.infer<typeof rowSchema>,
  systemType: string | null,
): Vulnerability | null {
  const base = row.score_v3 ?? row.score;
  const vector = (row.score_v3 === null ? row.vectors : row.vectors_v3) || null;
  const path = row.file_name || null;
  return newVulnerability({
    ids: [row.name],
    package: {
      name: row.package_name,
      version: row.package_version ?? '',
      // A package of a language has the file that it was found in.
      type: path === null ? systemType : null,
      path,
    },
    fixed: splitVersions(row.fixed_version),
    severity: severityOf(row.severity, base),
    severities: [...ratedBy('feed', row.feed_rating), ...ratedBy('neuvector', row.severity)],
    cvss: cvssOf(base, vector),
    link: httpsLink(row.link),
  });
}

function problemsOf(row: z.infer<typeof checkSchema>): readonly ReportedProblem[] {
  if (!FAILED.includes(row.level)) return [];
  const title = row.description ?? row.test_number;
  const message = row.message.join(' ') || title;
  const severity = severityOf(row.level);
  return [
    {
      id: row.test_number,
      aliases: [],
      title,
      message,
      severity,
      path: null,
      lines: null,
      link: null,
      silencedBy: null,
    },
  ];
}

/** An empty row stands for none. */
function secretsOf({ type, path }: z.infer<typeof secretSchema>): readonly ReportedSecret[] {
  if (type === '' && !path) return [];
  return [
    {
      id: type,
      title: type,
      severity: 'high',
      path: trimPath(path ?? null),
      lines: null,
      layer: null,
    },
  ];
}
