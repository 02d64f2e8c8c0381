import { DEBIAN_CODENAMES, UBUNTU_CODENAMES } from '../../image/codenames.ts';
import { productById } from '../../image/lifecycle-products.ts';
import { parseTag } from '../../image/parse-tag.ts';
import { effectiveTag, parseReference, printReference } from '../../image/reference.ts';
import type { ImageReference } from '../../image/reference.ts';
import type { SplitInput } from './recipe.ts';

/** Where the artefacts run. */
export interface RuntimeImage {
  readonly reference: string;
  readonly distribution: 'alpine' | 'debian' | 'ubuntu';
  /** The release as its images are tagged: `bookworm`, `3.20`, `22.04`. */
  readonly release: string;
  /** False where the tag leaves the release open, and the newest one was taken. */
  readonly isNamed: boolean;
}

/**
 * The plain image of the distribution that an image stands on, in the same registry, and in the same
 * release where the tag names it. Otherwise in the newest release: programs built on an older one run there,
 * as glibc and musl keep what they once had.
 */
export function runtimeImage({ base, stage, facts }: SplitInput): RuntimeImage | null {
  const { distribution } = facts.base(stage);
  if (distribution !== 'alpine' && distribution !== 'debian' && distribution !== 'ubuntu')
    return null;
  const tag = effectiveTag(base);
  const named = tag === null ? null : releaseIn(tag, distribution);
  const release = named ?? newestRelease(distribution);
  if (release === null || (distribution === 'ubuntu' && named === null)) return null;
  const reference = printReference({
    ...base,
    written: siblingOf(base, distribution),
    tag: distribution === 'debian' ? `${release}-slim` : release,
    digest: null,
  });
  if (parseReference(reference) === null) return null;
  return { reference, distribution, release, isNamed: named !== null };
}

/** The last part of the path becomes the name of the distribution. */
function siblingOf({ written }: ImageReference, distribution: string): string {
  return `${written.slice(0, written.lastIndexOf('/') + 1)}${distribution}`;
}

function releaseIn(text: string, family: string): string | null {
  const { distribution } = parseTag(text);
  if (distribution?.family !== family || distribution.release === null) return null;
  const number = distribution.release.join('.');
  return family === 'debian'
    ? codenameOf(String(distribution.release[0] ?? ''))
    : releaseNumber(family, number);
}

function releaseNumber(family: string, number: string): string {
  // Ubuntu's 4 of `22.4` is written 04.
  const ubuntu = Object.values(UBUNTU_CODENAMES).find(
    (one) => one.split('.').map(Number).join('.') === number,
  );
  return family === 'ubuntu' ? (ubuntu ?? number) : number;
}

function newestRelease(family: 'alpine' | 'debian' | 'ubuntu'): string | null {
  const newest = productById(family)?.cycles[0]?.[0] ?? null;
  return newest === null || family !== 'debian' ? newest : codenameOf(newest);
}

function codenameOf(number: string): string | null {
  return Object.entries(DEBIAN_CODENAMES).find(([, one]) => one === number)?.[0] ?? null;
}
