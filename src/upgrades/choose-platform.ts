import { isSamePlatform, printPlatform } from '../image/platform.ts';
import { printReference } from '../image/reference.ts';
import type { ImageReference } from '../image/reference.ts';
import type { Platform } from '../image/registry.ts';

/** What most people build for. */
const USUAL: Platform = { os: 'linux', architecture: 'amd64', variant: null, osVersion: null };

/**
 * The platform to look at: the wanted one where there is one, else linux/amd64, else the first that all
 * lists have. Null when they have none in common, or not the wanted one.
 */
export function choosePlatform(
  wanted: Platform | null,
  lists: readonly (readonly Platform[])[],
): Platform | null {
  const isEverywhere = (platform: Platform) =>
    lists.every((list) => list.some((one) => isSamePlatform(one, platform)));
  if (wanted !== null) return isEverywhere(wanted) ? wanted : null;
  if (isEverywhere(USUAL)) return USUAL;
  return lists[0]?.find(isEverywhere) ?? null;
}

/** Says that an image does not have the platform, or none that could be read. */
export function missingPlatform(image: ImageReference, platform: Platform | null): string {
  const name = platform === null ? 'any known platform' : printPlatform(platform);
  return `${printReference(image)} has no image for ${name}`;
}
