import { parseTag } from './parse-tag.ts';
import type { Tag } from './tag.ts';

/**
 * Words for the variant that leaves out what most programs do not need, the C library and the distribution being
 * the same (https://hub.docker.com/_/node, "slim"; https://hub.docker.com/_/almalinux, "minimal").
 */
const SMALLER: readonly string[] = ['slim', 'minimal'];

/** Longer texts are no tags (OCI distribution specification, "Pulling manifests"). */
const LONGEST_TAG = 128;

/**
 * The tag of the smaller variant of the same version on the same distribution, wherever its word stands:
 * `20-bookworm-slim` for `20-bookworm`, `3.12-slim-bookworm` for `3.12-bookworm`. Null where the list has
 * none, and for a tag that is one. Linear in the list.
 */
export function smallerVariant(tag: string, tags: readonly string[]): string | null {
  const from = parseTag(tag);
  if (SMALLER.some((word) => from.words.includes(word))) return null;
  for (const word of SMALLER) {
    const wanted = identityOf(from, [...from.words, word]);
    const isWanted = (text: string): boolean => {
      if (text.length > LONGEST_TAG || !text.toLowerCase().includes(word)) return false;
      const to = parseTag(text);
      return identityOf(to, to.words) === wanted;
    };
    const found = tags.find(isWanted);
    if (found !== undefined) return found;
  }
  return null;
}

/** All that two tags must have in common, whatever the order of their words; `latest` says nothing. */
function identityOf(tag: Tag, words: readonly string[]): string {
  const { prefix, version, preRelease, distribution, runtimes, builds, precision, hashLength } =
    tag;
  const telling = words.filter((word) => word !== 'latest').toSorted();
  const numbers = [version, preRelease, distribution, runtimes, builds, precision, hashLength];
  return JSON.stringify([prefix, telling, numbers]);
}
