import { versionText, withTag } from '../retired-image.ts';
import type { RetiredImage, RetiredUse } from '../retired-image.ts';
import type { Tag } from '../tag.ts';

const NOTICES = 'https://github.com/docker-library/docs/blob';
const OPENJDK = `${NOTICES}/c4a9ba41443427b2ec1d5c4cc01879076aa4a1eb/openjdk/deprecated.md`;
const JAVA = `${NOTICES}/a3439b66b7980d1811f6b3835a3c541747172970/java/deprecated.md`;
const ADOPTOPENJDK = `${NOTICES}/4baab4b75b5884ecdf23aa9715fd24438db28b84/adoptopenjdk/deprecated.md`;
const ADOPTOPENJDK_HUB = 'https://github.com/adoptium/containers/issues/400';
const MAVEN = 'https://github.com/carlossg/docker-maven/pull/287';

/** Eclipse Temurin has images from Java 8 on. */
const FIRST_TEMURIN = 8;

const SAME_JAVA =
  'Eclipse Temurin builds the same OpenJDK and is updated; without a distribution in its tag it stands on Ubuntu';

function temurin({ tag }: RetiredUse): string | null {
  if (tag === null || tag.text === 'latest') return withTag('eclipse-temurin', tag?.text ?? null);
  const feature = tag.version?.[0];
  // Early access builds are all that `openjdk` still gets.
  if (feature === undefined || feature < FIRST_TEMURIN || tag.preRelease !== null) return null;
  if (isOpenJ9(tag)) return null;
  return `eclipse-temurin:${versionOf(tag)}-${kindOf(tag)}${systemOf(tag)}`;
}

/** In the images of AdoptOpenJDK's own namespace the repository names the feature release. */
function temurinOf(feature: string): RetiredImage['successor'] {
  return (use) => {
    const { tag } = use;
    if (tag === null || tag.text === 'latest') return `eclipse-temurin:${feature}-jdk`;
    if (tag.version !== null || tag.preRelease !== null) return temurin(use);
    return `eclipse-temurin:${feature}-${kindOf(tag)}${systemOf(tag)}`;
  };
}

function corretto({ tag }: RetiredUse): string | null {
  const feature = tag?.version?.[0];
  if (tag === null || feature === undefined || feature < FIRST_TEMURIN) return null;
  if (tag.preRelease !== null || isOpenJ9(tag) || kindOf(tag) === 'jre') return null;
  const isAlpine = tag.distribution?.family === 'alpine';
  if (tag.distribution?.family === 'windows') return null;
  return `amazoncorretto:${feature}${isAlpine ? '-alpine' : ''}`;
}

function semeru({ tag }: RetiredUse): string | null {
  const feature = tag?.version?.[0];
  if (tag === null || feature === undefined || !isOpenJ9(tag)) return null;
  return `ibm-semeru-runtimes:open-${feature}-${kindOf(tag)}`;
}

function isOpenJ9({ text }: Tag): boolean {
  return text.includes('openj9');
}

/** A complete version with its build has a tag of its own; of others only the feature release is sure. */
function versionOf({ text, precision, version }: Tag): string {
  const complete = /\d+u\d+-b\d+|\d+(?:\.\d+)+_\d+/.exec(text);
  const isComplete = precision.startsWith('complete') && complete !== null;
  return isComplete ? complete[0] : String(version?.[0] ?? '');
}

function kindOf({ text }: Tag): 'jdk' | 'jre' {
  return /(?:^|-)jre/.test(text) ? 'jre' : 'jdk';
}

/** Alpine and Windows stay; what was another glibc distribution becomes the default one. */
function systemOf({ text, distribution }: Tag): string {
  if (distribution?.family === 'alpine') return '-alpine';
  if (distribution?.family !== 'windows') return '';
  return /-(?:windowsservercore|nanoserver)(?:-\w+)?/.exec(text)?.[0] ?? '';
}

/** `3.8-openjdk-17-slim` and `3-jdk-11` of Maven name the Java that it comes with. */
function mavenTemurin({ tag }: RetiredUse): string | null {
  const java = tag?.runtimes.find(({ name }) => name === 'openjdk' || name === 'jdk');
  const version = versionText(tag, COMPLETE_MAVEN);
  if (version === null || java === undefined) return null;
  if ((java.version[0] ?? 0) < FIRST_TEMURIN) return null;
  const system = tag?.distribution?.family === 'alpine' ? '-alpine' : '';
  return `maven:${version}-eclipse-temurin-${java.version.join('.')}${system}`;
}

/** How many numbers a version of Maven has. */
const COMPLETE_MAVEN = 3;

/** Images of Java and of tools that come with one. */
export const RETIRED_JAVA_IMAGES: readonly RetiredImage[] = [
  {
    name: 'openjdk',
    why: `openjdk is deprecated and has had no releases since July 2022. ${SAME_JAVA}`,
    source: OPENJDK,
    successor: temurin,
  },
  {
    name: 'openjdk',
    why: 'openjdk is deprecated and has had no releases since July 2022. Amazon Corretto stands on Amazon Linux or Alpine',
    source: OPENJDK,
    successor: corretto,
  },
  {
    name: 'java',
    why: `java is deprecated and has had no updates since the end of 2016. ${SAME_JAVA}`,
    source: JAVA,
    successor: temurin,
  },
  {
    name: 'adoptopenjdk',
    why: 'AdoptOpenJDK became Eclipse Temurin; the old image has had no updates since August 2021',
    source: ADOPTOPENJDK,
    successor: temurin,
  },
  {
    name: 'adoptopenjdk',
    why: 'AdoptOpenJDK ended in August 2021; IBM continues the builds with OpenJ9',
    source: ADOPTOPENJDK,
    successor: semeru,
  },
  ...['8', '11', '16'].map((feature) => ({
    name: `adoptopenjdk/openjdk${feature}`,
    why: 'AdoptOpenJDK became Eclipse Temurin, and the old images are deprecated',
    source: ADOPTOPENJDK_HUB,
    successor: temurinOf(feature),
  })),
  {
    name: 'maven',
    why: "Maven's images with openjdk ended together with openjdk; those with Eclipse Temurin are updated",
    source: MAVEN,
    successor: mavenTemurin,
  },
];
