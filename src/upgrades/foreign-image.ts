import type { ImageReference } from '../image/reference.ts';
import { fitsImage } from './image-pattern.ts';
import { fitsWildcard } from '../findings/wildcard.ts';

/** Patterns for the registries and images that a configuration allows; where there are none, all. */
export interface AllowedImages {
  readonly registries: readonly string[];
  readonly images: readonly string[];
}

/** Why an image may not be asked for or taken: `registries` and `images`, where they name any. */
export function foreignReason(
  { registries, images }: AllowedImages,
  reference: ImageReference,
): string | null {
  if (registries.length > 0 && !registries.some((one) => fitsWildcard(one, reference.registry))) {
    return `the configuration does not name its registry ${reference.registry} in \`upgrades.registries\``;
  }
  if (images.length > 0 && !images.some((one) => fitsImage(one, reference))) {
    return 'the configuration does not name it in `upgrades.images`';
  }
  return null;
}
