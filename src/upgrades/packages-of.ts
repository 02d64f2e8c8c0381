import type { Registry } from '../image/registry.ts';
import { readAttestedPackages } from './attested-packages.ts';
import { readInstalledPackages } from './installed-packages.ts';
import type { Package } from '../image/package.ts';
import type { PlatformImage } from './platform-image.ts';

export interface ImagePackages {
  /** Null when they are not known; `unknown` says why. */
  readonly packages: readonly Package[] | null;
  /**
   * `sbom` also names what language package managers installed; `database` only what the
   * distribution's did.
   */
  readonly origin: 'sbom' | 'database' | null;
  /** Clauses for a person. */
  readonly unknown: readonly string[];
}

/**
 * The packages of an image on one platform: by the bill of materials first, which costs one small
 * download and names more.
 */
export async function packagesOf(registry: Registry, image: PlatformImage): Promise<ImagePackages> {
  const attested = await readAttestedPackages(registry, image);
  if (attested.listing !== null) {
    const { packages } = attested.listing;
    return { packages, origin: 'sbom', unknown: attested.unknown };
  }
  const installed = await readInstalledPackages(registry, image);
  if (installed.packages !== null) {
    return { packages: installed.packages, origin: 'database', unknown: attested.unknown };
  }
  return { packages: null, origin: null, unknown: [...attested.unknown, installed.why] };
}
