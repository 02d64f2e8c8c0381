import { familiarName, printReference } from '../../../image/reference.ts';
import type { ImageReference } from '../../../image/reference.ts';
import { successorsOf } from '../../../image/successor.ts';

/** The image with the same Java of the same vendor and without a compiler. */
export type JavaRuntime =
  | { readonly image: string; readonly why: string | null }
  /** One clause for a person. */
  | { readonly image: null; readonly left: string };

/** `3.9.11-eclipse-temurin-25-noble`, `3.9-ibm-semeru-21`. */
const MAVEN = /^\d[\d.]*(?:-rc-\d+)?-(eclipse-temurin|ibm-semeru)-(\d+)((?:-[a-z]+)?)$/;
/** `8.7.0-jdk21`, `jdk25-alpine`: the images of Gradle stand on Eclipse Temurin. */
const GRADLE = /^(?:\d[\d.]*-)?jdk-?(\d+)((?:-(?:alpine|focal|jammy|noble))?)$/;
/** `eclipse-temurin-21.0.6_7_1.10.11_3.6.4`: Java, sbt, Scala. */
const SBT = /^eclipse-temurin-(?:(alpine|jammy|noble)-)?(\d+(?:\.\d+)*_\d+)_/;
/** `17`, `17-jdk-jammy`, `17.0.12_7-jdk`. */
const TEMURIN = /^(\d+(?:\.\d+)*(?:_\d+)?)(?:-jdk|$)((?:-[\w.]+)*)$/;

/** Null when the image has no JDK, as far as its name tells. */
export function javaRuntime(image: string, base: ImageReference): JavaRuntime | null {
  const { tag } = base;
  const direct = directRuntime(image, base, tag ?? '');
  if (direct !== null) return { image: direct, why: null };
  const [successor] = successorsOf(base);
  const next = successor?.reference;
  if (next !== undefined && isJdk(image, tag)) {
    const name = familiarName(next);
    const found = directRuntime(name.slice(name.lastIndexOf('/') + 1), next, next.tag ?? '');
    if (found !== null) return { image: found, why: `${base.written} is no longer updated` };
  }
  return unknownRuntime(image, base);
}

function directRuntime(image: string, base: ImageReference, tag: string): string | null {
  const temurin = (version: string, system = '') =>
    `${besides(base)}eclipse-temurin:${version}-jre${system}`;
  if (image === 'maven') {
    const [, vendor, version = '', system = ''] = MAVEN.exec(tag) ?? [];
    if (vendor === 'eclipse-temurin') return temurin(version, system);
    return vendor === undefined || system !== ''
      ? null
      : `${besides(base)}ibm-semeru-runtimes:open-${version}-jre`;
  }
  if (image === 'gradle') {
    const [, version, system] = GRADLE.exec(tag) ?? [];
    return version === undefined ? null : temurin(version, system);
  }
  if (image === 'sbtscala/scala-sbt') {
    const [, system, version] = SBT.exec(tag) ?? [];
    const end = system === undefined ? '' : `-${system}`;
    return version === undefined ? null : `eclipse-temurin:${version}-jre${end}`;
  }
  if (image !== 'eclipse-temurin') return null;
  const [, version, system] = TEMURIN.exec(tag) ?? [];
  return version === undefined ? null : temurin(version, system);
}

/** The place where the image's official neighbours are: empty, `docker.io/library/`. */
function besides({ written }: ImageReference): string {
  return written.slice(0, written.lastIndexOf('/') + 1);
}

function isJdk(image: string, tag: string | null): boolean {
  return !/jre/.test(tag ?? '') && !/jre/.test(image);
}

export const BUILD_IMAGES: ReadonlySet<string> = new Set(['maven', 'gradle', 'sbtscala/scala-sbt']);
/** JDKs without an image of the run-time part alone, or under names that do not follow from the tag. */
const OTHER_JDKS =
  /^(?:amazoncorretto|azul\/zulu-openjdk.*|ibm-semeru-runtimes|sapmachine|bellsoft\/liberica.*|ghcr\.io\/graalvm\/.*|mcr\.microsoft\.com\/openjdk\/jdk|openjdk|java|adoptopenjdk(?:\/.*)?)$/;

function unknownRuntime(image: string, base: ImageReference): JavaRuntime | null {
  if (!BUILD_IMAGES.has(image) && !OTHER_JDKS.test(image)) return null;
  if (!isJdk(image, base.tag)) return null;
  const name = printReference({ ...base, digest: null });
  const left = BUILD_IMAGES.has(image)
    ? `the tag of ${name} does not say which Java it has; choose the image with the same Java, such as eclipse-temurin:21-jre`
    : `choose the smallest image with the Java of ${name} that has no compiler`;
  return { image: null, left };
}
