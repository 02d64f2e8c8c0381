import type { ImageReference } from '../image/reference.ts';
import type { Manifest } from '../image/registry.ts';
import type { Questions } from './ask-once.ts';
import { platformsInUse, readPlatforms } from './platforms.ts';

/** Whether an image is old enough; `date` (`YYYY-MM-DD`) is when it was pushed, or else made. */
export type AgeVerdict =
  | { readonly state: 'old' }
  | { readonly state: 'young'; readonly date: string }
  | { readonly state: 'unknown' };

const DAY = 86_400_000;

/** Images that can be built again bit by bit carry a date like this one or earlier. */
const REPRODUCIBLE = '1990';

/** The day `days` after (or, negative, before) another, both `YYYY-MM-DD`. */
export function dayAfter(today: string, days: number): string {
  return new Date(Date.parse(today) + days * DAY).toISOString().slice(0, 10);
}

/** Whether the image has been there for `days` days. Nothing is asked when any age will do. */
export async function judgeAge(
  ask: Questions,
  image: ImageReference,
  manifest: Manifest,
  { days, today, platform }: { days: number; today: string; platform: string | null },
): Promise<AgeVerdict> {
  if (days === 0) return { state: 'old' };
  const pushed = await ask.findPushDate(image);
  const date = pushed.ok ? pushed.value : null;
  const day = dayOf(date ?? (await createdDate(ask, image, manifest, platform)));
  if (day === null) return { state: 'unknown' };
  return day <= dayAfter(today, -days) ? { state: 'old' } : { state: 'young', date: day };
}

/**
 * The day on which an image was made, or pushed again since; null when it is not known. The registry is
 * asked for the push only when the image was made before `since`.
 */
export async function lastSignOf(
  ask: Questions,
  image: ImageReference,
  manifest: Manifest,
  { since, platform }: { since: string; platform: string | null },
): Promise<string | null> {
  const created = dayOf(await createdDate(ask, image, manifest, platform));
  if (created === null || created >= since) return created;
  const pushed = await ask.findPushDate(image);
  const day = dayOf(pushed.ok ? pushed.value : null);
  return day !== null && day > created ? day : created;
}

function dayOf(date: string | null): string | null {
  const day = date?.slice(0, 10) ?? '';
  return /^\d{4}-\d\d-\d\d$/.test(day) && day >= REPRODUCIBLE ? day : null;
}

async function createdDate(
  ask: Questions,
  image: ImageReference,
  manifest: Manifest,
  platform: string | null,
): Promise<string | null> {
  const own =
    manifest.kind === 'image' ? manifest : await childManifest(ask, image, manifest, platform);
  if (own?.kind !== 'image') return null;
  const configuration = await ask.readConfiguration(image, own.config);
  return configuration.ok ? configuration.value.created : null;
}

/** Of the platform in use, else of the most common one: all platforms are pushed together. */
async function childManifest(
  ask: Questions,
  image: ImageReference,
  index: Manifest,
  platform: string | null,
): Promise<Manifest | null> {
  const platforms = await readPlatforms(ask, image, index);
  if (!platforms.ok) return null;
  const [first] = [
    ...platformsInUse(platforms.value, platform ?? 'linux/amd64'),
    ...platforms.value,
  ];
  if (first === undefined) return null;
  const child = await ask.readManifest({ ...image, digest: first.digest });
  return child.ok ? child.value : null;
}
