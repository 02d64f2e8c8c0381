import * as z from 'zod';
import type { ReportReader } from '../findings/report-reader.ts';
import type { ReportedSecret, Vulnerability } from '../findings/scan-report.ts';
import { cvssOf } from '../scans/vocabulary/cvss.ts';
import { foundReport, newScan } from '../scans/vocabulary/found-report.ts';
import { contentDigests, imageReferences } from '../scans/vocabulary/image-names.ts';
import { newTarget } from '../scans/vocabulary/new-target.ts';
import { newVulnerability, trimPath } from '../scans/vocabulary/new-vulnerability.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { ratedBy, severityOf } from '../scans/vocabulary/rated-by.ts';
import { readEach } from '../scans/vocabulary/read-each.ts';
import {
  numeric,
  flag,
  isRecord,
  list,
  score,
  text,
  objectOf,
} from '../scans/vocabulary/tolerant-fields.ts';
import { httpsLink, splitVersions } from '../scans/vocabulary/written-text.ts';

/** `wizcli docker scan --format json`; the names of its fields are those of Wiz's API (`CICDDiskScanResult`). */
const documentSchema = z.object({
  scanOriginResource: objectOf({ __typename: text, name: text, digest: text }),
  result: z.object({
    osPackages: z.unknown().optional(),
    libraries: z.unknown().optional(),
    applications: z.unknown().optional(),
    cpes: z.unknown().optional(),
    secrets: z.unknown().optional(),
    vulnerableSBOMArtifactsByNameVersion: list,
  }),
});
const packageSchema = z.object({
  name: z.string(),
  version: text,
  path: text,
  vulnerabilities: z.unknown().optional(),
  layerMetadata: objectOf({ id: text, details: text }),
});
const rowSchema = z.object({
  name: z.string(),
  severity: text,
  fixedVersion: text,
  source: text,
  score,
  hasCisaKevExploit: flag,
});
const secretSchema = z.object({ type: z.string(), path: text, lineNumber: numeric });

/** The description of a secret may hold it, so that only its type is read. Policies say nothing that the rest does not. */
export default {
  id: 'wiz',
  tool: 'Wiz',
  formats: 'JSON of `wizcli docker scan` and `wizcli dir scan`',
  recognizes: (document) => {
    if (!isRecord(document) || !isRecord(document['result'])) return false;
    return 'scanOriginResource' in document && 'osPackages' in document['result'];
  },
  read: (document) => {
    const read = documentSchema.safeParse(document);
    if (!read.success) return { ok: false, problem: 'its field result is no object' };
    const notices = newNotices();
    const { scanOriginResource: origin, result } = read.data;
    const vulnerabilities = (['osPackages', 'libraries', 'applications', 'cpes'] as const).flatMap(
      (place) =>
        readEach(result[place], packageSchema, { place, notices }, (one) =>
          readEach(
            one.vulnerabilities,
            rowSchema,
            { place: `${place}.vulnerabilities`, notices },
            (row) => vulnerabilityOf(row, one),
          ),
        ),
    );
    if (result.vulnerableSBOMArtifactsByNameVersion.length > 0) {
      notices.add('its vulnerableSBOMArtifactsByNameVersion cannot be read yet');
    }
    const secrets = readEach(result.secrets, secretSchema, { place: 'secrets', notices }, secretOf);
    const name = origin?.name ?? 'scanned by Wiz';
    const isImage = origin?.__typename === 'CICDScanOriginContainerImage';
    const target = newTarget({
      kind: isImage ? 'image' : 'files',
      name,
      references: isImage ? imageReferences(origin.name) : [],
      digests: contentDigests(origin?.digest),
    });
    return foundReport(notices, {
      scans: [newScan({ tool: 'Wiz', target, vulnerabilities, secrets })],
    });
  },
} satisfies ReportReader;

function vulnerabilityOf(
  row: z.infer<typeof rowSchema>,
  found: z.infer<typeof packageSchema>,
): Vulnerability | null {
  return newVulnerability({
    ids: [row.name],
    package: { name: found.name, version: found.version ?? '', path: found.path },
    fixed: splitVersions(row.fixedVersion),
    severity: severityOf(row.severity, row.score),
    severities: ratedBy('wiz', row.severity),
    cvss: cvssOf(row.score),
    isKnownExploited: row.hasCisaKevExploit,
    link: httpsLink(row.source),
    layer: found.layerMetadata?.id ?? null,
    instruction: found.layerMetadata?.details ?? null,
  });
}

function secretOf({ type, path, lineNumber }: z.infer<typeof secretSchema>): ReportedSecret {
  const lines = typeof lineNumber === 'number' ? { first: lineNumber, last: lineNumber } : null;
  return {
    id: type.toLowerCase().replaceAll('_', '-'),
    title: type.toLowerCase().replaceAll('_', ' '),
    severity: 'high',
    path: trimPath(path ?? null),
    lines,
    layer: null,
  };
}
