import { distributionProductId } from './lifecycle-cycle.ts';
import type { Product, VersionLevel } from './lifecycle-product.ts';
import { compareNumbers } from './tag-numbers.ts';
import type { TagChange } from './tag-refusal.ts';
import type { Tag } from './tag.ts';
import { comparePreReleases } from './tag-version.ts';

/** What each number of a version means; further ones mean what the last does. */
const LEVELS: readonly VersionLevel[] = ['major', 'minor', 'patch'];

const LINES_OF_TWO: readonly VersionLevel[] = ['major', 'major', 'patch'];

/** Languages whose minor versions may break programs. */
const TWO_NUMBERS: ReadonlySet<string> = new Set([
  'go',
  'golang',
  'php',
  'py',
  'python',
  'ruby',
  'scala',
]);

/** Negative when `a` is the older one: by version, then runtimes, distribution, and builds. */
export function compareTags(a: Tag, b: Tag): number {
  return compareMain(a, b) || compareSeconds(a, b) || compareNumbers(a.builds, b.builds);
}

function compareMain(a: Tag, b: Tag): number {
  const difference = compareNumbers(a.version ?? [], b.version ?? []);
  return difference === 0 ? comparePreReleases(a.preRelease, b.preRelease) : difference;
}

function compareSeconds(a: Tag, b: Tag): number {
  for (const [index, { version }] of a.runtimes.entries()) {
    const difference = compareNumbers(version, b.runtimes[index]?.version ?? []);
    if (difference !== 0) return difference;
  }
  return compareDistributions(a, b);
}

function compareDistributions(a: Tag, b: Tag): number {
  return compareNumbers(a.distribution?.release ?? [], b.distribution?.release ?? []);
}

/** True when any part goes back. Builds only count when everything else stays. */
export function goesBack(from: Tag, to: Tag): boolean {
  const main = compareMain(to, from);
  const distribution = compareDistributions(to, from);
  if (main < 0 || distribution < 0) return true;
  let isMoved = main > 0 || distribution > 0;
  for (const [index, { version }] of to.runtimes.entries()) {
    const difference = compareNumbers(version, from.runtimes[index]?.version ?? []);
    if (difference < 0) return true;
    isMoved ||= difference > 0;
  }
  return !isMoved && compareNumbers(to.builds, from.builds) < 0;
}

/**
 * What moves from one tag to another of the same line; empty when nothing does. The release of a
 * distribution's own image counts as its version, so that `bookworm` to `trixie` is a major step as
 * 12 to 13 is.
 */
export function stepsBetween(from: Tag, to: Tag, product: Product | null): readonly TagChange[] {
  const changes = new Set<TagChange>();
  addVersionStep(changes, from, to, product);
  for (const [index, { name, version }] of to.runtimes.entries()) {
    const level = levelOf(from.runtimes[index]?.version ?? [], version, levelsBehind(name));
    if (level !== null) changes.add(level);
  }
  addDistributionStep(changes, from, to, product);
  if (changes.size === 0 && compareNumbers(from.builds, to.builds) !== 0) changes.add('patch');
  return ORDER.filter((change) => changes.has(change));
}

const ORDER: readonly TagChange[] = ['major', 'minor', 'patch', 'distribution'];

function addVersionStep(
  changes: Set<TagChange>,
  from: Tag,
  to: Tag,
  product: Product | null,
): void {
  const level = levelOf(from.version ?? [], to.version ?? [], levelsFor(to, product));
  if (level === null) {
    if (from.preRelease !== to.preRelease) changes.add('patch');
    return;
  }
  // Nothing tells how much lies between two dates or two build numbers.
  const isCounted = to.scheme === 'date' || to.scheme === 'serial';
  changes.add(isCounted ? 'minor' : level);
}

function addDistributionStep(
  changes: Set<TagChange>,
  from: Tag,
  to: Tag,
  product: Product | null,
): void {
  const [old, young] = [from.distribution?.release ?? [], to.distribution?.release ?? []];
  const isOwn = product !== null && distributionProductId(to) === product.id;
  const level = levelOf(old, young, isOwn ? levelsOf(product) : LEVELS);
  if (level !== null) changes.add(isOwn ? level : 'distribution');
}

function levelsOf(product: Product | null): readonly VersionLevel[] {
  return product?.levels ?? LEVELS;
}

/** The version of `php8.4` is that of PHP, whatever the image is called. */
function levelsFor({ prefix }: Tag, product: Product | null): readonly VersionLevel[] {
  const word = prefix.slice(prefix.lastIndexOf('-', prefix.length - 2) + 1).replace(/-$/, '');
  return product === null && word !== '' ? levelsBehind(word) : levelsOf(product);
}

/** What the numbers behind a word mean; behind none, nobody knows what breaks. */
function levelsBehind(word: string): readonly VersionLevel[] {
  return word === '' || TWO_NUMBERS.has(word) ? LINES_OF_TWO : LEVELS;
}

/** What the first number that differs means; null when none does. */
function levelOf(
  from: readonly number[],
  to: readonly number[],
  levels: readonly VersionLevel[],
): VersionLevel | null {
  const length = Math.max(from.length, to.length);
  for (let index = 0; index < length; index += 1) {
    if ((from[index] ?? 0) !== (to[index] ?? 0)) return levels[index] ?? 'patch';
  }
  return null;
}
