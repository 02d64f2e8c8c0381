import { cycleOf, hasLongSupport } from './lifecycle-cycle.ts';
import { productsOf } from './lifecycle-products.ts';
import type { ImageProduct } from './lifecycle-products.ts';
import { parseTag } from './parse-tag.ts';
import { tagParser } from './tag-parser.ts';
import { isRolling } from './tag-kind.ts';
import { compareTags } from './tag-steps.ts';
import { ROLLING_CHANNELS } from './tag-vocabulary.ts';
import type { Tag } from './tag.ts';

/**
 * Which version tags a rolling tag could stand for, best first: to be compared by digest. Those of the
 * same variant come first, from the newest and the most precise on; then those that also name the
 * release of the distribution. Pre-releases are left out, and for `lts` whatever has no long support.
 * Empty for a tag that does not roll.
 */
export function concreteTags(
  rolling: string,
  tags: readonly string[],
  name: string,
  today: string | null = null,
): readonly string[] {
  if (!isRolling(rolling, name)) return [];
  const wanted = parseTag(rolling);
  const isLts = wanted.words.includes('lts');
  const [product = null] = productsOf(name);
  const parse = tagParser();
  const found: Tag[] = [];
  for (const text of tags) {
    const tag = parse(text);
    if (tag.version === null || tag.scheme === 'serial') continue;
    if (tag.preRelease !== null || tag.hashLength > 0) continue;
    if (variantOf(tag) !== variantOf(wanted) || !isSameRelease(wanted, tag)) continue;
    if (isLts && product !== null && !isSupportedLong(product, tag, today)) continue;
    found.push(tag);
  }
  return found.sort((a, b) => compareConcrete(wanted, a, b)).map(({ text }) => text);
}

/** What is in an image, without the channel: `-{alpine}` for `lts-alpine` and for `20-alpine3.20`. */
function variantOf({ variant, prefix, version }: Tag): string {
  const words = `${version === null || prefix === 'v' ? '' : prefix}${variant}`.split('-');
  return words.filter((word) => word !== '' && !ROLLING_CHANNELS.has(word)).join('-');
}

/** Runtimes and a release of the distribution that are named stay; a release that is open may be any. */
function isSameRelease(wanted: Tag, tag: Tag): boolean {
  const runtimes = tag.runtimes.map(({ version }) => version.join('.'));
  if (wanted.runtimes.some(({ version }, index) => version.join('.') !== runtimes[index]))
    return false;
  const release = wanted.distribution?.release ?? null;
  return release === null || release.join('.') === tag.distribution?.release?.join('.');
}

function isSupportedLong(product: ImageProduct, tag: Tag, today: string | null): boolean {
  return hasLongSupport(cycleOf(product, tag), today);
}

function compareConcrete(wanted: Tag, a: Tag, b: Tag): number {
  const additions = additionsOf(wanted, a) - additionsOf(wanted, b);
  if (additions !== 0) return additions;
  return compareLines(a, b) || precisionOf(b) - precisionOf(a) || compareTags(b, a);
}

/** Newest first; `20` counts as the newest of 20. */
function compareLines(a: Tag, b: Tag): number {
  const [young, old] = [b.version ?? [], a.version ?? []];
  for (let index = 0; index < Math.min(young.length, old.length); index += 1) {
    const difference = (young[index] ?? 0) - (old[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function additionsOf(wanted: Tag, tag: Tag): number {
  const form = wanted.distribution?.form ?? '';
  return (tag.distribution?.form ?? '') === form ? 0 : 1;
}

function precisionOf({ version, builds }: Tag): number {
  return (version?.length ?? 0) + builds.length;
}
