import { WINDOWS_BUILDS } from './codenames.ts';
import type { Cycle, Product } from './lifecycle-product.ts';
import type { ImageProduct } from './lifecycle-products.ts';
import type { DistributionFamily } from './tag-distribution.ts';
import { numbersOf } from './tag-numbers.ts';
import type { Tag } from './tag.ts';

/** Products by the distribution that a tag names; Windows has two, told apart by the words before it. */
const DISTRIBUTION_PRODUCTS: Readonly<Partial<Record<DistributionFamily, string>>> = {
  alpine: 'alpine',
  debian: 'debian',
  ubuntu: 'ubuntu',
  fedora: 'fedora',
  ubi: 'rhel',
  rhel: 'rhel',
  centos: 'centos',
  almalinux: 'almalinux',
  rockylinux: 'rockylinux',
  oraclelinux: 'oraclelinux',
  amazonlinux: 'amazonlinux',
  opensuse: 'opensuse-leap',
  photon: 'photon',
};

/** The id of the product that the distribution of a tag is; null when it names none that is shipped. */
export function distributionProductId({ distribution, variant }: Tag): string | null {
  if (distribution === null) return null;
  if (distribution.family !== 'windows') return DISTRIBUTION_PRODUCTS[distribution.family] ?? null;
  return variant.includes('{nanoserver}') ? 'windows-nanoserver' : 'windows-servercore';
}

/** The line that a tag of an image is of; null when it is not known. */
export function cycleOf({ product, digits }: ImageProduct, tag: Tag): Cycle | null {
  if (digits !== null) return cycleByDigits(product, digits);
  const { codenames } = product;
  const named = tag.words.find((word) => codenames !== undefined && Object.hasOwn(codenames, word));
  if (named !== undefined) return cycleByName(product, codenames?.[named] ?? '');
  if (product.builds !== undefined) return buildCycle(product, tag);
  if (distributionProductId(tag) === product.id) return distributionCycle(product, tag);
  return tag.version === null ? null : cycleByVersion(product, tag.version);
}

/** The line of the distribution that a tag names. */
export function distributionCycle(product: Product, { distribution }: Tag): Cycle | null {
  const release = distribution?.release ?? null;
  if (distribution === null || release === null) return null;
  if (product.builds === undefined) return cycleByVersion(product, release);
  return cycleByBuild(product, distribution.form === 'build' ? release[2] : release[0]);
}

/** Tags of the base images of Windows: `ltsc2022`, `1809`, `10.0.17763.557`. */
function buildCycle(product: Product, tag: Tag): Cycle | null {
  if (tag.version === null) return distributionCycle(product, tag);
  const [first = 0, , third] = tag.version;
  return cycleByBuild(product, first === 10 ? third : WINDOWS_BUILDS[String(first)]);
}

function cycleByBuild(product: Product, build: number | undefined): Cycle | null {
  return cycleByName(product, product.builds?.[build ?? 0] ?? '');
}

/**
 * The line with the longest name that the version begins with. A version of fewer numbers is the
 * newest line that begins with it: `3` is 3.14.
 */
export function cycleByVersion(product: Product, version: readonly number[]): Cycle | null {
  let shorter: NumberedCycle | null = null;
  let newestWithin: NumberedCycle | null = null;
  for (const one of numberedCycles(product)) {
    if (!beginsAlike(one.numbers, version)) continue;
    if (one.numbers.length > version.length) newestWithin ??= one;
    else if (one.numbers.length > (shorter?.numbers.length ?? 0)) shorter = one;
  }
  return (shorter ?? newestWithin)?.cycle ?? null;
}

interface NumberedCycle {
  readonly cycle: Cycle;
  readonly numbers: readonly number[];
}

const NUMBERED = new WeakMap<Product, readonly NumberedCycle[]>();

/** The lines of a product with the numbers of their names; lines named in letters are left out. */
function numberedCycles(product: Product): readonly NumberedCycle[] {
  const known = NUMBERED.get(product);
  if (known !== undefined) return known;
  const numbered = product.cycles
    .filter(([name]) => /^[\d.]+$/.test(name))
    .map((cycle) => ({ cycle, numbers: numbersOf(cycle[0]) }));
  NUMBERED.set(product, numbered);
  return numbered;
}

function beginsAlike(line: readonly number[], version: readonly number[]): boolean {
  const shared = Math.min(line.length, version.length);
  for (let index = 0; index < shared; index += 1) {
    if (line[index] !== version[index]) return false;
  }
  return true;
}

function cycleByName(product: Product, name: string): Cycle | null {
  return product.cycles.find(([own]) => own === name) ?? null;
}

function cycleByDigits(product: Product, digits: string): Cycle | null {
  return product.cycles.find(([own]) => own.replaceAll('.', '') === digits) ?? null;
}

/** True when the line has long support; with `today`, when it has it by then. */
export function hasLongSupport(cycle: Cycle | null, today: string | null): boolean {
  const since = cycle?.[2] ?? null;
  return since !== null && (today === null || since <= today);
}

/** True when the last day of a line lies before a day. */
export function isCycleEnded([, , , , end]: Cycle, today: string): boolean {
  return end === 'ended' || (end !== null && end < today);
}
