import { productsOf } from '../image/lifecycle-products.ts';
import { effectiveTag } from '../image/reference.ts';
import type { ImageOutlook } from '../image/upgrade.ts';
import type { Questions } from './ask-once.ts';
import type { Chosen } from './choose.ts';
import { dayAfter, lastSignOf } from './image-age.ts';
import { mainstreamFor } from './mainstream-images.ts';
import { newestFirst } from './version-order.ts';

/** Days without anything new after which a base counts as left alone. */
const LONGEST_SILENCE = 730;

/**
 * Why an image of which nobody tells the lifecycle may be unmaintained: it was made, and pushed, more than
 * two years ago, and no tag follows it. Null when it is younger, when its age is not known (images
 * that can be built again bit by bit carry no day), and when something newer is there.
 */
export async function doubtOf(
  ask: Questions,
  { member: { unit, prospects } }: Chosen,
  outlook: ImageOutlook,
  today: string,
): Promise<string | null> {
  const { chosen, lifecycle, unknown } = outlook;
  if (chosen !== null || lifecycle !== null || unknown.length > 0 || unit.isFrontend) return null;
  // What is known of the product, or of the distribution beneath it, is told by the lifecycle.
  if (productsOf(unit.name).length > 0) return null;
  if (unit.distributionSupport.lifecycle?.isEnded === true) return null;
  const tag = effectiveTag(unit.image);
  const isCurrent = unit.image.digest === null || unit.image.digest === outlook.digest;
  if (tag === null || !isCurrent || prospects.replacements.length > 0) return null;
  const own = unit.version ?? [];
  const all = prospects.moves;
  if (all.some(({ version }) => version !== null && newestFirst(version, own) < 0)) return null;
  const image = { ...unit.image, tag, digest: null };
  const manifest = await ask.readManifest(image);
  if (!manifest.ok) return null;
  const since = dayAfter(today, -LONGEST_SILENCE);
  const day = await lastSignOf(ask, image, manifest.value, { since, platform: unit.platform });
  if (day === null || day >= since) return null;
  const names = mainstreamFor(unit.image).map((name) => `\`${name}\``);
  const instead =
    names.length === 0 ? 'an official image of its language or distribution' : names.join(' or ');
  return `it is of ${day}, and nothing newer follows it, so that it may be unmaintained: ${instead} is built anew whenever a package is fixed`;
}
