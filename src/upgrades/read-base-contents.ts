import type { BaseContents } from '../image/base-contents.ts';
import type { Package } from '../image/package.ts';
import { printPlatform } from '../image/platform.ts';
import { SYSTEM_TYPES } from '../image/purl.ts';
import { parseReference } from '../image/reference.ts';
import type { Platform, Registry } from '../image/registry.ts';
import { packagesOf } from './packages-of.ts';
import { readOnPlatform } from './platform-image.ts';

/** The same with the reason. */
export interface ReadContents extends BaseContents {
  /** Why the packages are not known, one clause; null when they are. */
  readonly why: string | null;
}

/** Contents of an image by its reference; a platform of null is linux/amd64, or the first that it has. */
export type ContentsReader = (
  reference: string,
  platform: Platform | null,
) => Promise<ReadContents>;

/**
 * Reads what an image holds now: its layers, and its packages by the bill of materials or the package
 * databases. Never throws for a registry. A base that a thousand files use is asked about once.
 */
export function contentsReader(registry: Registry): ContentsReader {
  const known = new Map<string, Promise<ReadContents>>();
  return (reference, platform) => {
    const key = `${reference} ${platform === null ? '' : printPlatform(platform)}`;
    const contents = known.get(key) ?? readBaseContents(registry, reference, platform);
    known.set(key, contents);
    return contents;
  };
}

async function readBaseContents(
  registry: Registry,
  reference: string,
  platform: Platform | null,
): Promise<ReadContents> {
  const image = parseReference(reference);
  if (image === null) return nothing(`${reference} is no name of an image`);
  const on = await readOnPlatform(registry, image, platform);
  if (!on.ok) return nothing(on.failure.message);
  const { diffIds } = on.value.configuration;
  const { packages, origin, unknown } = await packagesOf(registry, on.value);
  return {
    packages,
    // Bills of materials that a distribution's own tool wrote name only what it installed.
    namesLanguagePackages: origin === 'sbom' && (packages ?? []).some(isOfLanguage),
    diffIds: diffIds.length === 0 ? null : diffIds,
    why: packages === null ? (unknown.at(-1) ?? 'its packages are not known') : null,
  };
}

function isOfLanguage({ type }: Package): boolean {
  return !SYSTEM_TYPES.includes(type);
}

function nothing(why: string): ReadContents {
  return { packages: null, namesLanguagePackages: false, diffIds: null, why };
}
