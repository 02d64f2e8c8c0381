import type { ImageReference } from '../image/reference.ts';
import type { UpgradeKind } from '../image/upgrade.ts';

/** `debian 12`, however the tag names it. */
export interface DistributionRelease {
  readonly family: string;
  readonly release: string;
}

/** An image that could be taken instead, judged without asking a registry about it. */
export interface Prospect {
  /** With its tag, without a digest. */
  readonly image: ImageReference;
  readonly kind: UpgradeKind;
  /** Of the runtime, else of the tag; null for a tag without numbers. */
  readonly version: readonly number[] | null;
  /** The release of a distribution that its tag names. */
  readonly distribution: DistributionRelease | null;
  /** Why it may not be taken, one clause without a final dot; null when it may. */
  readonly refusal: string | null;
  /** It may be taken, and is only left to another bot. */
  readonly isLeft: boolean;
  /** How many other tags are refused for the same reason without being looked at one by one. */
  readonly others: number;
  /** How much speaks against it, see `compromisesOf`: where another has less, that one is taken. */
  readonly compromises: number;
  /** Why it is taken before all others, one clause without a final dot; null when nothing asks for that. */
  readonly preference: string | null;
}
