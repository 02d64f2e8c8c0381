import * as z from 'zod';
import type { ReportReader } from '../findings/report-reader.ts';
import type { ScanTarget, Vulnerability } from '../findings/scan-report.ts';
import { cvssOf } from '../scans/vocabulary/cvss.ts';
import { readDistribution } from '../scans/vocabulary/distribution.ts';
import { foundReport, newScan } from '../scans/vocabulary/found-report.ts';
import { newTarget } from '../scans/vocabulary/new-target.ts';
import { newVulnerability } from '../scans/vocabulary/new-vulnerability.ts';
import type { Notices } from '../scans/vocabulary/notices.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { packageTypeOf } from '../scans/vocabulary/package-type.ts';
import { ratedBy, severityOf } from '../scans/vocabulary/rated-by.ts';
import { readEach } from '../scans/vocabulary/read-each.ts';
import { itemsOf } from '../scans/vocabulary/own-field.ts';
import {
  entries,
  flag,
  isRecord,
  listOf,
  numeric,
  objectOf,
  score,
  text,
  texts,
} from '../scans/vocabulary/tolerant-fields.ts';

/** google/osv-scanner, `pkg/models/results.go` and `image.go`. */
const sourceSchema = z.object({
  source: objectOf({ path: text, type: text }),
  packages: z.unknown().optional(),
});
const packageSchema = z.object({
  package: z.object({
    name: z.string(),
    os_package_name: text,
    version: text,
    ecosystem: text,
    image_origin_details: objectOf({ index: numeric }),
  }),
  vulnerabilities: z.unknown().optional(),
  groups: listOf({
    ids: texts,
    aliases: texts,
    max_severity: score,
    experimental_analysis: entries,
  }),
});
const layerSchema = z.object({ diff_id: text, command: text, is_empty: flag });

/** ossf.github.io/osv-schema. */
const advisorySchema = z.object({
  id: z.string(),
  aliases: texts,
  summary: text,
  severity: listOf({ type: z.string(), score: z.string() }),
  affected: listOf({
    package: z.object({ name: z.string() }),
    ranges: listOf({ type: z.string(), events: listOf({ fixed: text }) }),
  }),
  database_specific: objectOf({ severity: text }),
});
type Package = z.infer<typeof packageSchema>;
type Group = Package['groups'][number];
type Advisory = z.infer<typeof advisorySchema>;

/** Advisories that name the same weakness are grouped: each is a row, and has the ids of its group. Licences are left out. */
export default {
  id: 'osv-scanner',
  tool: 'OSV-Scanner',
  formats: 'JSON of `osv-scanner scan`, of images and of folders',
  recognizes: (document) => {
    if (!isRecord(document) || !Array.isArray(document['results'])) return false;
    const [first] = itemsOf(document['results']);
    if (first === undefined) return isRecord(document['experimental_config']);
    return isRecord(first) && isRecord(first['source']) && Array.isArray(first['packages']);
  },
  read: (document) => {
    const notices = newNotices();
    const { results = null, image_metadata: metadata = null } = isRecord(document) ? document : {};
    const layers = readEach(
      isRecord(metadata) ? metadata['layer_metadata'] : null,
      layerSchema,
      { place: 'layer_metadata', notices },
      (layer) => layer,
    );
    const paths = new Set<string>();
    const vulnerabilities = readEach(
      results,
      sourceSchema,
      { place: 'results', notices },
      (result) => {
        const path = result.source?.path ?? null;
        if (path !== null) paths.add(path);
        return readEach(result.packages, packageSchema, { place: 'packages', notices }, (one) =>
          vulnerabilitiesOf(one, { path, layers, notices }),
        );
      },
    );
    const target = targetOf(metadata, layers, [...paths]);
    return foundReport(notices, {
      scans: [newScan({ tool: 'OSV-Scanner', target, vulnerabilities })],
    });
  },
} satisfies ReportReader;

interface Place {
  readonly path: string | null;
  readonly layers: readonly z.infer<typeof layerSchema>[];
  readonly notices: Notices;
}

function vulnerabilitiesOf(found: Package, place: Place): readonly Vulnerability[] {
  const byId = new Map(
    found.groups.flatMap((group) => group.ids.map((id) => [id, group] as const)),
  );
  const reading = { place: 'vulnerabilities', notices: place.notices };
  return readEach(found.vulnerabilities, advisorySchema, reading, (advisory) =>
    vulnerabilityOf(found.package, advisory, byId.get(advisory.id) ?? null, place),
  );
}

function vulnerabilityOf(
  installed: Package['package'],
  advisory: Advisory,
  group: Group | null,
  { path, layers }: Place,
): Vulnerability | null {
  const newest = advisory.severity
    .filter(({ type }) => type.startsWith('CVSS'))
    .sort((a, b) => (a.type < b.type ? 1 : -1))[0];
  const base = group?.max_severity ?? null;
  const type = packageTypeOf((installed.ecosystem ?? '').split(':', 1)[0] ?? '');
  const word = advisory.database_specific?.severity;
  return newVulnerability({
    ids: [advisory.id, ...advisory.aliases, ...(group?.aliases ?? [])],
    package: {
      name: installed.os_package_name ?? installed.name,
      version: installed.version ?? '',
      type,
      source: installed.os_package_name ? installed.name : null,
      path,
    },
    fixed: fixedVersions(advisory, installed.name),
    severity: severityOf(word, base),
    severities: ratedBy('osv', word, base),
    cvss: cvssOf(base, newest?.score),
    title: advisory.summary,
    link: `https://osv.dev/vulnerability/${encodeURIComponent(advisory.id.slice(0, 200))}`,
    layer: layers[installed.image_origin_details?.index ?? -1]?.diff_id ?? null,
    silencedBy: silenceOf(group, advisory.id),
  });
}

function fixedVersions(advisory: Advisory, name: string): readonly string[] {
  const fixed = new Set<string>();
  for (const affected of advisory.affected) {
    if (affected.package.name !== name) continue;
    // Of a range of commits, the fix is a commit.
    for (const { events } of affected.ranges.filter(({ type }) => type !== 'GIT')) {
      for (const event of events) if (event.fixed !== null) fixed.add(event.fixed);
    }
  }
  return [...fixed];
}

/** What the analysis of calls found (`experimental_analysis`, by id). */
function silenceOf(group: Group | null, id: string): string | null {
  const analysis = group?.experimental_analysis.find(([name]) => name === id)?.[1];
  if (!isRecord(analysis)) return null;
  if (analysis['unimportant'] === true) return 'unimportant to the distribution';
  return analysis['called'] === false ? 'the vulnerable code is never called' : null;
}

function targetOf(
  metadata: unknown,
  layers: readonly z.infer<typeof layerSchema>[],
  paths: readonly string[],
): ScanTarget {
  if (!isRecord(metadata)) {
    const [only = 'folder'] = paths;
    return newTarget({ kind: 'files', name: paths.length > 1 ? `${paths.length} files` : only });
  }
  const os = metadata['os'];
  return newTarget({
    kind: 'image',
    name: 'image scanned by OSV-Scanner',
    distribution: readDistribution(typeof os === 'string' ? os : null),
    diffIds: layers.flatMap(({ diff_id, is_empty }) =>
      diff_id && is_empty !== true ? [diff_id] : [],
    ),
    history: layers.map(({ command, is_empty }) => ({
      createdBy: command ?? '',
      comment: null,
      isEmpty: is_empty === true,
    })),
  });
}
