import * as z from 'zod';
import type { ReportReader } from '../findings/report-reader.ts';
import type { Vulnerability } from '../findings/scan-report.ts';
import { readPurl } from '../image/purl.ts';
import { cvssOf } from '../scans/vocabulary/cvss.ts';
import { distributionOf } from '../scans/vocabulary/distribution.ts';
import { foundReport, newScan } from '../scans/vocabulary/found-report.ts';
import { readConfiguration } from '../scans/vocabulary/image-configuration.ts';
import { contentDigests, imageReferences } from '../scans/vocabulary/image-names.ts';
import { newTarget } from '../scans/vocabulary/new-target.ts';
import { newVulnerability } from '../scans/vocabulary/new-vulnerability.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { platformOf } from '../scans/vocabulary/platform-words.ts';
import { ratedBy, severityOf } from '../scans/vocabulary/rated-by.ts';
import { readEach } from '../scans/vocabulary/read-each.ts';
import {
  isRecord,
  listOf,
  objectOf,
  score,
  text,
  texts,
} from '../scans/vocabulary/tolerant-fields.ts';
import { splitVersions } from '../scans/vocabulary/written-text.ts';

/** docker/index-cli-plugin, `types/types.go`, `Sbom`: the open part of Scout, from which the names of the fields are. */
const documentSchema = z.object({
  source: z.object({
    image: objectOf({
      name: text,
      digest: text,
      tags: texts,
      config: z.unknown().optional(),
      distro: objectOf({ os_name: text, os_version: text, os_distro: text }),
      platform: objectOf({ os: text, architecture: text, variant: text }),
    }),
  }),
  artifacts: z.unknown().optional(),
  vulnerabilities: z.unknown().optional(),
});
const artifactSchema = z.object({
  purl: z.string(),
  locations: listOf({ path: text, diff_id: text }),
});
type Place = z.infer<typeof artifactSchema>['locations'][number];
const scores = listOf({ type: z.string(), value: score });
const advisory = objectOf({ source_id: text, references: listOf({ scores }) });
const rowSchema = z.object({
  purl: z.string(),
  source: text,
  source_id: z.string(),
  fixed_by: text,
  vendor_advisory: advisory,
  nist_cve: advisory,
});
export default {
  id: 'docker-scout',
  tool: 'Docker Scout',
  formats: 'JSON of `docker scout cves --format sbom`',
  recognizes: (document) => {
    if (!isRecord(document) || !Array.isArray(document['artifacts'])) return false;
    const { descriptor } = document;
    return isRecord(descriptor) && 'sbom_version' in descriptor && isRecord(document['source']);
  },
  read: (document) => {
    const read = documentSchema.safeParse(document);
    if (!read.success) return { ok: false, problem: 'its field source is no object' };
    const notices = newNotices();
    const places = new Map<string, Place>();
    readEach(
      read.data.artifacts,
      artifactSchema,
      { place: 'artifacts', notices },
      ({ purl, locations }) => {
        const [place] = locations;
        if (place !== undefined) places.set(purl, place);
        return [];
      },
    );
    const reading = { place: 'vulnerabilities', notices };
    const vulnerabilities = readEach(read.data.vulnerabilities, rowSchema, reading, (row) =>
      vulnerabilityOf(row, places.get(row.purl) ?? null),
    );
    const target = targetOf(read.data.source.image);
    return foundReport(notices, {
      scans: [newScan({ tool: 'Docker Scout', target, vulnerabilities })],
    });
  },
} satisfies ReportReader;

function targetOf(image: z.infer<typeof documentSchema>['source']['image'] | null) {
  const { name, digest, tags = [], config, distro, platform } = image ?? {};
  const configured = readConfiguration(config);
  return newTarget({
    kind: 'image',
    name: name ?? 'image',
    ...configured,
    references: imageReferences(
      ...tags.map((tag) => (tag.includes(':') ? tag : `${name ?? ''}:${tag}`)),
      name,
    ),
    digests: contentDigests(digest),
    platform:
      platformOf(platform?.os, platform?.architecture, platform?.variant) ??
      configured.platform ??
      null,
    distribution: distributionOf(distro?.os_name, distro?.os_version),
  });
}

function vulnerabilityOf(
  row: z.infer<typeof rowSchema>,
  place: Place | null,
): Vulnerability | null {
  const installed = readPurl(row.purl);
  if (installed === null) return null;
  const references = [
    ...(row.vendor_advisory?.references ?? []),
    ...(row.nist_cve?.references ?? []),
  ];
  const scored = references.map((one) => one.scores.find(({ type }) => /score/i.test(type)));
  const base = scored.find((one) => (one?.value ?? null) !== null)?.value ?? null;
  return newVulnerability({
    ids: [row.source_id, row.vendor_advisory?.source_id, row.nist_cve?.source_id],
    package: { name: installed.name, purl: row.purl, path: place?.path ?? null },
    fixed: row.fixed_by === 'not fixed' ? [] : splitVersions(row.fixed_by),
    severity: severityOf(null, base),
    severities: ratedBy(row.source ?? 'scout', null, base),
    cvss: cvssOf(base),
    layer: place?.diff_id ?? null,
  });
}
