import * as z from 'zod';
import type { ReportReader } from '../findings/report-reader.ts';
import type { Scan, Vulnerability } from '../findings/scan-report.ts';
import { idsInText } from '../scans/vocabulary/advisory-ids.ts';
import { cvssOf } from '../scans/vocabulary/cvss.ts';
import { distributionOf } from '../scans/vocabulary/distribution.ts';
import { foundReport, newScan } from '../scans/vocabulary/found-report.ts';
import { contentDigests } from '../scans/vocabulary/image-names.ts';
import { newTarget } from '../scans/vocabulary/new-target.ts';
import { newVulnerability } from '../scans/vocabulary/new-vulnerability.ts';
import type { Notices } from '../scans/vocabulary/notices.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { packageTypeOf } from '../scans/vocabulary/package-type.ts';
import { ratedBy, severityOf } from '../scans/vocabulary/rated-by.ts';
import {
  entries,
  isRecord,
  score,
  text,
  texts,
  objectOf,
} from '../scans/vocabulary/tolerant-fields.ts';
import { httpsLink } from '../scans/vocabulary/written-text.ts';

/** `VulnerabilityReport` of Clair 4 (quay/claircore, `vulnerabilityreport.go`): tables by id, and which of them belong together. */
const reportSchema = z.object({
  manifest_hash: z.string(),
  packages: entries,
  distributions: entries,
  environments: entries,
  vulnerabilities: entries,
  package_vulnerabilities: entries,
  enrichments: entries,
});

const packageSchema = z.object({
  name: z.string(),
  version: text,
  source: objectOf({ name: text }),
});
const distributionSchema = z.object({ did: z.string(), version_id: text });
const environmentSchema = z.object({
  package_db: text,
  introduced_in: text,
  distribution_id: text,
});
const vulnerabilitySchema = z.object({
  name: z.string(),
  updater: text,
  links: text,
  severity: text,
  normalized_severity: text,
  fixed_in_version: text,
});
const cvssSchema = z.object({ baseScore: score, vectorString: text });

type Table<Value> = ReadonlyMap<string, Value>;
interface Tables {
  readonly environments: Table<z.infer<typeof environmentSchema>>;
  readonly distributions: Table<z.infer<typeof distributionSchema>>;
  readonly cvss: Table<z.infer<typeof cvssSchema>>;
}

export default {
  id: 'clair',
  tool: 'Clair',
  formats: 'JSON of `clairctl report` and of the matcher of Clair 4',
  recognizes: (document) =>
    isRecord(document) &&
    typeof document['manifest_hash'] === 'string' &&
    isRecord(document['package_vulnerabilities']),
  read: (document) => {
    const notices = newNotices();
    const read = reportSchema.safeParse(document);
    if (!read.success) return { ok: false, problem: 'its field manifest_hash is no text' };
    return foundReport(notices, { scans: [scanOf(read.data, notices)] });
  },
} satisfies ReportReader;

function scanOf(report: z.infer<typeof reportSchema>, notices: Notices): Scan {
  const packages = tableOf(report.packages, packageSchema);
  const known = tableOf(report.vulnerabilities, vulnerabilitySchema);
  const tables: Tables = {
    environments: tableOf(firstOfEach(report.environments), environmentSchema),
    distributions: tableOf(report.distributions, distributionSchema),
    cvss: tableOf(scoresOf(report.enrichments), cvssSchema),
  };
  const vulnerabilities: Vulnerability[] = [];
  for (const [id, value] of report.package_vulnerabilities) {
    const installed = packages.get(id);
    for (const advisory of texts.parse(value)) {
      const row = known.get(advisory);
      const found = row && installed && vulnerabilityOf(row, { id, installed, advisory }, tables);
      if (found) vulnerabilities.push(found);
      else
        notices.add(`package_vulnerabilities.${id.slice(0, 50)} names no advisory or no package`);
    }
  }
  const [distribution] = tables.distributions.values();
  const target = newTarget({
    kind: 'image',
    name: report.manifest_hash,
    digests: contentDigests(report.manifest_hash),
    distribution: distributionOf(distribution?.did, distribution?.version_id),
  });
  return newScan({ tool: 'Clair', target, vulnerabilities });
}

function vulnerabilityOf(
  row: z.infer<typeof vulnerabilitySchema>,
  of: {
    readonly id: string;
    readonly installed: z.infer<typeof packageSchema>;
    readonly advisory: string;
  },
  tables: Tables,
): Vulnerability | null {
  const environment = tables.environments.get(of.id);
  // `python:usr/lib/python3/dist-packages`; of a distribution, the path of its database.
  const [, language = '', path = ''] = /^([a-z]+):(.*)$/.exec(environment?.package_db ?? '') ?? [];
  const distribution = tables.distributions.get(environment?.distribution_id ?? '');
  const { baseScore = null, vectorString = null } = tables.cvss.get(of.advisory) ?? {};
  const ids = idsInText(row.name);
  return newVulnerability({
    ids: ids.length > 0 ? ids : [row.name],
    package: {
      name: of.installed.name,
      version: of.installed.version ?? '',
      type: packageTypeOf(language) ?? packageTypeOf(distribution?.did ?? ''),
      source: of.installed.source?.name ?? null,
      path,
    },
    fixed: fixedIn(row.fixed_in_version ?? ''),
    severity: severityOf(row.normalized_severity, baseScore),
    severities: ratedBy(row.updater ?? 'clair', row.normalized_severity),
    cvss: cvssOf(baseScore, vectorString),
    link: httpsLink((row.links ?? '').split(/\s/, 1)[0]),
    layer: environment?.introduced_in ?? null,
  });
}

/** Advisories of OSV have `fixed=1.2.3&introduced=0`; `0` says that there is none. */
function fixedIn(written: string): readonly string[] {
  const version = written.includes('=') ? new URLSearchParams(written).get('fixed') : written;
  return version === null || version === '' || version === '0' ? [] : [version];
}

function tableOf<Value>(
  rows: readonly (readonly [string, unknown])[],
  schema: z.ZodType<Value>,
): Table<Value> {
  const table = new Map<string, Value>();
  for (const [id, value] of rows) {
    const read = schema.safeParse(value);
    if (read.success) table.set(id, read.data);
  }
  return table;
}

/** Environments and scores are lists, of which the first is that of the package, or of the newest source. */
function firstOfEach(rows: readonly (readonly [string, unknown])[]) {
  return rows.flatMap(([id, value]): [string, unknown][] =>
    Array.isArray(value) ? [[id, value[0]]] : [],
  );
}

/** Enrichments by their kind; CVSS is `message/vnd.clair.map.vulnerability; enricher=clair.cvss schema=…`. */
function scoresOf(enrichments: readonly (readonly [string, unknown])[]) {
  return enrichments.flatMap(([kind, value]) => {
    const maps: readonly unknown[] =
      kind.includes('clair.cvss') && Array.isArray(value) ? value : [];
    return maps.flatMap((map) => (isRecord(map) ? firstOfEach(Object.entries(map)) : []));
  });
}
