import type { LayerStack } from '../image/layer-stack.ts';
import { factsOfConfiguration } from '../image/facts-of-configuration.ts';
import type { ImageContents } from '../image/facts-of-contents.ts';
import type { ImageFacts } from '../image/facts.ts';
import type { ImageReference } from '../image/reference.ts';
import type { Answer, Platform, Registry } from '../image/registry.ts';
import { concerns, parseWhiteout } from '../image/whiteout.ts';
import { packagesIn, stackImage } from './installed-packages.ts';
import { hasWholeDatabase, isOfPackageDatabase } from './packages/databases.ts';
import { readOnPlatform } from './platform-image.ts';
import type { PlatformImage } from './platform-image.ts';

/** The first of each is a link to the second one in most distributions. */
const OS_RELEASE = ['etc/os-release', 'usr/lib/os-release'];
const SHELL = ['bin/sh', 'usr/bin/sh'];

/**
 * What the registry knows about an image on a platform (null: linux/amd64, or the first that it has).
 * The configuration is two or three small requests; `withContents` also reads layers, for distribution,
 * package manager and shell. Layers that cannot be read leave those unknown.
 */
export async function readImageFacts(
  registry: Registry,
  image: ImageReference,
  platform: Platform | null,
  withContents: boolean,
): Promise<Answer<ImageFacts>> {
  const on = await readOnPlatform(registry, image, platform);
  if (!on.ok) return on;
  const contents = withContents ? await readContents(registry, on.value) : null;
  return { ok: true, value: factsOfConfiguration(on.value.configuration, contents) };
}

async function readContents(
  registry: Registry,
  image: PlatformImage,
): Promise<ImageContents | null> {
  const stack = await stackImage(registry, image, isWanted, isEnough);
  if (typeof stack === 'string') return null;
  return {
    osRelease: osReleaseOf(stack),
    packages: packagesIn(stack).packages?.map(({ name }) => name) ?? null,
    sh: shellLinkOf(stack),
  };
}

function isWanted(path: string): boolean {
  if (isOfPackageDatabase(path)) return true;
  const own = [...OS_RELEASE, ...SHELL];
  const whiteout = parseWhiteout(path);
  return whiteout === null ? own.includes(path) : own.some((file) => concerns(whiteout, file));
}

function isEnough(stack: LayerStack): boolean {
  return hasWholeDatabase(stack) && osReleaseOf(stack) !== null && shellLinkOf(stack) !== null;
}

function osReleaseOf(stack: LayerStack): string | null {
  const files = OS_RELEASE.flatMap((path) => stack.find(path) ?? []);
  const file = files.find(({ link }) => link === null);
  return file === undefined ? null : new TextDecoder().decode(file.content);
}

function shellLinkOf(stack: LayerStack): string | null {
  return SHELL.flatMap((path) => stack.find(path)?.link ?? []).at(0) ?? null;
}
