import * as z from 'zod';
import type { ReportReader } from '../findings/report-reader.ts';
import type { HistoryEntry, Vulnerability } from '../findings/scan-report.ts';
import { cvssOf } from '../scans/vocabulary/cvss.ts';
import { readDistribution } from '../scans/vocabulary/distribution.ts';
import { foundReport, newScan } from '../scans/vocabulary/found-report.ts';
import { contentDigests, imageReferences } from '../scans/vocabulary/image-names.ts';
import { newTarget } from '../scans/vocabulary/new-target.ts';
import { newVulnerability } from '../scans/vocabulary/new-vulnerability.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { packageTypeOf } from '../scans/vocabulary/package-type.ts';
import { platformOf } from '../scans/vocabulary/platform-words.ts';
import { ratedBy, severityOf } from '../scans/vocabulary/rated-by.ts';
import { readEach } from '../scans/vocabulary/read-each.ts';
import { isRecord, score, text, objectOf } from '../scans/vocabulary/tolerant-fields.ts';

/** `sysdig-cli-scanner --output-json` (docs.sysdig.com, "Sysdig CLI Scanner"). */
const documentSchema = z.object({
  result: z.object({
    type: text,
    metadata: objectOf({
      pullString: text,
      imageId: text,
      digest: text,
      baseOs: text,
      os: text,
      architecture: text,
      createdAt: text,
    }),
    packages: z.unknown().optional(),
    layers: z.unknown().optional(),
  }),
});
const packageSchema = z.object({
  type: text,
  name: z.string(),
  version: text,
  path: text,
  layerDigest: text,
  vulns: z.unknown().optional(),
});
const rowSchema = z.object({
  name: z.string(),
  severity: objectOf({ value: text, sourceName: text }),
  cvssScore: objectOf({ value: z.object({ score, vector: text }) }),
  fixedInVersion: text,
});
const layerSchema = z.object({ digest: text, command: text });

/** Policy evaluations name the same vulnerabilities again and are left out. */
export default {
  id: 'sysdig',
  tool: 'Sysdig',
  formats: 'JSON of `sysdig-cli-scanner --output-json`',
  recognizes: (document) => {
    if (!isRecord(document) || !isRecord(document['result'])) return false;
    const scanner = isRecord(document['scanner']) ? document['scanner']['name'] : null;
    return typeof scanner === 'string' && scanner.startsWith('sysdig');
  },
  read: (document) => {
    const read = documentSchema.safeParse(document);
    if (!read.success) return { ok: false, problem: 'its field result is not as it should be' };
    const notices = newNotices();
    const { metadata, packages, layers: listed, type } = read.data.result;
    const distribution = readDistribution(metadata?.baseOs);
    const layers = readEach(listed, layerSchema, { place: 'layers', notices }, (layer) => layer);
    const vulnerabilities = readEach(
      packages,
      packageSchema,
      { place: 'packages', notices },
      (one) =>
        readEach(one.vulns, rowSchema, { place: 'vulns', notices }, (row) =>
          vulnerabilityOf(row, one, distribution?.id ?? ''),
        ),
    );
    const name = metadata?.pullString ?? metadata?.imageId ?? 'image';
    const target = newTarget({
      kind: type === 'dockerImage' || type === null ? 'image' : 'unknown',
      name,
      references: imageReferences(metadata?.pullString),
      digests: contentDigests(metadata?.digest, metadata?.imageId),
      platform: platformOf(metadata?.os, metadata?.architecture),
      distribution,
      created: metadata?.createdAt ?? null,
      // Digests are those of uncompressed layers; an instruction that made no layer has none.
      diffIds: layers.flatMap(({ digest }) => digest ?? []),
      history: layers.map(({ digest, command }): HistoryEntry => ({
        createdBy: command ?? '',
        comment: null,
        isEmpty: !digest,
      })),
    });
    return foundReport(notices, { scans: [newScan({ tool: 'Sysdig', target, vulnerabilities })] });
  },
} satisfies ReportReader;

function vulnerabilityOf(
  row: z.infer<typeof rowSchema>,
  found: z.infer<typeof packageSchema>,
  system: string,
): Vulnerability | null {
  const { score: base = null, vector = null } = row.cvssScore?.value ?? {};
  const isSystem = found.type === 'os';
  return newVulnerability({
    ids: [row.name],
    package: {
      name: found.name,
      version: found.version ?? '',
      type: packageTypeOf(isSystem ? system : (found.type ?? '')),
      // Of a package of the distribution, the path is that of its database.
      path: isSystem ? null : found.path,
    },
    // Of Python, Sysdig writes `v42.0.0`.
    fixed: row.fixedInVersion ? [row.fixedInVersion.replace(/^v(?=\d)/, '')] : [],
    severity: severityOf(row.severity?.value, base),
    severities: ratedBy(row.severity?.sourceName ?? 'sysdig', row.severity?.value),
    cvss: cvssOf(base, vector),
    layer: found.layerDigest,
  });
}
