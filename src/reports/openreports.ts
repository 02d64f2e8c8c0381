import * as z from 'zod';
import type { ReportReader } from '../findings/report-reader.ts';
import type { ReportedProblem, Scan, Vulnerability } from '../findings/scan-report.ts';
import { idsInText } from '../scans/vocabulary/advisory-ids.ts';
import { foundReport, newScan } from '../scans/vocabulary/found-report.ts';
import { newTarget } from '../scans/vocabulary/new-target.ts';
import { newVulnerability } from '../scans/vocabulary/new-vulnerability.ts';
import type { Notices } from '../scans/vocabulary/notices.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { ratedBy, severityOf } from '../scans/vocabulary/rated-by.ts';
import { readEach } from '../scans/vocabulary/read-each.ts';
import { isRecord, text, objectOf } from '../scans/vocabulary/tolerant-fields.ts';
import { httpsLink, splitVersions } from '../scans/vocabulary/written-text.ts';
import { itemsOf } from '../scans/vocabulary/own-field.ts';

/** github.com/openreports/reports-api, `apis/openreports.io/v1alpha1`; PolicyReport (wgpolicyk8s.io) has the same fields. */
const reportSchema = z.object({
  metadata: objectOf({ name: text, namespace: text }),
  scope: objectOf({ kind: text, name: text, namespace: text }),
  results: z.unknown().optional(),
});
const rowSchema = z.object({
  policy: z.string(),
  rule: text,
  message: text,
  result: text,
  severity: text,
  source: text,
  properties: objectOf({
    pkgName: text,
    installedVersion: text,
    fixedVersion: text,
    primaryURL: text,
  }),
});
type Row = z.infer<typeof rowSchema>;

const KINDS: readonly unknown[] = [
  'Report',
  'ClusterReport',
  'PolicyReport',
  'ClusterPolicyReport',
];

/** Results that passed or were skipped are left out. One about an advisory and a package is a vulnerability, another one a problem. */
export default {
  id: 'openreports',
  tool: 'OpenReports',
  formats:
    'Report and ClusterReport of openreports.io, PolicyReport of wgpolicyk8s.io, and lists of them',
  recognizes: (document) => reportsIn(document).some(isReport),
  read: (document) => {
    const notices = newNotices();
    const reading = { place: 'reports', notices };
    const reports = reportsIn(document).filter(isReport);
    return foundReport(notices, {
      scans: readEach(reports, reportSchema, reading, (one) => scanOf(one, notices)),
    });
  },
} satisfies ReportReader;

function reportsIn(document: unknown): readonly unknown[] {
  const items =
    isRecord(document) && typeof document['kind'] === 'string' ? document['items'] : null;
  return Array.isArray(items) ? itemsOf(items) : [document];
}

function isReport(value: unknown): boolean {
  if (!isRecord(value) || !KINDS.includes(value['kind'])) return false;
  const version = value['apiVersion'];
  return typeof version === 'string' && /^(?:openreports\.io|wgpolicyk8s\.io)\//.test(version);
}

function scanOf(report: z.infer<typeof reportSchema>, notices: Notices): Scan {
  const vulnerabilities: Vulnerability[] = [];
  const problems: ReportedProblem[] = [];
  const tools = new Set<string>();
  readEach(report.results, rowSchema, { place: 'results', notices }, (row) => {
    if (row.result === 'pass' || row.result === 'skip') return [];
    if (row.source) tools.add(row.source);
    const vulnerability = vulnerabilityOf(row);
    if (vulnerability === null) problems.push(problemOf(row));
    else vulnerabilities.push(vulnerability);
    return [];
  });
  const { scope, metadata } = report;
  const namespace = scope?.namespace ?? metadata?.namespace ?? null;
  const workload = scope?.name
    ? [namespace, scope.kind, scope.name].filter((part) => part).join('/')
    : null;
  const target = newTarget({
    kind: 'cluster',
    name: workload ?? metadata?.name ?? 'report',
    workload,
  });
  return newScan({
    tool: [...tools].join(', ') || 'OpenReports',
    target,
    vulnerabilities,
    problems,
  });
}

function vulnerabilityOf(row: Row): Vulnerability | null {
  const { pkgName, installedVersion, fixedVersion, primaryURL } = row.properties ?? {};
  const ids = idsInText(row.policy);
  if (!pkgName || ids.length === 0) return null;
  return newVulnerability({
    ids,
    package: { name: pkgName, version: installedVersion ?? '' },
    fixed: splitVersions(fixedVersion),
    severity: severityOf(row.severity),
    severities: ratedBy(row.source ?? 'report', row.severity),
    title: row.message,
    link: httpsLink(primaryURL),
  });
}

function problemOf(row: Row): ReportedProblem {
  return {
    id: row.policy,
    aliases: row.rule ? [row.rule] : [],
    title: row.message ?? row.policy,
    message: row.message ?? row.policy,
    severity: severityOf(row.severity),
    path: null,
    lines: null,
    link: httpsLink(row.properties?.primaryURL),
    silencedBy: null,
  };
}
