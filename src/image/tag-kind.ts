import { distributionProductId } from './lifecycle-cycle.ts';
import { productsOf } from './lifecycle-products.ts';
import { parseTag } from './parse-tag.ts';
import { STAGES } from './tag-vocabulary.ts';
import { releaseOf } from './tag.ts';
import type { Tag } from './tag.ts';

/**
 * True for `latest`, `lts-alpine`, `stable`, and `bookworm` of another image than Debian's: no version of
 * what the image is for. `name` as in the catalogue.
 */
export function isRolling(tag: string, name: string): boolean {
  const parsed = parseTag(tag);
  if (parsed.version !== null || parsed.hashLength > 0) return false;
  if (parsed.words.some((word) => hasNamedLine(name, word))) return false;
  return !namesOwnRelease(parsed, name);
}

/** `jammy-20240530`, and `jammy` of Ubuntu itself. */
function namesOwnRelease(tag: Tag, name: string): boolean {
  if (releaseOf(tag) === null) return false;
  if (tag.builds.length > 0) return true;
  const own = distributionProductId(tag);
  return productsOf(name).some(({ product }) => product.id === own);
}

/** `iron` of Node.js. */
function hasNamedLine(name: string, word: string): boolean {
  return productsOf(name).some(
    ({ product }) => product.codenames !== undefined && Object.hasOwn(product.codenames, word),
  );
}

/** True for `1.0-rc1`, `3.8.0b1`, `9.0-preview`, `nightly-slim`: not for `17.0.9_9-jdk` or `8.5-1049`. */
export function isPreRelease(tag: string): boolean {
  const { preRelease, words } = parseTag(tag);
  return preRelease !== null || words.some((word) => word.length > 1 && isStage(word));
}

function isStage(word: string): boolean {
  return word !== 'dev' && STAGES.has(word);
}

/** True when a tag names a commit and no version: `sha-5d41402`, `main-5d41402a`. */
export function isHashLike(tag: string): boolean {
  const { version, hashLength } = parseTag(tag);
  return hashLength > 0 && version === null;
}
