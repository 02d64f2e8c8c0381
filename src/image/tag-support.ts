import {
  cycleByVersion,
  cycleOf,
  distributionCycle,
  distributionProductId,
  hasLongSupport,
  isCycleEnded,
} from './lifecycle-cycle.ts';
import type { Cycle, Product } from './lifecycle-product.ts';
import { productById } from './lifecycle-products.ts';
import type { ImageProduct } from './lifecycle-products.ts';
import type { Line } from './tag-line.ts';
import type { Tag } from './tag.ts';

/** Words of a tag before a version of Java. */
const JAVA = new Set([
  'amazoncorretto',
  'azulzulu',
  'corretto',
  'ibmjava',
  'java',
  'jdk',
  'jre',
  'libericaopenjdk',
  'openj9',
  'openjdk',
  'sapmachine',
  'semeru',
  'temurin',
  'zulu',
]);

/** How to find the product and the line that one part of a tag names. */
interface Part {
  readonly product: Product;
  readonly find: (tag: Tag) => Cycle | null;
}

/**
 * Tells of the tags of a line whether taking them leaves long support: a step from a line that has it
 * to one that has not, or is not known, and any step to an odd major where those never get it, or to a
 * minor for those who try what is new.
 */
export function supportJudge({ product, from, today }: Line): (to: Tag) => boolean {
  const oddMajorsEnd = product?.product.oddMajorsEnd === true;
  const oddMinorsDevelop = product?.product.oddMinorsDevelop === true && !isOdd(from, 1);
  const held = partsOf(product, from).filter(
    (part) => hasLongSupport(part.find(from), today) && isGoingOn(part.product, today),
  );
  return (to) => {
    if (oddMajorsEnd && isOdd(to, 0) && from.version?.[0] !== to.version?.[0]) return true;
    if (oddMinorsDevelop && isOdd(to, 1)) return true;
    return held.some(({ find }) => !hasLongSupport(find(to), today));
  };
}

function isOdd({ version }: Tag, index: number): boolean {
  return (version?.[index] ?? 0) % 2 === 1;
}

/** What the image is for, the Java that a tag of Maven names, and the distribution beneath. */
function partsOf(product: ImageProduct | null, from: Tag): Part[] {
  const parts: Part[] = [];
  if (product !== null)
    parts.push({ product: product.product, find: (tag) => cycleOf(product, tag) });
  const java = productById('eclipse-temurin');
  if (java !== null) parts.push({ product: java, find: (tag) => javaCycle(java, tag) });
  const beneath = productById(distributionProductId(from) ?? '');
  if (beneath !== null) {
    parts.push({ product: beneath, find: (tag) => distributionCycle(beneath, tag) });
  }
  return parts;
}

/** Where no line has long support any more, nobody can stay on one. */
function isGoingOn({ cycles }: Product, today: string | null): boolean {
  if (today === null) return true;
  return cycles.some((cycle) => hasLongSupport(cycle, today) && !isCycleEnded(cycle, today));
}

/** Also of `jdk25`, which names nothing else. */
function javaCycle(product: Product, { runtimes, prefix, version }: Tag): Cycle | null {
  const java = runtimes.find(({ name }) => JAVA.has(name))?.version;
  const own = JAVA.has(prefix.replace(/-$/, '')) ? version : null;
  const found = java ?? own;
  return found === null ? null : cycleByVersion(product, found);
}
