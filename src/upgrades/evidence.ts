import { isSamePlatform, printPlatform } from '../image/platform.ts';
import { printReference } from '../image/reference.ts';
import type { ImageReference } from '../image/reference.ts';
import type { Answer, Platform, Registry } from '../image/registry.ts';
import type { Evidence } from '../image/upgrade.ts';
import { choosePlatform, missingPlatform } from './choose-platform.ts';
import { compareLink, sourceAddress } from './compare-link.ts';
import { configurationChanges } from './configuration-changes.ts';
import { packageChanges } from './package-changes.ts';
import { packagesOf } from './packages-of.ts';
import type { ImagePackages } from './packages-of.ts';
import { readPlatformImage, readVariants } from './platform-image.ts';
import type { ImageVariants, PlatformImage } from './platform-image.ts';

/**
 * What changes from one image to another on a platform (null: linux/amd64, else the first that both
 * have). Never throws for a registry: what it did not tell is said in `unknown`.
 */
export async function gatherEvidence(
  registry: Registry,
  from: ImageReference,
  to: ImageReference,
  platform: Platform | null,
): Promise<Evidence> {
  const [before, after] = await Promise.all([
    readVariants(registry, from),
    readVariants(registry, to),
  ]);
  if (!before.ok || !after.ok) return nothingKnown(failuresOf([before, after]));
  const platforms = platformChanges(before.value, after.value);
  const chosen = choosePlatform(platform, [platformsOf(before.value), platformsOf(after.value)]);
  if (chosen === null) {
    return { ...nothingKnown(whyNone(before.value, after.value, platform)), platforms };
  }
  const [old, now] = await Promise.all([
    readPlatformImage(registry, before.value, chosen),
    readPlatformImage(registry, after.value, chosen),
  ]);
  if (old?.ok !== true || now?.ok !== true) {
    return { ...nothingKnown(failuresOf([old, now])), platform: chosen, platforms };
  }
  const changes = await changesBetween(registry, old.value, now.value);
  return { ...changes, platform: chosen, platforms };
}

async function changesBetween(
  registry: Registry,
  from: PlatformImage,
  to: PlatformImage,
): Promise<Omit<Evidence, 'platform' | 'platforms'>> {
  const [before, after] = await Promise.all([packagesOf(registry, from), packagesOf(registry, to)]);
  const [old, now] = [labelsOf(from), labelsOf(to)];
  return {
    created: { from: from.configuration.created, to: to.configuration.created },
    revision: { from: old.revision, to: now.revision },
    source: sourceAddress(now.source),
    compareLink: compareLink(old, now),
    size: { from: sizeOf(from), to: sizeOf(to) },
    packages: packageChanges(before, after),
    configuration: configurationChanges(from.configuration, to.configuration),
    unknown: [
      ...packageClauses(from.reference, before),
      ...packageClauses(to.reference, after),
      ...originClauses(before, after),
    ],
  };
}

/** Labels count, else the annotations of the manifest or of its entry in the index (OCI, `annotations.md`). */
function labelsOf({ configuration, manifest, siblings }: PlatformImage): {
  readonly source: string | null;
  readonly revision: string | null;
} {
  const entry = siblings.find(({ digest }) => digest === manifest.digest);
  const read = (name: string) => {
    const key = `org.opencontainers.image.${name}`;
    return (
      configuration.labels[key] ?? manifest.annotations[key] ?? entry?.annotations[key] ?? null
    );
  };
  return { source: read('source'), revision: read('revision') };
}

function sizeOf({ manifest }: PlatformImage): number {
  return manifest.layers.reduce((total, { size }) => total + size, 0);
}

function platformsOf({ variants }: ImageVariants): readonly Platform[] {
  return variants.map(({ platform }) => platform);
}

function platformChanges(from: ImageVariants, to: ImageVariants): Evidence['platforms'] {
  const before = platformsOf(from);
  const after = platformsOf(to);
  return { lost: namesMissing(before, after), gained: namesMissing(after, before) };
}

function namesMissing(own: readonly Platform[], others: readonly Platform[]): readonly string[] {
  const missing = own.filter((platform) => !others.some((one) => isSamePlatform(one, platform)));
  return [...new Set(missing.map(printPlatform))];
}

function whyNone(
  from: ImageVariants,
  to: ImageVariants,
  platform: Platform | null,
): readonly string[] {
  const lacking = [from, to].filter(
    (variants) => choosePlatform(platform, [platformsOf(variants)]) === null,
  );
  if (lacking.length > 0) {
    return lacking.map(({ reference }) => missingPlatform(reference, platform));
  }
  return [
    `${printReference(from.reference)} and ${printReference(to.reference)} have no platform in common`,
  ];
}

function packageClauses(
  image: ImageReference,
  { packages, unknown }: ImagePackages,
): readonly string[] {
  const subject = packages === null ? 'packages of' : 'about';
  const name = printReference(image).replace(/(@\w+:[0-9a-f]{12})[0-9a-f]+$/, '$1');
  return unknown.map((why) => `${subject} ${name}: ${why}`);
}

function originClauses(from: ImagePackages, to: ImagePackages): readonly string[] {
  const isMixed = from.origin !== to.origin && from.origin !== null && to.origin !== null;
  return isMixed
    ? ['language packages: only one of the images comes with a bill of materials']
    : [];
}

function failuresOf(answers: readonly (Answer<unknown> | null)[]): readonly string[] {
  return answers.flatMap((answer) =>
    answer === null || answer.ok ? [] : [answer.failure.message],
  );
}

function nothingKnown(unknown: readonly string[]): Evidence {
  const none = { from: null, to: null };
  return {
    platform: null,
    created: none,
    revision: none,
    source: null,
    compareLink: null,
    size: none,
    platforms: { lost: [], gained: [] },
    packages: null,
    configuration: [],
    unknown,
  };
}
