import * as z from 'zod';
import type { Scan } from '../../findings/scan-report.ts';
import { text } from '../vocabulary/tolerant-fields.ts';
import { isImageName } from '../vocabulary/image-names.ts';
import { newTarget } from '../vocabulary/new-target.ts';
import type { Notices } from '../vocabulary/notices.ts';
import { readEach } from '../vocabulary/read-each.ts';
import { readMetadata } from './artifact.ts';
import type { ArtifactFields } from './artifact.ts';
import { isSystemResult, splitSystemTarget } from './result-place.ts';
import { readResult, resultSchema } from './results.ts';
import type { Findings, TrivyResult } from './results.ts';

/** `Resource` of `pkg/k8s/report/report.go` in aquasecurity/trivy; `Metadata` became a list in version 0.51. */
export const resourceSchema = z.object({
  Namespace: text,
  Kind: z.string(),
  Name: z.string(),
  Metadata: z.unknown().optional(),
  Results: z.unknown().optional(),
  Error: text,
});

type Resource = z.infer<typeof resourceSchema>;

interface Read {
  readonly result: TrivyResult;
  readonly findings: Findings;
}

/** The scans of one resource: one of the object itself where checks failed, and one for each image that it runs. */
export function readResource(resource: Resource, place: string, notices: Notices): Scan[] {
  const workload = [resource.Namespace ?? '', resource.Kind, resource.Name]
    .filter((part) => part !== '')
    .join('/');
  if (resource.Error) notices.add(`Trivy could not scan all of ${workload}`);
  const results = readEach(
    resource.Results,
    resultSchema,
    { place: `${place}.Results`, notices },
    (result, index): Read => {
      const at = `${place}.Results[${index}]`;
      const reading = { artifact: '', hasFiles: false, place: at, notices };
      return { result, findings: readResult(result, reading) };
    },
  );
  const imageOf = imageFinder(imagesOf(resource.Metadata, results));
  const byScan = new Map<ArtifactFields | 'object' | 'unknown', Findings[]>();
  for (const read of results) {
    const key = read.result.Class === 'config' ? 'object' : imageOf(read);
    const findings = byScan.get(key) ?? [];
    byScan.set(key, findings);
    findings.push(read.findings);
  }
  const scans = [...byScan].map(([image, findings]) => newScan(image, findings, workload));
  return scans.filter(({ target, problems }) => target.kind === 'image' || problems.length > 0);
}

function newScan(
  image: ArtifactFields | 'object' | 'unknown',
  findings: readonly Findings[],
  workload: string,
): Scan {
  const found = {
    tool: 'Trivy',
    vulnerabilities: findings.flatMap(({ vulnerabilities }) => vulnerabilities),
    problems: findings.flatMap(({ problems }) => problems),
    secrets: findings.flatMap(({ secrets }) => secrets),
  };
  if (image === 'object') {
    return { ...found, target: newTarget({ kind: 'cluster', name: workload, workload }) };
  }
  if (image === 'unknown') {
    const name = `an image of ${workload}`;
    return { ...found, target: newTarget({ kind: 'image', name, workload }) };
  }
  const name = image.references[0] ?? `an image of ${workload}`;
  return { ...found, target: newTarget({ ...image, kind: 'image', name, workload }) };
}

/** The images of `Metadata`; without it, those that the packages of a distribution have as their target. */
function imagesOf(metadata: unknown, results: readonly Read[]): readonly ArtifactFields[] {
  const listed: readonly unknown[] = Array.isArray(metadata) ? metadata : [metadata];
  const known = listed.map(readMetadata).filter((image) => {
    return image.references.length > 0 || image.digests.length > 0;
  });
  if (known.length > 0) return known;
  const named = new Map<string, ArtifactFields>();
  for (const { result } of results.filter((one) => isSystemResult(one.result))) {
    const { name, distribution } = splitSystemTarget(result);
    if (!isImageName(name)) continue;
    named.set(name, { ...readMetadata({}), references: [name], distribution });
  }
  return [...named.values()];
}

/** Finds the image that a result is of: by its name, else by a layer, else the only one. */
function imageFinder(images: readonly ArtifactFields[]) {
  const byName = new Map(
    images.flatMap((image) => image.references.map((name) => [name, image] as const)),
  );
  const byLayer = new Map(
    images.flatMap((image) => image.diffIds.map((id) => [id, image] as const)),
  );
  const only = images.length === 1 ? images[0] : undefined;
  return ({ result, findings }: Read): ArtifactFields | 'unknown' => {
    const { name } = splitSystemTarget(result);
    const all = [...findings.vulnerabilities, ...findings.secrets];
    const layer = all.find((one) => one.layer !== null)?.layer ?? '';
    return byName.get(name) ?? byLayer.get(layer) ?? only ?? 'unknown';
  };
}
