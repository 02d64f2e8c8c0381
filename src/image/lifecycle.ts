import { catalogueName } from './catalogue-name.ts';
import {
  cycleByVersion,
  cycleOf,
  distributionCycle,
  distributionProductId,
  hasLongSupport,
  isCycleEnded,
} from './lifecycle-cycle.ts';
import type { Cycle, Product } from './lifecycle-product.ts';
import { productById, productsOf } from './lifecycle-products.ts';
import type { LifecycleState } from './lifecycle-state.ts';
import { parseTag } from './parse-tag.ts';
import { effectiveTag } from './reference.ts';
import type { ImageReference } from './reference.ts';
import { compareNumbers, numbersOf } from './tag-numbers.ts';
import { schemeOf } from './tag-version.ts';
import type { Tag } from './tag.ts';

/**
 * Where the product of an image stands in its life on a day, `YYYY-MM-DD`: Node.js 20 for
 * `node:20-alpine`. Null when the product is not shipped, or when name and tag do not tell the line.
 */
export function lifecycleOf(reference: ImageReference, today: string): LifecycleState | null {
  const tag = parseTag(effectiveTag(reference) ?? '');
  for (const one of productsOf(catalogueName(reference))) {
    const cycle = cycleOf(one, tag);
    if (cycle !== null) return stateOf(one.product, cycle, today);
    const bygone = one.digits === null ? bygoneState(one.product, tag) : null;
    if (bygone !== null) return bygone;
  }
  return null;
}

/**
 * The same for the distribution that an image stands on, where its tag or its name says which:
 * Alpine 3.20 for `node:20-alpine3.20`, Debian 12 for `gcr.io/distroless/base-debian12`. Null also for
 * the images of distributions themselves, which `lifecycleOf` knows.
 */
export function distributionLifecycleOf(
  reference: ImageReference,
  today: string,
): LifecycleState | null {
  const name = catalogueName(reference);
  const texts = [effectiveTag(reference) ?? '', ...name.split('/').reverse()];
  for (const text of texts) {
    const tag = parseTag(text);
    const product = productById(distributionProductId(tag) ?? '');
    const cycle = product === null ? null : distributionCycle(product, tag);
    if (product === null || cycle === null) continue;
    const isOwn = productsOf(name).some((one) => one.product.id === product.id);
    return isOwn ? null : stateOf(product, cycle, today);
  }
  return null;
}

/** Whether what an image of this catalogue name holds has a line of long support on a day. */
export function hasLongSupportLines(name: string, today: string): boolean {
  const cycles = productsOf(name).flatMap(({ product }) => product.cycles);
  return cycles.some((cycle) => hasLongSupport(cycle, today) && !isCycleEnded(cycle, today));
}

/** The line of a product, by its id in the lifecycle data, that a version is of; null when it is not known. */
export function lineOf(
  id: string,
  version: readonly number[] | null,
  today: string,
): LifecycleState | null {
  const product = productById(id);
  const cycle = product === null || version === null ? null : cycleByVersion(product, version);
  return product === null || cycle === null ? null : stateOf(product, cycle, today);
}

/**
 * Whether a tag is of a line of long support on a day; false also when the product has no such lines.
 * `name` as in the catalogue.
 */
export function isLongSupport(name: string, tag: string, today: string): boolean {
  const parsed = parseTag(tag);
  return productsOf(name).some((one) => hasLongSupport(cycleOf(one, parsed), today));
}

function stateOf(product: Product, cycle: Cycle, today: string): LifecycleState {
  return {
    product: product.id,
    cycle: cycle[0],
    lts: hasLongSupport(cycle, today),
    endOfLife: cycle[4] === 'ended' ? null : cycle[4],
    isEnded: isCycleEnded(cycle, today),
    source: sourceOf(product),
  };
}

/** The lines before the oldest that is shipped are over when that one is: nothing else is known of them. */
function bygoneState(product: Product, { version, scheme }: Tag): LifecycleState | null {
  const oldest = product.cycles.at(-1);
  if (oldest === undefined || version === null) return null;
  const numbers = numbersOf(oldest[0]);
  const line = version.slice(0, numbers.length);
  const isBefore = schemeOf(numbers) === scheme && compareNumbers(line, numbers) < 0;
  const isOver = isBefore && oldest[4] !== null;
  if (!isOver || cycleByVersion(product, version) !== null) return null;
  return {
    product: product.id,
    cycle: line.join('.'),
    lts: false,
    endOfLife: null,
    isEnded: true,
    source: sourceOf(product),
  };
}

function sourceOf({ source, read }: Product): string {
  return `${source} (${read})`;
}
