import { DEBIAN_CODENAMES } from '../../../image/codenames.ts';
import { productById } from '../../../image/lifecycle-products.ts';
import { parseTag } from '../../../image/parse-tag.ts';
import { effectiveTag, parseReference, printReference } from '../../../image/reference.ts';
import type { ImageReference } from '../../../image/reference.ts';
import type { SplitInput } from '../recipe.ts';

/** Where the artefacts run. */
export interface RuntimeImage {
  readonly reference: string;
  readonly distribution: 'alpine' | 'debian' | 'ubuntu';
  /** The release by its codename or number: `bookworm`, `3.20`, `22.04`. */
  readonly release: string;
  /** False where the tag leaves the release open, and the newest one was taken. */
  readonly isNamed: boolean;
}

/**
 * The plain image of the distribution that an image stands on, in the same registry, and in the same
 * release where the tag names it. Otherwise in the newest release: programs built on an older one run there,
 * as glibc and musl keep what they once had.
 */
export function runtimeImage({ base, image, stage, facts }: SplitInput): RuntimeImage | null {
  const { distribution } = facts.base(stage);
  if (distribution !== 'alpine' && distribution !== 'debian' && distribution !== 'ubuntu') {
    return null;
  }
  const tag = effectiveTag(base) ?? '';
  if (image === distribution && distribution !== 'debian') {
    return {
      reference: printReference(base),
      distribution,
      release: releaseOf(tag),
      isNamed: true,
    };
  }
  const named = image === 'debian' ? debianTag(tag) : releaseIn(tag, distribution);
  const release = named ?? newestRelease(distribution);
  if (release === null) return null;
  const isSlim = /-slim$/.test(release);
  const reference = printReference({
    ...base,
    written: siblingOf(base, distribution),
    tag: distribution === 'debian' && !isSlim ? `${release}-slim` : release,
    // A digest holds the very image of the builder, and no other.
    digest: image === 'debian' && isSlim ? base.digest : null,
  });
  if (parseReference(reference) === null) return null;
  return { reference, distribution, release: releaseOf(release), isNamed: named !== null };
}

/** The last part of the path becomes the name of the distribution. */
function siblingOf({ written }: ImageReference, distribution: string): string {
  return `${written.slice(0, written.lastIndexOf('/') + 1)}${distribution}`;
}

/** Every tag of Debian but `latest` has a slim one beside it. */
function debianTag(tag: string): string | null {
  return tag === '' || tag === 'latest' || tag.includes('backports') ? null : tag;
}

/** `12.5-slim` and `bookworm-20240101` are of `bookworm`. */
function releaseOf(tag: string): string {
  const [first = tag] = tag.split('-');
  const [major = first] = first.split('.');
  return codenameOf(major) ?? first;
}

function releaseIn(text: string, family: 'alpine' | 'debian' | 'ubuntu'): string | null {
  const { distribution } = parseTag(text);
  if (distribution?.family !== family || distribution.release === null) return null;
  const [major = 0, minor = 0] = distribution.release;
  if (family === 'debian') return codenameOf(String(major));
  return family === 'ubuntu'
    ? `${major}.${String(minor).padStart(2, '0')}`
    : distribution.release.join('.');
}

function newestRelease(family: 'alpine' | 'debian' | 'ubuntu'): string | null {
  const newest = family === 'ubuntu' ? null : (productById(family)?.cycles[0]?.[0] ?? null);
  return newest === null || family === 'alpine' ? newest : codenameOf(newest);
}

function codenameOf(number: string): string | null {
  return Object.entries(DEBIAN_CODENAMES).find(([, one]) => one === number)?.[0] ?? null;
}
