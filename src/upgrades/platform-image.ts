import { isSamePlatform } from '../image/platform.ts';
import type { ImageReference } from '../image/reference.ts';
import type {
  Answer,
  ImageConfiguration,
  IndexEntry,
  Manifest,
  Platform,
  Registry,
} from '../image/registry.ts';
import { choosePlatform, missingPlatform } from './choose-platform.ts';
import { readPlatforms } from './platforms.ts';
import type { Variant } from './platforms.ts';

type ImageManifest = Extract<Manifest, { kind: 'image' }>;

/** An image before a platform is chosen. */
export interface ImageVariants {
  readonly reference: ImageReference;
  readonly manifest: Manifest;
  readonly variants: readonly Variant[];
}

/** An image on one platform. */
export interface PlatformImage {
  /** With the digest of this platform's manifest. */
  readonly reference: ImageReference;
  readonly manifest: ImageManifest;
  readonly configuration: ImageConfiguration;
  /** All entries of the index that it came from: attestations may be among them. */
  readonly siblings: readonly IndexEntry[];
}

type Reader = Pick<Registry, 'readManifest' | 'readConfiguration'>;

/** Reads what platforms an image has. */
export async function readVariants(
  registry: Reader,
  reference: ImageReference,
): Promise<Answer<ImageVariants>> {
  const read = await registry.readManifest(reference);
  if (!read.ok) return read;
  const manifest = read.value;
  const variants = await readPlatforms(registry, reference, manifest);
  return variants.ok
    ? { ok: true, value: { reference, manifest, variants: variants.value } }
    : variants;
}

/** Reads manifest and configuration of one platform; null when the image has none like it. */
export async function readPlatformImage(
  registry: Reader,
  { reference, manifest, variants }: ImageVariants,
  platform: Platform,
): Promise<Answer<PlatformImage> | null> {
  const variant = variants.find((one) => isSamePlatform(one.platform, platform));
  if (variant === undefined) return null;
  const own = { ...reference, digest: variant.digest };
  const answer: Answer<Manifest> =
    manifest.kind === 'image' ? { ok: true, value: manifest } : await registry.readManifest(own);
  if (!answer.ok) return answer;
  if (answer.value.kind === 'index') {
    const message = `the index of ${reference.written} has an index for one platform`;
    return { ok: false, failure: { reason: 'invalid-answer', message } };
  }
  const configuration = await registry.readConfiguration(own, answer.value.config);
  if (!configuration.ok) return configuration;
  const siblings = manifest.kind === 'index' ? manifest.entries : [];
  return {
    ok: true,
    value: {
      reference: own,
      manifest: answer.value,
      configuration: configuration.value,
      siblings,
    },
  };
}

/** The image on a platform; null is linux/amd64, or the first that the image has. */
export async function readOnPlatform(
  registry: Reader,
  image: ImageReference,
  platform: Platform | null,
): Promise<Answer<PlatformImage>> {
  const read = await readVariants(registry, image);
  if (!read.ok) return read;
  const platforms = read.value.variants.map((variant) => variant.platform);
  const chosen = choosePlatform(platform, [platforms]);
  const on = chosen === null ? null : await readPlatformImage(registry, read.value, chosen);
  if (on !== null) return on;
  const message = missingPlatform(image, platform);
  return { ok: false, failure: { reason: 'not-found', message } };
}
