import * as z from 'zod';
import type { ScanTarget } from '../../findings/scan-report.ts';
import { distributionOf } from '../vocabulary/distribution.ts';
import { contentDigests } from '../vocabulary/image-names.ts';
import { readConfiguration } from '../vocabulary/image-configuration.ts';
import { listOf, objectOf, text, texts } from '../vocabulary/tolerant-fields.ts';

/** `Metadata` of `pkg/types/report.go` in aquasecurity/trivy. */
const metadataSchema = z.object({
  OS: objectOf({ Family: text, Name: text }),
  ImageID: text,
  DiffIDs: texts,
  RepoTags: texts,
  RepoDigests: texts,
  Reference: text,
  ImageConfig: z.unknown().optional(),
  Layers: listOf({ Digest: z.string() }),
});

/** What `Metadata` tells of an image. */
export type ArtifactFields = Omit<ScanTarget, 'kind' | 'name' | 'base' | 'dockerfile' | 'workload'>;

/** Reads `Metadata`; everything is empty where there is none, or where it is not of an image. */
export function readMetadata(value: unknown): ArtifactFields {
  const read = metadataSchema.safeParse(value ?? {});
  const metadata = read.success ? read.data : metadataSchema.parse({});
  const { RepoTags, RepoDigests, Reference, ImageID, OS, Layers } = metadata;
  const configured = readConfiguration(metadata.ImageConfig);
  const diffIds = metadata.DiffIDs.length > 0 ? metadata.DiffIDs : (configured.diffIds ?? []);
  const layerDigests = Layers.map(({ Digest }) => Digest);
  const isWhole = layerDigests.length === diffIds.length && layerDigests.every((one) => one !== '');
  return {
    references: [...new Set([...RepoTags, ...RepoDigests, ...(Reference ? [Reference] : [])])],
    digests: contentDigests(ImageID, ...RepoDigests),
    platform: configured.platform ?? null,
    distribution: distributionOf(OS?.Family, OS?.Name),
    labels: configured.labels ?? {},
    diffIds,
    layerDigests: isWhole ? layerDigests : [],
    history: configured.history ?? [],
    created: configured.created ?? null,
  };
}
