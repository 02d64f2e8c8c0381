import * as z from 'zod';
import type { ScanTarget } from '../../findings/scan-report.ts';
import { distributionOf } from '../vocabulary/distribution.ts';
import { objectOf, record, text } from '../vocabulary/tolerant-fields.ts';
import { newTarget } from '../vocabulary/new-target.ts';

/** A resource of the group `aquasecurity.github.io`; the items of a typed list have no `apiVersion`. */
export const resourceSchema = z.object({
  apiVersion: text,
  kind: z.string(),
  metadata: objectOf({
    name: text,
    namespace: text,
    labels: record,
    annotations: record,
  }),
  report: z.unknown().optional(),
});

export type OperatorResource = z.infer<typeof resourceSchema>;

/** What the reports of images have in common (`VulnerabilityReportData` in aquasecurity/trivy-operator). */
export const artifactFields = {
  registry: objectOf({ server: text }),
  artifact: objectOf({ repository: text, tag: text, digest: text }),
  os: objectOf({ family: text, name: text }),
};

interface Artifact {
  readonly registry: { readonly server: string | null } | null;
  readonly artifact: {
    readonly repository: string | null;
    readonly tag: string | null;
    readonly digest: string | null;
  } | null;
  readonly os: { readonly family: string | null; readonly name: string | null } | null;
}

/** The image that a report is about, and the workload that runs it. */
export function imageTarget(
  resource: OperatorResource,
  { registry, artifact, os }: Artifact,
): ScanTarget {
  const path = [registry?.server ?? '', artifact?.repository ?? ''];
  const repository = path.filter((part) => part !== '').join('/');
  const digest = artifact?.digest || null;
  const reference = referenceOf(repository, artifact?.tag || null, digest);
  return newTarget({
    kind: 'image',
    name: reference ?? resource.metadata?.name ?? 'unknown',
    references: reference === null ? [] : [reference],
    digests: digest === null ? [] : [digest],
    distribution: distributionOf(os?.family, os?.name),
    workload: workloadOf(resource),
  });
}

/** Beside a tag the digest is that of the configuration (`imageID`), and belongs into no reference. */
function referenceOf(repository: string, tag: string | null, digest: string | null): string | null {
  if (repository === '' || (tag === null && digest === null)) return null;
  return tag === null ? `${repository}@${digest}` : `${repository}:${tag}`;
}

/** The object that was checked, for reports that are about no image. */
export function objectTarget(resource: OperatorResource): ScanTarget {
  const workload = workloadOf(resource);
  return newTarget({
    kind: 'cluster',
    name: workload ?? resource.metadata?.name ?? 'unknown',
    workload,
  });
}

/** `namespace/Deployment/name (container)`; names too long for a label stand in an annotation. */
function workloadOf({ metadata }: OperatorResource): string | null {
  const field = (name: string): string => {
    const key = `trivy-operator.${name}`;
    const value = metadata?.labels?.[key] ?? metadata?.annotations?.[key];
    return typeof value === 'string' ? value : '';
  };
  const parts = [
    field('resource.namespace') || (metadata?.namespace ?? ''),
    field('resource.kind'),
    field('resource.name'),
  ];
  const container = field('container.name');
  const path = parts.filter((part) => part !== '').join('/');
  if (field('resource.kind') === '') return null;
  return container === '' ? path : `${path} (${container})`;
}
