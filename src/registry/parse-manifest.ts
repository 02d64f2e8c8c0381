import * as z from 'zod';
import type { Descriptor, IndexEntry, Manifest, Platform } from '../image/registry.ts';
import { isDigest } from './digest.ts';
import { ExternalError } from '../http/external-error.ts';
import { IMAGE_TYPES, INDEX_TYPES, OCI_IMAGE, OCI_INDEX } from './media-types.ts';
import { parseJson } from '../http/read-body.ts';

/** Entries of an index, layers of an image. */
const MOST_PARTS = 10_000;

const annotationsSchema = z.record(z.string(), z.string()).nullish();

function orNull<Value>(value: Value | null | undefined): Value | null {
  return value ?? null;
}

const descriptorSchema = z.object({
  mediaType: z.string().default(''),
  digest: z.string().refine(isDigest, { error: 'is no digest' }),
  size: z.int().nonnegative(),
  artifactType: z.string().nullish(),
  annotations: annotationsSchema,
});

const platformSchema = z.object({
  os: z.string().default(''),
  architecture: z.string().default(''),
  variant: z.string().nullish(),
  'os.version': z.string().nullish(),
});

const manifestSchema = z.object({
  mediaType: z.string().nullish(),
  schemaVersion: z.number().nullish(),
  annotations: annotationsSchema,
  manifests: z
    .array(descriptorSchema.extend({ platform: platformSchema.nullish().transform(orNull) }))
    .max(MOST_PARTS)
    .nullish()
    .transform(orNull),
  config: descriptorSchema.nullish().transform(orNull),
  layers: z.array(descriptorSchema).max(MOST_PARTS).nullish().transform(orNull),
});

/**
 * Reads an index or a manifest (OCI image specification, `image-index.md` and `manifest.md`; Docker's
 * schema 2). OCI's need not name their own media type. Throws `invalid-answer`.
 */
export function parseManifest(bytes: Uint8Array, digest: string, host: string): Manifest {
  const read = manifestSchema.safeParse(parseJson(bytes, host));
  if (!read.success) throw invalid(host, 'something that is no manifest', read.error);
  const { mediaType: ownType, schemaVersion, manifests, config, layers } = read.data;
  if (schemaVersion === 1) throw invalid(host, 'a manifest of schema 1, which is no longer in use');
  const annotations = read.data.annotations ?? {};
  // One text with two meanings could show one client another image than the next (CVE-2021-41190).
  const isIndex = manifests !== null;
  if (isIndex === (config !== null || layers !== null)) {
    throw invalid(host, 'a manifest that is neither an index nor an image');
  }
  const mediaType = ownType ?? (isIndex ? OCI_INDEX : OCI_IMAGE);
  if (isIndex) {
    if (IMAGE_TYPES.includes(mediaType)) throw invalid(host, 'an index that calls itself an image');
    return { kind: 'index', digest, mediaType, entries: manifests.map(toEntry), annotations };
  }
  if (config === null) throw invalid(host, 'an image without a configuration');
  if (INDEX_TYPES.includes(mediaType)) throw invalid(host, 'an image that calls itself an index');
  return {
    kind: 'image',
    digest,
    mediaType,
    config: toDescriptor(config),
    layers: (layers ?? []).map(toDescriptor),
    annotations,
  };
}

/** The entries of an index of referrers, which has the form of any index. */
export function parseReferrers(bytes: Uint8Array, host: string): readonly Descriptor[] {
  const manifest = parseManifest(bytes, '', host);
  if (manifest.kind !== 'index') throw invalid(host, 'referrers that are no index');
  return manifest.entries.map(({ mediaType, digest, size, artifactType, annotations }) => {
    return { mediaType, digest, size, artifactType, annotations };
  });
}

function toEntry(entry: z.infer<typeof descriptorSchema> & { platform: PlatformText }): IndexEntry {
  return { ...toDescriptor(entry), platform: toPlatform(entry.platform) };
}

function toDescriptor(source: z.infer<typeof descriptorSchema>): Descriptor {
  const { mediaType, digest, size, artifactType, annotations } = source;
  return {
    mediaType,
    digest,
    size,
    artifactType: artifactType ?? null,
    annotations: annotations ?? {},
  };
}

type PlatformText = z.infer<typeof platformSchema> | null;

function toPlatform(platform: PlatformText): Platform | null {
  if (platform === null) return null;
  const { os, architecture, variant } = platform;
  const osVersion = platform['os.version'];
  return { os, architecture, variant: variant ?? null, osVersion: osVersion ?? null };
}

function invalid(host: string, what: string, cause?: unknown): ExternalError {
  return new ExternalError('invalid-answer', `${host} answers ${what}`, { cause });
}
