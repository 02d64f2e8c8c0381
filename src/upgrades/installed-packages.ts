import { stackLayers } from '../image/layer-stack.ts';
import type { LayerStack } from '../image/layer-stack.ts';
import type { Registry } from '../image/registry.ts';
import { hasWholeDatabase, isOfPackageDatabase, readDatabases } from './packages/databases.ts';
import type { Package } from '../image/package.ts';
import type { PlatformImage } from './platform-image.ts';

/** Compressed bytes of one image that are worth reading for a list of its packages. */
const MOST_BYTES = 512 * 1024 ** 2;

type Reader = Pick<Registry, 'readLayerFiles'>;

/** The packages that the databases in an image's layers name, or why they are not known. */
export type Installed =
  | { readonly packages: readonly Package[]; readonly why: null }
  | { readonly packages: null; readonly why: string };

/**
 * Reads package databases out of the layers, from the newest down, and no further than the first that
 * has a whole one.
 */
export async function readInstalledPackages(
  registry: Reader,
  image: PlatformImage,
): Promise<Installed> {
  const stack = await stackImage(registry, image, isOfPackageDatabase, hasWholeDatabase);
  return typeof stack === 'string' ? { packages: null, why: stack } : packagesIn(stack);
}

/**
 * The packages of the databases in files of an image. A database with a broken record is not used, nor
 * one that its publisher emptied to make the image small: what it lacks would look removed.
 */
export function packagesIn(stack: LayerStack): Installed {
  const listing = readDatabases(stack);
  if (listing === null) return { packages: null, why: 'it has no package database' };
  if (listing.problem !== null) return { packages: null, why: listing.problem };
  if (listing.packages.length === 0)
    return { packages: null, why: 'its package database is empty' };
  return { packages: listing.packages, why: null };
}

/** The wanted files of an image, as far down as they are needed; or why they cannot be read. */
export async function stackImage(
  registry: Reader,
  { reference, manifest }: PlatformImage,
  isWanted: (path: string) => boolean,
  isEnough: (stack: LayerStack) => boolean,
): Promise<LayerStack | string> {
  const stack = stackLayers();
  let bytes = 0;
  for (const layer of manifest.layers.toReversed()) {
    bytes += layer.size;
    if (bytes > MOST_BYTES) return 'its layers are larger than 512 MiB';
    const files = await registry.readLayerFiles(reference, layer, isWanted);
    if (!files.ok) return files.failure.message;
    stack.addBelow(files.value);
    if (isEnough(stack)) break;
  }
  return stack;
}
