import * as z from 'zod';
import type { ScanTarget } from '../../findings/scan-report.ts';
import { distributionOf } from '../vocabulary/distribution.ts';
import { decodeBase64Json, readConfiguration } from '../vocabulary/image-configuration.ts';
import { listOf, objectOf, record, text, texts } from '../vocabulary/tolerant-fields.ts';
import { contentDigests, imageReferences } from '../vocabulary/image-names.ts';
import { newTarget } from '../vocabulary/new-target.ts';

/** `source` of `grype/presenter/models/source.go` in anchore/grype; of an image it is syft's image metadata. */
export const sourceSchema = objectOf({
  type: text,
  target: z
    .union([
      z.string(),
      z.object({
        userInput: text,
        imageID: text,
        manifestDigest: text,
        tags: texts,
        repoDigests: texts,
        layers: listOf({ digest: z.string() }),
        manifest: text,
        config: text,
        architecture: text,
        os: text,
        labels: record,
      }),
    ])
    .nullish()
    .catch(null),
});

type Source = z.infer<typeof sourceSchema>;
type ImageSource = Exclude<NonNullable<Source>['target'], string | null | undefined>;

const distroSchema = z.object({ name: text, version: text });
const manifestSchema = z.object({ layers: z.array(z.object({ digest: z.string() })) });

/** What was scanned. */
export function readSource(source: Source, distro: unknown): ScanTarget {
  const read = distroSchema.safeParse(distro);
  const distribution = read.success ? distributionOf(read.data.name, read.data.version) : null;
  const target = source?.target ?? null;
  if (target !== null && typeof target !== 'string') return readImage(target, distribution);
  const isFiles = source?.type === 'directory' || source?.type === 'file';
  const name = target === null || target === '' ? 'unknown' : target;
  return newTarget({ kind: isFiles ? 'files' : 'unknown', name, distribution });
}

function readImage(image: ImageSource, distribution: ScanTarget['distribution']): ScanTarget {
  const configured = readConfiguration(decodeBase64Json(image.config ?? ''));
  const given = image.userInput?.trim() ?? '';
  // What syft calls the digest of a layer is its diff id.
  const layers = image.layers.map(({ digest }) => digest);
  const diffIds = layers.length > 0 ? layers : (configured.diffIds ?? []);
  return newTarget({
    ...configured,
    kind: 'image',
    name: given || image.tags[0] || image.repoDigests[0] || image.imageID || 'unknown',
    references: imageReferences(given, ...image.tags, ...image.repoDigests),
    digests: contentDigests(image.manifestDigest, image.imageID, ...image.repoDigests),
    platform: configured.platform ?? platformOf(image),
    labels: configured.labels ?? labelsOf(image),
    distribution,
    diffIds,
    layerDigests: layerDigestsOf(image, diffIds),
  });
}

function platformOf({ os, architecture }: ImageSource): ScanTarget['platform'] {
  if (!os || !architecture) return null;
  return { os, architecture, variant: null, osVersion: null };
}

function labelsOf({ labels }: ImageSource): ScanTarget['labels'] {
  const texts = Object.entries(labels ?? {}).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  return Object.fromEntries(texts);
}

/** An image from a daemon has a manifest that syft made up, with diff ids in the place of digests. */
function layerDigestsOf({ manifest }: ImageSource, diffIds: readonly string[]): readonly string[] {
  const read = manifestSchema.safeParse(decodeBase64Json(manifest ?? ''));
  const digests = read.success ? read.data.layers.map(({ digest }) => digest) : [];
  const known = new Set(diffIds);
  const isMadeUp = digests.some((digest) => known.has(digest));
  return isMadeUp || digests.length !== diffIds.length ? [] : digests;
}
