import { catalogueName } from '../image/catalogue-name.ts';
import { distributionLifecycleOf, lifecycleOf, lineOf } from '../image/lifecycle.ts';
import type { LifecycleState } from '../image/lifecycle-state.ts';
import { parseTag } from '../image/parse-tag.ts';
import { parseReference } from '../image/reference.ts';
import type { ImageReference } from '../image/reference.ts';
import { isRolling } from '../image/tag-kind.ts';
import { leadingVersion } from '../image/tag-words.ts';
import { dayAfter } from './image-age.ts';
import type { Limit } from './limit.ts';
import type { LimitBook } from './limits.ts';
import { useKey } from './planned-use.ts';
import type { PlannedUse } from './planned-use.ts';
import { policyFor } from './policy.ts';
import type { ImagePolicy, UpgradePolicy } from './policy.ts';
import type { DistributionRelease } from './prospect.ts';
import { runtimeProduct, runtimeReader } from './runtime.ts';
import type { RuntimeName } from './runtime-images.ts';

/** Whether a release is still supported, as far as that matters to an upgrade. */
export interface Support {
  readonly lifecycle: LifecycleState | null;
  /** Its support has ended, or ends so soon that it should be left. */
  readonly isEnding: boolean;
}

/** Somebody else moves tag and digest of an image within its own repository. */
export interface LeftTo {
  /** One clause without a final dot. */
  readonly reason: string;
  /** Whether they also put a digest where there is none. */
  readonly pinsDigests: boolean;
}

/** What a file does with one image: the smallest thing that has one choice. */
export interface ImageUnit {
  readonly key: string;
  readonly path: string;
  /** As resolved from the file. */
  readonly reference: string;
  readonly image: ImageReference;
  /** Under which the catalogue and the lifecycle data know the image. */
  readonly name: string;
  /** A Dockerfile frontend: of another major version it may read the file differently. */
  readonly isFrontend: boolean;
  /** The only platform in use; null is any. */
  readonly platform: string | null;
  readonly policy: ImagePolicy;
  readonly limits: readonly Limit[];
  /** Null where nobody else moves the image. */
  readonly leftTo: LeftTo | null;
  readonly runtime: RuntimeName | null;
  /** Of the runtime, else what a tag begins with; null for one without numbers. */
  readonly versionIn: (tag: string) => readonly number[] | null;
  /** Of the runtime, else what the tag begins with; null for a tag that rolls. */
  readonly version: readonly number[] | null;
  /** The release of a distribution that the tag names. */
  readonly distribution: DistributionRelease | null;
  /** The tag names no version: it is never exchanged. */
  readonly isRolling: boolean;
  readonly support: Support;
  /** Of the runtime that the image brings beside its own product: of the Java in an image of Maven. */
  readonly runtimeSupport: Support;
  /** Of the distribution that the image stands on. */
  readonly distributionSupport: Support;
}

export interface UnitContext {
  readonly policy: UpgradePolicy;
  readonly limits: LimitBook;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Without it nothing is left to others. */
  readonly leftTo?: (use: PlannedUse) => LeftTo | null;
}

/** The uses of one image in one file, as one; null when its name is no reference. */
export function unitOf(uses: readonly PlannedUse[], context: UnitContext): ImageUnit | null {
  const [first] = uses;
  const image = first === undefined ? null : parseReference(first.reference);
  if (first === undefined || image === null) return null;
  const platforms = new Set(uses.map(({ platform }) => platform));
  const [only = null] = platforms.size === 1 ? platforms : [];
  return {
    key: useKey(first.path, first.reference),
    path: first.path,
    reference: first.reference,
    isFrontend: uses.some(({ role }) => role === 'syntax'),
    platform: only,
    limits: context.limits.limitsFor(first.path),
    leftTo: leftToIn(uses, context),
    ...describeImage(image, context),
  };
}

/** Of an image that a file names twice, the place that others see counts for both. */
function leftToIn(uses: readonly PlannedUse[], { leftTo }: UnitContext): LeftTo | null {
  for (const use of uses) {
    const left = leftTo?.(use) ?? null;
    if (left !== null) return left;
  }
  return null;
}

/** What is known of an image without asking anybody. */
export function describeImage(
  image: ImageReference,
  { policy, today }: Pick<UnitContext, 'policy' | 'today'>,
): Omit<ImageUnit, 'key' | 'path' | 'reference' | 'isFrontend' | 'platform' | 'limits' | 'leftTo'> {
  const name = catalogueName(image);
  const reader = runtimeReader(image);
  const versionIn = (tag: string) => reader?.versionIn(tag) ?? leadingVersion(tag);
  const imagePolicy = policyFor(policy, image);
  const judge = (lifecycle: LifecycleState | null): Support => ({
    lifecycle,
    isEnding: isEnding(lifecycle, today, imagePolicy.leaveEndedDays),
  });
  return {
    image,
    name,
    policy: imagePolicy,
    runtime: reader?.name ?? null,
    versionIn,
    version: versionIn(image.tag ?? ''),
    distribution: distributionIn(image.tag ?? ''),
    isRolling: image.tag === null || isRolling(image.tag, name),
    support: judge(lifecycleOf(image, today)),
    runtimeSupport: judge(
      reader?.isBeside === true
        ? lineOf(runtimeProduct(reader.name), versionIn(image.tag ?? ''), today)
        : null,
    ),
    distributionSupport: judge(distributionLifecycleOf(image, today)),
  };
}

/** The release of a distribution that a tag names, by codename or by number. */
export function distributionIn(tag: string): DistributionRelease | null {
  const { distribution } = parseTag(tag);
  const release = distribution?.release?.join('.') ?? null;
  return distribution === null || release === null
    ? null
    : { family: distribution.family, release };
}

/** Null days leave out what has not ended yet. */
export function isEnding(
  lifecycle: LifecycleState | null,
  today: string,
  days: number | null,
): boolean {
  if (lifecycle === null) return false;
  const { endOfLife, isEnded } = lifecycle;
  return isEnded || (endOfLife !== null && endOfLife < dayAfter(today, days ?? 0));
}
