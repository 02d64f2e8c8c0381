import type { Cycle, Product } from '../../src/image/lifecycle-product.ts';
import { numbersOf } from '../../src/image/tag-numbers.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Names of Windows' lines that are not numbers alone. */
const LINE = /^\d+(?:\.\d+)*$|^20h2$/;

/** What is wrong with shipped products, one sentence each; empty when they are in order. */
export function productProblems(products: readonly Product[], today: string): readonly string[] {
  const problems: string[] = [];
  const ids = new Set<string>();
  const claims = new Set<string>();
  for (const product of products) {
    if (ids.has(product.id)) problems.push(`${product.id}: the id stands twice`);
    ids.add(product.id);
    for (const problem of ownProblems(product, today)) problems.push(`${product.id}: ${problem}`);
    for (const [name] of product.cycles) {
      const claimed = product.images.map((image) => `${image} ${name}`);
      const twice = claimed.find((claim) => claims.has(claim));
      if (twice !== undefined) problems.push(`${product.id}: ${twice} is of another product too`);
    }
    for (const image of product.images) {
      for (const [name] of product.cycles) claims.add(`${image} ${name}`);
    }
  }
  return problems;
}

function* ownProblems(product: Product, today: string): Generator<string> {
  if (!product.source.startsWith('https://')) yield `${product.source} is not an https address`;
  if (!isDay(product.read) || product.read > today) yield `${product.read} is no day in the past`;
  if (product.images.length === 0) yield 'no image holds it';
  if (product.cycles.length === 0) yield 'it has no lines';
  const names = product.cycles.map(([name]) => name);
  for (const name of names) {
    if (!LINE.test(name)) yield `${name} is no name of a line`;
    if (names.indexOf(name) !== names.lastIndexOf(name)) yield `${name} stands twice`;
  }
  for (const name of [
    ...Object.values(product.codenames ?? {}),
    ...Object.values(product.builds ?? {}),
  ]) {
    if (!names.includes(name)) yield `${name} is named, and no line`;
  }
  for (const cycle of product.cycles) yield* cycleProblems(cycle);
  yield* orderProblems(product.cycles);
}

function* cycleProblems(cycle: Cycle): Generator<string> {
  const [name, released, longSupportSince, endOfActiveSupport, endOfLife] = cycle;
  const end = endOfLife === 'ended' ? null : endOfLife;
  for (const day of [released, longSupportSince, endOfActiveSupport, end]) {
    if (day !== null && !isDay(day)) yield `${day} of ${name} is no day`;
  }
  const ordered = [released, endOfActiveSupport, end].filter((day) => day !== null);
  if (ordered.join() !== [...ordered].sort().join()) yield `the days of ${name} are out of order`;
  if (longSupportSince !== null && longSupportSince < (released ?? '')) {
    yield `${name} has long support before its release`;
  }
}

/** Newest first; of one day, the larger number. */
function* orderProblems(cycles: readonly Cycle[]): Generator<string> {
  for (const [index, [name, released]] of cycles.entries()) {
    const before = cycles[index - 1];
    if (before === undefined) continue;
    const [earlier, day] = before;
    const isSwapped = (released ?? '') > (day ?? '');
    const isSmaller = released === day && isBelow(numbersOf(earlier), numbersOf(name));
    if (isSwapped || isSmaller) yield `${name} stands after ${earlier}, which is older`;
  }
}

function isBelow(a: readonly number[], b: readonly number[]): boolean {
  const index = a.findIndex((number, at) => number !== b[at]);
  return index !== -1 && (a[index] ?? 0) < (b[index] ?? 0);
}

/** True for a day that the calendar has. */
function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
