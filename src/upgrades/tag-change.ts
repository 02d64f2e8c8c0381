import { lifecycleOf } from '../image/lifecycle.ts';
import type { ImageReference } from '../image/reference.ts';
import type { TagMove } from '../image/tag-moves.ts';
import type { TagChange } from '../image/tag-refusal.ts';
import { leadingVersion } from '../image/tag-words.ts';
import type { UpgradeKind } from '../image/upgrade.ts';
import { lineDepth } from './runtime.ts';
import type { ImageUnit } from './unit.ts';

/**
 * Products, by their id in the lifecycle data, whose second number is a line of its own, which may break
 * what ran on the one before. Those of runtimes are told by their depth.
 */
const LINES_OF_TWO: ReadonlySet<string> = new Set([
  ...['alpine', 'opensuse-leap', 'photon', 'mysql', 'mariadb', 'mongo', 'rabbitmq', 'perl'],
  ...['cassandra', 'airflow', 'jetty', 'tomcat', 'wordpress', 'drupal', 'mediawiki', 'couchdb'],
]);

/**
 * What a move changes for the users of the image: a minor version that may break programs counts as
 * major. So do the minor versions below 1.0 (semver.org, item 4).
 */
export function changesFor(
  unit: ImageUnit,
  { changes }: TagMove,
  target: ImageReference,
  today: string,
): readonly TagChange[] {
  const others = changes.filter((change) => change === 'distribution');
  const level = changes.find((change) => change !== 'distribution');
  if (level === undefined) return others;
  const isMajor = level === 'minor' && leavesLine(unit, target, today);
  return [isMajor ? 'major' : level, ...others];
}

/** The kind of upgrade that changes make: `distribution` is one in which nothing larger moves. */
export function kindOf(changes: readonly TagChange[]): UpgradeKind {
  if (changes.includes('major')) return 'major';
  if (changes.includes('distribution')) return 'distribution';
  return changes.includes('minor') ? 'minor' : 'patch';
}

/** The same for a tag that does not follow the present one, as far as numbers tell. */
export function kindByNumbers(
  from: readonly number[] | null,
  to: readonly number[] | null,
): UpgradeKind {
  if (differWithin(from, to, 1)) return 'major';
  return differWithin(from, to, 2) ? 'minor' : 'patch';
}

function leavesLine(unit: ImageUnit, target: ImageReference, today: string): boolean {
  const { version, runtime } = unit;
  const tag = target.tag ?? '';
  if (runtime !== null && differWithin(version, unit.versionIn(tag), lineDepth(runtime))) {
    return true;
  }
  const leading = leadingVersion(unit.image.tag ?? '');
  if (leading?.[0] === 0) return differWithin(leading, leadingVersion(tag), 2);
  const own = unit.support.lifecycle;
  if (own === null || !LINES_OF_TWO.has(own.product)) return false;
  return own.cycle !== lifecycleOf(target, today)?.cycle;
}

function differWithin(
  a: readonly number[] | null,
  b: readonly number[] | null,
  depth: number,
): boolean {
  return a?.slice(0, depth).join('.') !== b?.slice(0, depth).join('.');
}
