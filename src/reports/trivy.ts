import * as z from 'zod';
import type { ReadResult, ReportReader } from '../findings/report-reader.ts';
import type { ScanTarget } from '../findings/scan-report.ts';
import { readMetadata } from '../scans/trivy/artifact.ts';
import { isSystemResult, splitSystemTarget } from '../scans/trivy/result-place.ts';
import { readResult, resultSchema } from '../scans/trivy/results.ts';
import type { TrivyResult } from '../scans/trivy/results.ts';
import { text } from '../scans/vocabulary/tolerant-fields.ts';
import { foundReport, newScan } from '../scans/vocabulary/found-report.ts';
import { isImageName } from '../scans/vocabulary/image-names.ts';
import { newTarget } from '../scans/vocabulary/new-target.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { readEach, wrongField } from '../scans/vocabulary/read-each.ts';

/** `Report` of `pkg/types/report.go` in aquasecurity/trivy; `Results` is left out where there are none. */
const reportSchema = z.object({
  ArtifactName: text,
  ArtifactType: text,
  Metadata: z.unknown().optional(),
  Results: z.array(z.unknown()).nullish(),
});

type Report = z.infer<typeof reportSchema>;

const KINDS: ReadonlyMap<string, ScanTarget['kind']> = new Map([
  ['container_image', 'image'],
  ['filesystem', 'files'],
  ['repository', 'files'],
]);

function recognizes(document: unknown): boolean {
  if (Array.isArray(document)) return isLegacyResult(document[0]);
  if (typeof document !== 'object' || document === null || 'ClusterName' in document) return false;
  const hasVersion = 'SchemaVersion' in document && typeof document.SchemaVersion === 'number';
  if (hasVersion) return ['Results', 'ArtifactName', 'Metadata'].some((key) => key in document);
  return 'Results' in document && Array.isArray(document.Results) && isResult(document.Results[0]);
}

function isResult(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return 'Target' in value && typeof value.Target === 'string';
}

/** An entry of schema version 1, which was a list of results. */
function isLegacyResult(value: unknown): boolean {
  return isResult(value) && ('Vulnerabilities' in value || 'Type' in value);
}

function read(document: unknown): ReadResult {
  const report = reportSchema.safeParse(Array.isArray(document) ? { Results: document } : document);
  if (!report.success) return { ok: false, problem: wrongField(report.error) };
  const notices = newNotices();
  const reading = { place: 'Results', notices };
  const results = readEach(report.data.Results, resultSchema, reading, (result) => result);
  const target = targetOf(report.data, results);
  const artifact = report.data.ArtifactName ?? target.name;
  const findings = results.map((result, index) =>
    readResult(result, { artifact, hasFiles: true, place: `Results[${index}]`, notices }),
  );
  const scan = newScan({
    tool: 'Trivy',
    target,
    vulnerabilities: findings.flatMap(({ vulnerabilities }) => vulnerabilities),
    problems: findings.flatMap(({ problems }) => problems),
    secrets: findings.flatMap(({ secrets }) => secrets),
    packages: findings.flatMap(({ packages }) => packages),
  });
  return foundReport(notices, { scans: [scan] });
}

function targetOf(report: Report, results: readonly TrivyResult[]): ScanTarget {
  const fields = readMetadata(report.Metadata);
  const system = results.find(isSystemResult);
  const written = system === undefined ? null : splitSystemTarget(system);
  const given = report.ArtifactName?.trim() ?? '';
  const known = [given, fields.references[0] ?? '', written?.name ?? '', results[0]?.Target ?? ''];
  const name = known.find((one) => one !== '') ?? 'unknown';
  const isImage = fields.digests.length > 0 || fields.references.length > 0;
  const guessed = isImage || (given === '' && system !== undefined) ? 'image' : 'unknown';
  const kind = KINDS.get(report.ArtifactType ?? '') ?? guessed;
  const isNamed = kind === 'image' && isImageName(name);
  return newTarget({
    ...fields,
    kind,
    name,
    references: [...new Set([...fields.references, ...(isNamed ? [name] : [])])],
    distribution: fields.distribution ?? written?.distribution ?? null,
  });
}

export default {
  id: 'trivy',
  tool: 'Trivy',
  formats:
    'JSON of `trivy image`, `fs`, `repo`, `config`, `rootfs`, `vm` and `sbom`, and the list of results of schema version 1',
  recognizes,
  read,
} satisfies ReportReader;
