import { catalogueName } from '../image/catalogue-name.ts';
import type { ImageReference } from '../image/reference.ts';
import { leadingVersion } from '../image/tag-words.ts';
import { versionNumbers } from '../image/version-range.ts';
import { RUNTIME_IMAGES } from './runtime-images.ts';
import type { RuntimeImages, RuntimeName } from './runtime-images.ts';
import { fitsWildcard } from '../findings/wildcard.ts';

/** What runs an application, as an image brings it. */
export interface Runtime {
  readonly name: RuntimeName;
  /** As far as name and tag tell; null when they do not. */
  readonly version: readonly number[] | null;
}

/** How many numbers of a version a release line has: a Python 3.13 may break what runs on 3.12. */
const LINE_DEPTH: Readonly<Record<RuntimeName, number>> = {
  node: 1,
  python: 2,
  go: 2,
  dotnet: 1,
  'dotnet-sdk': 1,
  php: 2,
  java: 1,
  ruby: 2,
  rust: 1,
};

const TAG_VERSION: Partial<Record<RuntimeName, RegExp>> = {
  java: /(?:jdk|jre|temurin|openjdk|corretto|semeru|sapmachine|java)-?(\d{1,3}(?:\.\d{1,4}){0,2})/,
  php: /php(\d{1,3}(?:\.\d{1,4}){0,2})/,
};

/** What runs in the images of one repository, and how their tags tell its version. */
export interface RuntimeReader {
  readonly name: RuntimeName;
  readonly versionIn: (tag: string) => readonly number[] | null;
  /** The image is for another product, which has a version of its own: Maven, with its Java. */
  readonly isBeside: boolean;
}

/** The runtime of a repository; null when it brings none that we know. */
export function runtimeReader(reference: ImageReference): RuntimeReader | null {
  const name = catalogueName(reference);
  const images = RUNTIME_IMAGES.find(({ names }) =>
    names.split(' ').some((pattern) => fitsWildcard(pattern, name)),
  );
  if (images === undefined) return null;
  const isBeside = images.place === 'tag';
  return { name: images.runtime, isBeside, versionIn: (tag) => versionOf(images, name, tag) };
}

/** The runtime of an image; null when it brings none that we know. */
export function runtimeOf(reference: ImageReference): Runtime | null {
  const reader = runtimeReader(reference);
  return reader && { name: reader.name, version: reader.versionIn(reference.tag ?? '') };
}

/** The id of the runtime in the lifecycle data. */
export function runtimeProduct(runtime: RuntimeName): string {
  if (runtime === 'java') return 'eclipse-temurin';
  return runtime === 'dotnet-sdk' ? 'dotnet' : runtime;
}

/** How many numbers at the start of a version name the release line of the runtime. */
export function lineDepth(runtime: RuntimeName): number {
  return LINE_DEPTH[runtime];
}

function versionOf(
  { runtime, place }: RuntimeImages,
  name: string,
  tag: string,
): readonly number[] | null {
  if (place === 'name') return versionInName(runtime, name);
  const inTag = place === 'tag' ? TAG_VERSION[runtime]?.exec(tag)?.[1] : undefined;
  const version = place === 'start' ? leadingVersion(tag) : versionNumbers(inTag ?? '');
  if (version === null) return null;
  // Java 8 is also called 1.8.
  return runtime === 'java' && version[0] === 1 && version.length > 1 ? version.slice(1) : version;
}

/** `nodejs20-debian12` is 20, `python-311` is 3.11. */
function versionInName(runtime: RuntimeName, name: string): readonly number[] | null {
  const digits = /(?:nodejs|java|openjdk|python|ruby|php)-?(\d{1,4})/.exec(name)?.[1];
  if (digits === undefined) return null;
  if (lineDepth(runtime) === 1) return [Number(digits)];
  const minor = digits.slice(1);
  return minor === '' ? [Number(digits)] : [Number(digits.charAt(0)), Number(minor)];
}
