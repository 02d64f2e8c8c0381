import * as z from 'zod';
import type { ReportReader } from '../findings/report-reader.ts';
import type { Vulnerability } from '../findings/scan-report.ts';
import { cvssOf } from '../scans/vocabulary/cvss.ts';
import { foundReport, newScan } from '../scans/vocabulary/found-report.ts';
import { newTarget } from '../scans/vocabulary/new-target.ts';
import { newVulnerability } from '../scans/vocabulary/new-vulnerability.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
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
import { httpsLink } from '../scans/vocabulary/written-text.ts';

/** Snyk REST API, `GET /orgs/{org_id}/issues` (docs.snyk.io, "Issues", schema `Issue`). */
const issueSchema = z.object({
  attributes: z.object({
    key: z.string(),
    type: text,
    title: text,
    status: text,
    ignored: flag,
    effective_severity_level: text,
    problems: listOf({ id: z.string(), url: text }),
    severities: listOf({
      source: z.string(),
      level: text,
      score,
      vector: text,
      version: text,
    }),
    coordinates: listOf({
      representations: listOf({
        dependency: z.object({ package_name: z.string(), package_version: text }),
      }),
    }),
    exploit_details: objectOf({ sources: z.array(z.string()) }),
  }),
});
type Attributes = z.infer<typeof issueSchema>['attributes'];

/** Only `package_vulnerability` issues: licences, code and configuration of clouds are left out. */
export default {
  id: 'snyk-api',
  tool: 'Snyk',
  formats: 'issues of packages from the REST API of Snyk',
  recognizes: (document) =>
    isRecord(document) &&
    isRecord(document['jsonapi']) &&
    Array.isArray(document['data']) &&
    document['data'].some((row) => isRecord(row) && row['type'] === 'issue'),
  read: (document) => {
    const notices = newNotices();
    const data = isRecord(document) ? document['data'] : null;
    const vulnerabilities = readEach(data, issueSchema, { place: 'data', notices }, (issue) =>
      vulnerabilitiesOf(issue.attributes),
    );
    const target = newTarget({ kind: 'unknown', name: 'projects in Snyk' });
    return foundReport(notices, { scans: [newScan({ tool: 'Snyk', target, vulnerabilities })] });
  },
} satisfies ReportReader;

/** One for each package that the issue names; null when it names none. */
function vulnerabilitiesOf(issue: Attributes): readonly Vulnerability[] | null {
  if (issue.type !== 'package_vulnerability') return [];
  const packages = packagesOf(issue);
  const found = packages.flatMap(
    (one) => newVulnerability({ ...sharedOf(issue), package: one }) ?? [],
  );
  return found.length === 0 ? null : found;
}

function packagesOf(
  issue: Attributes,
): readonly { readonly name: string; readonly version: string }[] {
  const found = new Map<string, { name: string; version: string }>();
  for (const { representations } of issue.coordinates) {
    for (const { dependency } of representations) {
      const { package_name: name, package_version: version } = dependency;
      found.set(`${name}\n${version ?? ''}`, { name, version: version ?? '' });
    }
  }
  return [...found.values()];
}

function sharedOf(issue: Attributes) {
  const problems = issue.problems;
  const rated = issue.severities;
  const own = rated.filter((one) => one.source === 'Snyk' && one.score !== null);
  const newest = own.sort((a, b) => ((a.version ?? '') < (b.version ?? '') ? 1 : -1))[0];
  return {
    ids: [issue.key, ...problems.map(({ id }) => id)],
    severity: severityOf(issue.effective_severity_level, newest?.score),
    severities: rated.flatMap((one) => ratedBy(one.source.toLowerCase(), one.level, one.score)),
    cvss: cvssOf(newest?.score, newest?.vector),
    isKnownExploited: issue.exploit_details?.sources.some((one) => /\bCISA\b/i.test(one)) ?? null,
    title: issue.title,
    link: httpsLink(problems.find(({ url }) => httpsLink(url) !== null)?.url),
    silencedBy: silenceOf(issue),
  };
}

function silenceOf({ ignored, status }: Attributes): string | null {
  if (ignored === true) return 'ignored in Snyk';
  return status === 'resolved' ? 'resolved in Snyk' : null;
}
