import { printReference } from '../image/reference.ts';
import type { ImageReference } from '../image/reference.ts';
import type { Manifest, RegistryFailure } from '../image/registry.ts';
import type { Questions } from './ask-once.ts';
import { judgeAge } from './image-age.ts';
import type { AgeVerdict } from './image-age.ts';
import { digestFor, lostPlatforms, platformsInUse, readPlatforms } from './platforms.ts';
import type { Variant } from './platforms.ts';
import type { PresentImage } from './present-image.ts';
import type { ImageUnit } from './unit.ts';

/** What the registry says of an image that is about to be taken. */
export type Checked =
  | {
      readonly ok: true;
      /** Of the index where there is one; of the platform's manifest where one is pinned. */
      readonly digest: string;
      readonly isAgeKnown: boolean;
    }
  | {
      readonly ok: false;
      readonly refusal: string;
      /** The registry gave no answer, so that the next best image is no answer either. */
      readonly isFailure: boolean;
    };

export interface CheckRequest {
  readonly ask: Questions;
  readonly unit: ImageUnit;
  readonly present: PresentImage;
  /** What to look at, with its digest where that is known. */
  readonly image: ImageReference;
  readonly today: string;
  /** Days that it must have been there. */
  readonly minimumAge: number;
}

/** Asks the registry whether an image exists, has all platforms of the present one, and is old enough. */
export async function checkImage(request: CheckRequest): Promise<Checked> {
  const { ask, image, present } = request;
  const manifest = await ask.readManifest(image);
  if (!manifest.ok) return fail(manifest.failure);
  const platforms = await readPlatforms(ask, image, manifest.value);
  if (!platforms.ok) return fail(platforms.failure);
  const lost = refuseLostPlatforms(request, platforms.value);
  if (lost !== null) return refuse(lost);
  const age = await ageOf(request, manifest.value);
  if (age.state === 'young') {
    return refuse(`it is there since ${age.date}, less than ${request.minimumAge} days ago`);
  }
  const { pinnedPlatform } = present;
  const digest =
    pinnedPlatform === null
      ? manifest.value.digest
      : digestFor(pinnedPlatform.platform, platforms.value);
  if (digest === null)
    return refuse(`it has no image for ${pinnedPlatform?.name ?? 'the platform'}`);
  return { ok: true, digest, isAgeKnown: age.state === 'old' };
}

function refuse(refusal: string): Checked {
  return { ok: false, refusal, isFailure: false };
}

/** A tag that is listed and not there is as good as none. */
function fail({ reason, message }: RegistryFailure): Checked {
  return { ok: false, refusal: message, isFailure: reason !== 'not-found' };
}

function refuseLostPlatforms(
  { unit, present, image }: CheckRequest,
  after: readonly Variant[],
): string | null {
  if (present.failure !== null) {
    return `which platforms ${unit.reference} has is not known: ${present.failure}`;
  }
  const lost = lostPlatforms(platformsInUse(present.platforms, unit.platform), after);
  if (lost.length === 0) return null;
  const name = printReference({ ...image, digest: null });
  return `${name} has no image for ${lost.join(', ')}, which ${unit.reference} has`;
}

function ageOf(
  { ask, image, today, minimumAge, unit }: CheckRequest,
  manifest: Manifest,
): Promise<AgeVerdict> {
  const wanted = { days: minimumAge, today, platform: unit.platform };
  return judgeAge(ask, image, manifest, wanted);
}
