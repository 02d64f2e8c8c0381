import { effectiveTag, printReference } from '../../../image/reference.ts';
import type { ImageReference } from '../../../image/reference.ts';

/** Debian releases in tags of Node.js and Python. */
const CODENAME = /^(?:jessie|stretch|buster|bullseye|bookworm|trixie)$/;

/**
 * The variant of the same tag without compilers: `22-bookworm` has `22-bookworm-slim`; Alpine and slim stay.
 * Null for a tag whose variant does not follow from it.
 */
export function slimVariant(base: ImageReference): string | null {
  const tag = effectiveTag(base);
  if (tag === null) return null;
  const words = tag.split('-');
  if (words.some((word) => word === 'slim' || word.startsWith('alpine'))) {
    return printReference({ ...base, digest: null });
  }
  const [version = '', codename, ...others] = words;
  const isKnown = /^(?:\d+(?:\.\d+)*|lts|current|latest)$/.test(version) || CODENAME.test(version);
  if (!isKnown || others.length > 0 || (codename !== undefined && !CODENAME.test(codename))) {
    return null;
  }
  const slim = tag === 'latest' ? 'slim' : `${tag}-slim`;
  return printReference({ ...base, tag: slim, digest: null });
}
