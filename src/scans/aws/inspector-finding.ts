import * as z from 'zod';
import type { ReportedProblem, ScanTarget, Vulnerability } from '../../findings/scan-report.ts';
import { cvssOf } from '../vocabulary/cvss.ts';
import { readDistribution } from '../vocabulary/distribution.ts';
import { contentDigests, imageReferences } from '../vocabulary/image-names.ts';
import { lineRange } from '../vocabulary/line-range.ts';
import { newTarget } from '../vocabulary/new-target.ts';
import { newVulnerability } from '../vocabulary/new-vulnerability.ts';
import { packageTypeOf } from '../vocabulary/package-type.ts';
import { platformOf } from '../vocabulary/platform-words.ts';
import { ratedBy, severityOf } from '../vocabulary/rated-by.ts';
import {
  listOf,
  numeric,
  list,
  probability,
  score,
  text,
  texts,
  objectOf,
} from '../vocabulary/tolerant-fields.ts';
import { httpsLink } from '../vocabulary/written-text.ts';

const packageFields = {
  name: z.string(),
  version: text,
  release: text,
  epoch: numeric,
  packageManager: text,
  filePath: text,
  fixedInVersion: text,
  sourceLayerHash: text,
};

/** Amazon Inspector API, `Finding` (docs.aws.amazon.com/inspector/v2/APIReference/API_Finding.html); ECR gives the same. */
export const findingSchema = z.object({
  type: text,
  status: text,
  severity: text,
  title: text,
  description: text,
  epss: objectOf({ score: probability }),
  resources: list,
  packageVulnerabilityDetails: objectOf({
    vulnerabilityId: z.string(),
    relatedVulnerabilities: texts,
    vendorSeverity: text,
    source: text,
    sourceUrl: text,
    cvss: listOf({ baseScore: score, scoringVector: text, version: text }),
    vulnerablePackages: listOf(packageFields),
  }),
  codeVulnerabilityDetails: objectOf({
    ruleId: text,
    detectorId: text,
    detectorName: text,
    filePath: objectOf({ filePath: text, startLine: numeric, endLine: numeric }),
  }),
});
export type Finding = z.infer<typeof findingSchema>;
type Details = NonNullable<Finding['packageVulnerabilityDetails']>;
type FoundPackage = Details['vulnerablePackages'][number];

const resourceSchema = z.object({
  id: z.string(),
  type: text,
  region: text,
  details: objectOf({
    awsEcrContainerImage: objectOf({
      repositoryName: text,
      imageTags: texts,
      imageHash: text,
      registry: text,
      platform: text,
      architecture: text,
    }),
    awsLambdaFunction: objectOf({ functionName: text }),
  }),
});

/** What was scanned: an image in ECR, or what else Inspector looks at. */
export function inspectorTarget(finding: Finding): ScanTarget {
  const resource = resourceSchema.safeParse(finding.resources[0]).data;
  const image = resource?.details?.awsEcrContainerImage;
  if (!image) {
    const name = resource?.details?.awsLambdaFunction?.functionName ?? resource?.id ?? 'unknown';
    return newTarget({ kind: 'unknown', name });
  }
  const host = `${image.registry ?? ''}.dkr.ecr.${resource.region ?? ''}.amazonaws.com`;
  const repository = `${host}/${image.repositoryName ?? ''}`;
  const [first] = image.imageTags;
  return newTarget({
    kind: 'image',
    name: first === undefined ? repository : `${repository}:${first}`,
    references: imageReferences(
      ...image.imageTags.map((tag) => `${repository}:${tag}`),
      `${repository}@${image.imageHash ?? ''}`,
    ),
    digests: contentDigests(image.imageHash),
    platform: platformOf('linux', image.architecture),
    distribution: readDistribution(image.platform),
  });
}

/** One for each package that the finding names; null when it names none. */
export function vulnerabilitiesOf(
  finding: Finding,
  distribution: ScanTarget['distribution'],
): readonly Vulnerability[] | null {
  const details = finding.packageVulnerabilityDetails;
  if (!details) return null;
  const newest = [...details.cvss].sort((a, b) =>
    (a.version ?? '') < (b.version ?? '') ? 1 : -1,
  )[0];
  const source = (details.source ?? 'aws').toLowerCase();
  const found = details.vulnerablePackages.flatMap((one) => {
    const vulnerability = newVulnerability({
      ids: [details.vulnerabilityId],
      package: {
        ...namedPackage(one, distribution),
        version: versionOf(one),
        path: one.filePath,
      },
      fixed: fixedIn(one.fixedInVersion),
      severity: severityOf(finding.severity, newest?.baseScore),
      severities: [...ratedBy(source, details.vendorSeverity), ...ratedBy('aws', finding.severity)],
      cvss: cvssOf(newest?.baseScore, newest?.scoringVector),
      epss: finding.epss?.score ?? null,
      title: finding.title,
      link: httpsLink(details.sourceUrl),
      layer: one.sourceLayerHash,
      silencedBy: silenceOf(finding),
    });
    return vulnerability ?? [];
  });
  return found.length === 0 ? null : found;
}

/** A finding about code as a problem of a file; null for one about something else. */
export function problemOf(finding: Finding): ReportedProblem | null {
  const details = finding.codeVulnerabilityDetails;
  const id = details?.ruleId ?? details?.detectorId;
  if (!details || !id) return null;
  return {
    id,
    aliases: details.detectorId && details.detectorId !== id ? [details.detectorId] : [],
    title: details.detectorName ?? finding.title ?? id,
    message: finding.description ?? finding.title ?? id,
    severity: severityOf(finding.severity),
    path: details.filePath?.filePath ?? null,
    lines: lineRange(details.filePath?.startLine, details.filePath?.endLine),
    link: null,
    silencedBy: silenceOf(finding),
  };
}

function silenceOf({ status }: Finding): string | null {
  if (status === 'SUPPRESSED') return 'suppressed in Amazon Inspector';
  return status === 'CLOSED' ? 'closed in Amazon Inspector' : null;
}

/** `PYTHONPKG`, `NODEPKG`, `OS`; the standard library of Go is `go/stdlib`. */
function namedPackage(
  { name, packageManager }: FoundPackage,
  distribution: ScanTarget['distribution'],
) {
  if (name === 'go/stdlib') return { name: 'stdlib', type: 'golang' };
  const word = (packageManager ?? '').toLowerCase().replace(/^(python|node)pkg$/, '$1');
  const type = word === 'os' ? packageTypeOf(distribution?.id ?? '') : packageTypeOf(word);
  return { name, type };
}

function versionOf({ version, release, epoch }: FoundPackage): string {
  const released = `${version ?? ''}${release ? `-${release}` : ''}`;
  return epoch ? `${epoch}:${released}` : released;
}

/** `0:4.19.232-1`: an epoch of 0 is none; `NotAvailable` is no version. */
function fixedIn(version: string | null | undefined): readonly string[] {
  const plain = (version ?? '').replace(/^0:/, '');
  return plain === '' || plain === 'NotAvailable' ? [] : [plain];
}
