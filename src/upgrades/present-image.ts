import type { Questions } from './ask-once.ts';
import { readPlatforms } from './platforms.ts';
import type { Variant } from './platforms.ts';
import type { ImageUnit } from './unit.ts';

/** What the image that is used now consists of. */
export interface PresentImage {
  /** Empty when the image is gone from its registry: then there is nothing to lose. */
  readonly platforms: readonly Variant[];
  /** The platform whose manifest the written digest names; null for an index, and without a digest. */
  readonly pinnedPlatform: Variant | null;
  /** Why none of it is known; null when it is. */
  readonly failure: string | null;
}

const GONE: PresentImage = { platforms: [], pinnedPlatform: null, failure: null };

/** Reads the image by its digest, else by its tag. */
export async function readPresent(ask: Questions, unit: ImageUnit): Promise<PresentImage> {
  const { image } = unit;
  const manifest = await ask.readManifest(image);
  if (!manifest.ok) {
    const { reason, message } = manifest.failure;
    return reason === 'not-found' ? GONE : { ...GONE, failure: message };
  }
  const platforms = await readPlatforms(ask, image, manifest.value);
  if (!platforms.ok) return { ...GONE, failure: platforms.failure.message };
  const isPinned = image.digest !== null && manifest.value.kind === 'image';
  const [only = null] = platforms.value;
  return { platforms: platforms.value, pinnedPlatform: isPinned ? only : null, failure: null };
}
