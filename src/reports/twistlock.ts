import * as z from 'zod';
import type { ReportReader } from '../findings/report-reader.ts';
import type { ReportedProblem, Scan, Vulnerability } from '../findings/scan-report.ts';
import { cvssOf } from '../scans/vocabulary/cvss.ts';
import { readDecision } from '../scans/vocabulary/decision-words.ts';
import { readDistribution } from '../scans/vocabulary/distribution.ts';
import { foundReport, newScan } from '../scans/vocabulary/found-report.ts';
import { contentDigests, imageReferences } from '../scans/vocabulary/image-names.ts';
import { newTarget } from '../scans/vocabulary/new-target.ts';
import { newVulnerability } from '../scans/vocabulary/new-vulnerability.ts';
import type { Notices } from '../scans/vocabulary/notices.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { packageTypeOf } from '../scans/vocabulary/package-type.ts';
import { ratedBy, severityOf } from '../scans/vocabulary/rated-by.ts';
import { readEach } from '../scans/vocabulary/read-each.ts';
import { isRecord, listOf, score, text } from '../scans/vocabulary/tolerant-fields.ts';
import { httpsLink, splitVersions } from '../scans/vocabulary/written-text.ts';
import { itemsOf } from '../scans/vocabulary/own-field.ts';

/** A result of `twistcli images scan --output-file` (docs.prismacloud.io, "Scan images with twistcli"). */
const resultSchema = z.object({
  id: text,
  name: text,
  distro: text,
  digest: text,
  packages: listOf({ type: z.string(), name: z.string(), version: text }),
  vulnerabilities: z.unknown().optional(),
  compliances: z.unknown().optional(),
});
const rowSchema = z.object({
  id: z.string(),
  status: text,
  cvss: score,
  vector: text,
  severity: text,
  packageName: z.string(),
  packageVersion: text,
  packagePath: text,
  link: text,
  riskFactors: z.unknown().optional(),
  layerInstruction: text,
});
const complianceSchema = z.object({
  id: z.union([z.string(), z.number()]).nullish().catch(null),
  title: z.string(),
  severity: text,
  cause: text,
  description: text,
});

export default {
  id: 'twistlock',
  tool: 'Prisma Cloud',
  formats: 'JSON of `twistcli images scan`',
  recognizes: (document) => {
    if (!isRecord(document) || !Array.isArray(document['results'])) return false;
    const [first] = itemsOf(document['results']);
    return (
      isRecord(first) && ('vulnerabilityDistribution' in first || 'complianceDistribution' in first)
    );
  },
  read: (document) => {
    const notices = newNotices();
    const results = isRecord(document) ? document['results'] : null;
    const reading = { place: 'results', notices };
    return foundReport(notices, {
      scans: readEach(results, resultSchema, reading, (result) => scanOf(result, notices)),
    });
  },
} satisfies ReportReader;

function scanOf(result: z.infer<typeof resultSchema>, notices: Notices): Scan {
  const distribution = readDistribution(result.distro);
  const types = new Map(
    result.packages.map(({ type, name, version }) => [`${name}\n${version ?? ''}`, type]),
  );
  const systemType = packageTypeOf(distribution?.id ?? '');
  const typeOf = (name: string, version: string) => {
    const word = types.get(`${name}\n${version}`);
    return word === 'os' ? systemType : packageTypeOf(word ?? '');
  };
  const name = result.name ?? result.id ?? 'image';
  return newScan({
    tool: 'Prisma Cloud',
    target: newTarget({
      kind: 'image',
      name,
      references: imageReferences(result.name),
      digests: contentDigests(result.digest, result.id),
      distribution,
    }),
    vulnerabilities: readEach(
      result.vulnerabilities,
      rowSchema,
      { place: 'vulnerabilities', notices },
      (row) => vulnerabilityOf(row, typeOf, systemType),
    ),
    problems: readEach(
      result.compliances,
      complianceSchema,
      { place: 'compliances', notices },
      problemOf,
    ),
  });
}

function vulnerabilityOf(
  row: z.infer<typeof rowSchema>,
  typeOf: (name: string, version: string) => string | null,
  systemType: string | null,
): Vulnerability | null {
  // `bind9 (used in libisccfg140, dnsutils)`: a source package, and the binary ones in the image.
  const [, source = null, used = ''] = /^(\S+) \(used in ([^()]*)\)$/.exec(row.packageName) ?? [];
  const version = row.packageVersion ?? '';
  const [binary = row.packageName] = used.split(',').map((one) => one.trim());
  return newVulnerability({
    ids: [row.id],
    package: {
      name: source === null ? row.packageName : binary,
      version,
      type: source === null ? typeOf(row.packageName, version) : systemType,
      source,
      path: row.packagePath,
    },
    fixed: splitVersions(/^fixed in (.*)$/.exec(row.status ?? '')?.[1]),
    decision: readDecision(row.status),
    severity: severityOf(row.severity, row.cvss),
    severities: ratedBy('prisma cloud', row.severity),
    cvss: cvssOf(row.cvss, row.vector),
    isKnownExploited: isExploited(row.riskFactors),
    link: httpsLink(row.link),
    instruction: row.layerInstruction,
  });
}

/** Risk factors are a list, or the keys of an object. */
function isExploited(factors: unknown): boolean | null {
  const names: readonly unknown[] = Array.isArray(factors)
    ? factors
    : Object.keys(isRecord(factors) ? factors : {});
  return names.includes('Exploit exists - in the wild') ? true : null;
}

function problemOf(row: z.infer<typeof complianceSchema>): ReportedProblem {
  return {
    id: String(row.id ?? row.title),
    aliases: [],
    title: row.title,
    message: row.cause ?? row.description ?? row.title,
    severity: severityOf(row.severity),
    path: null,
    lines: null,
    link: null,
    silencedBy: null,
  };
}
