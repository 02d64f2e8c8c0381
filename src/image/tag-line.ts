import { productsOf } from './lifecycle-products.ts';
import type { ImageProduct } from './lifecycle-products.ts';
import { cycleOf, distributionProductId } from './lifecycle-cycle.ts';
import { factsOf, namedLibc } from './tag-libc.ts';
import type { TagRefusal } from './tag-refusal.ts';
import { releaseOf } from './tag.ts';
import type { Tag } from './tag.ts';

/** The tag that an image has now, and what is known of its image: others are measured against it. */
export interface Line {
  readonly from: Tag;
  readonly name: string;
  readonly product: ImageProduct | null;
  readonly libc: string | null;
  /** The C library of tags that name no distribution. */
  readonly defaultLibc: string | null;
  readonly today: string | null;
}

/** `name` as in the catalogue: `node`, `ghcr.io/x/y`. */
export function lineOf(from: Tag, name: string, today: string | null): Line {
  const libc = factsOf(name, 'latest')?.libc ?? 'unknown';
  const defaultLibc = libc === 'unknown' ? null : libc;
  const products = productsOf(name);
  const product = products.find((one) => cycleOf(one, from) !== null) ?? products[0] ?? null;
  return { from, name, product, libc: namedLibc(from) ?? defaultLibc, defaultLibc, today };
}

/** Why a tag is not of the same line as the current one, whatever its version; null when it is. */
export function refuseLine(line: Line, to: Tag): TagRefusal | null {
  const { from } = line;
  if (to.text === from.text) return 'same';
  if (from.version === null || to.version === null) {
    const refusal = refuseKind(line, to);
    if (refusal !== null) return refusal;
  }
  if (from.scheme !== to.scheme && !isOwnScheme(line, to)) return 'other-scheme';
  if (to.variant !== from.variant || to.prefix !== from.prefix) return refuseShape(line, to);
  if (!isSamePrecision(line, to)) return 'other-precision';
  // A hash orders nothing; a date before it does.
  return to.hashLength > 0 && to.scheme !== 'date' ? 'hash-like' : null;
}

function refuseKind({ from, product }: Line, to: Tag): TagRefusal | null {
  const isCommit = [from, to].some((tag) => tag.version === null && tag.hashLength > 0);
  if (isCommit) return 'hash-like';
  if (to.version !== null) return isRelease(from, product) ? 'other-scheme' : 'rolling';
  if (from.version !== null) return isRelease(to, product) ? 'other-scheme' : 'not-a-version';
  // Without a version, a second runtime or the release of the distribution must be what moves.
  return releaseOf(to) === null && to.runtimes.length === 0 ? 'not-a-version' : null;
}

/** True for `bookworm-20240612`, and for `bookworm` of Debian itself: they name a release in words. */
function isRelease(tag: Tag, product: ImageProduct | null): boolean {
  if (releaseOf(tag) === null) return false;
  return tag.builds.length > 0 || distributionProductId(tag) === product?.product.id;
}

function refuseShape(line: Line, to: Tag): TagRefusal {
  const libc = namedLibc(to) ?? line.defaultLibc;
  if (libc !== null && line.libc !== null && libc !== line.libc) return 'other-libc';
  return to.prefix === line.from.prefix ? 'other-variant' : 'other-prefix';
}

/** True when the product itself went over to the other scheme, as Amazon Linux from 2 to 2023 did. */
function isOwnScheme({ product, from }: Line, to: Tag): boolean {
  if (product === null) return false;
  return cycleOf(product, from) !== null && cycleOf(product, to) !== null;
}

/** True when both name as much below their lines: 9.6 and 17 of PostgreSQL, 9.6.24 and 17.6. */
function isSamePrecision({ product, from }: Line, to: Tag): boolean {
  const before = product?.product.longerLinesBefore;
  if (before === undefined) return from.precision === to.precision;
  return shortened(from, before) === shortened(to, before);
}

function shortened({ precision, version }: Tag, before: number): string {
  const [major = before] = version ?? [];
  const count = String(version?.length ?? 0);
  if (major >= before || !precision.startsWith(count)) return precision;
  return `${Number(count) - 1}${precision.slice(count.length)}`;
}
