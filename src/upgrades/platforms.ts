import { isSamePlatform, parsePlatform, printPlatform } from '../image/platform.ts';
import type { ImageReference } from '../image/reference.ts';
import type { Answer, Manifest, Platform, Registry } from '../image/registry.ts';

/** What one platform gets from an image. */
export interface Variant {
  /** `linux/arm64`, `linux/arm/v7`. */
  readonly name: string;
  readonly platform: Platform;
  /** Of the manifest of this platform. */
  readonly digest: string;
}

/** The platforms of a manifest; those of attestations are none. */
export async function readPlatforms(
  ask: Pick<Registry, 'readConfiguration'>,
  image: ImageReference,
  manifest: Manifest,
): Promise<Answer<readonly Variant[]>> {
  if (manifest.kind === 'index') return { ok: true, value: indexPlatforms(manifest) };
  const configuration = await ask.readConfiguration(image, manifest.config);
  if (!configuration.ok) return configuration;
  return { ok: true, value: [variantOf(configuration.value.platform, manifest.digest)] };
}

function indexPlatforms({ entries }: Extract<Manifest, { kind: 'index' }>): Variant[] {
  return entries.flatMap(({ platform, digest }) => {
    if (platform === null || platform.os === 'unknown') return [];
    return [variantOf(platform, digest)];
  });
}

function variantOf(platform: Platform, digest: string): Variant {
  return { name: printPlatform(platform), platform, digest };
}

/** Those that count: the only one for which the image is used, or all. */
export function platformsInUse(
  platforms: readonly Variant[],
  only: string | null,
): readonly Variant[] {
  if (only === null) return platforms;
  const wanted = parsePlatform(only);
  const usualName = wanted === null ? only : printPlatform(wanted);
  return platforms.filter(({ name }) => name === usualName);
}

/** Names of platforms that only the first list has. */
export function lostPlatforms(
  before: readonly Variant[],
  after: readonly Variant[],
): readonly string[] {
  const kept = new Set(after.map(({ name }) => name));
  return [...new Set(before.map(({ name }) => name))].filter((name) => !kept.has(name));
}

/** True when every platform of the first list gets the same bytes from the second. */
export function areSameBytes(before: readonly Variant[], after: readonly Variant[]): boolean {
  const digests = new Set(after.map(({ name, digest }) => `${name} ${digest}`));
  return before.length > 0 && before.every(({ name, digest }) => digests.has(`${name} ${digest}`));
}

/**
 * The digest for the same platform in another image: of Windows images, which have several of one
 * platform, that of the same build. Null when there is none.
 */
export function digestFor(platform: Platform, platforms: readonly Variant[]): string | null {
  return platforms.find((one) => isSamePlatform(one.platform, platform))?.digest ?? null;
}
