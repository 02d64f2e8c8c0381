import { effectiveTag } from '../image/reference.ts';
import type { ImageReference } from '../image/reference.ts';
import type { RegistryFailure } from '../image/registry.ts';
import { concreteTags } from '../image/tag-concrete.ts';
import type { Questions } from './ask-once.ts';
import { checkImage } from './check-prospect.ts';
import { areSameBytes, platformsInUse, readPlatforms } from './platforms.ts';
import { readPresent } from './present-image.ts';
import type { PresentImage } from './present-image.ts';
import type { ImageUnit } from './unit.ts';

/** The same image with a digest, or under a tag that says what it is now. */
export interface DigestOption {
  /** As it would be written. */
  readonly image: ImageReference;
  readonly kind: 'digest-pin' | 'digest-refresh';
  readonly digest: string;
  /** Null when it is taken. */
  readonly refusal: string | null;
}

export interface DigestLook {
  /** What the tag stands for now. */
  readonly digest: string | null;
  readonly options: readonly DigestOption[];
  readonly failure: RegistryFailure | null;
  /** Clauses for a person. */
  readonly unknown: readonly string[];
}

export interface DigestContext {
  readonly ask: Questions;
  readonly today: string;
  /** Whether a digest can be written beside the tag without taking the meaning of an ARG. */
  readonly canPin: (unit: ImageUnit) => boolean;
}

export const NO_LOOK: DigestLook = { digest: null, options: [], failure: null, unknown: [] };

/** Of the tags that `latest` may stand for, as many are compared. */
const MOST_CONCRETE = 4;

/** Compares the written digest with that of the tag, or offers to write one. */
export async function lookAtDigest(unit: ImageUnit, context: DigestContext): Promise<DigestLook> {
  const { image, policy } = unit;
  if (policy.hold !== null) return NO_LOOK;
  const tag = effectiveTag(image);
  if (tag === null) {
    return { ...NO_LOOK, unknown: [`without a tag nothing tells what ${unit.reference} follows`] };
  }
  const head = await context.ask.findDigest({ ...image, digest: null });
  if (!head.ok) return { ...NO_LOOK, failure: head.failure };
  const look = { ...NO_LOOK, digest: head.value.digest };
  if (image.digest === head.value.digest) return look;
  if (image.digest !== null) {
    const options = await refreshOptions(unit, { ...image, digest: head.value.digest }, context);
    return { ...look, options };
  }
  const pin = pinOption(unit, { ...image, tag, digest: head.value.digest }, context);
  return { ...look, options: [pin, ...(await concreteOptions(unit, head.value.digest, context))] };
}

async function refreshOptions(
  unit: ImageUnit,
  image: ImageReference & { readonly digest: string },
  { ask, today }: DigestContext,
): Promise<DigestOption[]> {
  const present = await readPresent(ask, unit);
  const minimumAge = unit.policy.minimumDigestAge;
  const checked = await checkImage({ ask, unit, present, image, today, minimumAge });
  const digest = checked.ok ? checked.digest : image.digest;
  if (digest === unit.image.digest) return [];
  const unwanted = unit.policy.kinds.includes('digest-refresh')
    ? (unit.leftTo?.reason ?? (await refuseSameBytes(ask, unit, present, image)))
    : 'fresh digests are not asked for';
  const refusal = unwanted ?? (checked.ok ? null : checked.refusal);
  return [{ image: { ...image, digest }, kind: 'digest-refresh', digest, refusal }];
}

async function refuseSameBytes(
  ask: Questions,
  unit: ImageUnit,
  present: PresentImage,
  image: ImageReference,
): Promise<string | null> {
  if (present.pinnedPlatform !== null) return null;
  const manifest = await ask.readManifest(image);
  const after = manifest.ok ? await readPlatforms(ask, image, manifest.value) : manifest;
  if (!after.ok) return null;
  const inUse = platformsInUse(present.platforms, unit.platform);
  const isSame = areSameBytes(inUse, after.value);
  return isSame ? 'on the platforms in use it is the same image' : null;
}

function pinOption(
  unit: ImageUnit,
  image: ImageReference & { readonly digest: string },
  { canPin }: DigestContext,
): DigestOption {
  const option = { image, kind: 'digest-pin', digest: image.digest } as const;
  if (!unit.policy.pin) return { ...option, refusal: 'digests are not asked for' };
  if (unit.leftTo?.pinsDigests === true) return { ...option, refusal: unit.leftTo.reason };
  const refusal = canPin(unit)
    ? null
    : 'the name is put together from parts, which a digest behind it would overrule';
  return { ...option, refusal };
}

/** Tags that name a version and have the digest that `latest` has now. */
async function concreteOptions(
  unit: ImageUnit,
  digest: string,
  { ask, today, canPin }: DigestContext,
): Promise<DigestOption[]> {
  const { image, name, policy } = unit;
  if ((image.tag ?? 'latest') !== 'latest') return [];
  const listed = await ask.listTags(image);
  if (!listed.ok) return [];
  const names = concreteTags('latest', listed.value, name, today).slice(0, MOST_CONCRETE);
  const heads = await Promise.all(
    names.map(async (tag) => ({ tag, head: await ask.findDigest({ ...image, tag }) })),
  );
  const same = heads.filter(({ head }) => head.ok && head.value.digest === digest);
  const isPinned = policy.pin && canPin(unit);
  return same.map(({ tag }) => ({
    image: { ...image, tag, digest: isPinned ? digest : null },
    kind: 'digest-pin',
    digest,
    refusal: 'it is what `latest` stands for now, and whoever writes `latest` may want it to move',
  }));
}
