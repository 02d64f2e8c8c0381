import type { LifecycleState } from './lifecycle-state.ts';
import { withoutDigest } from './reference.ts';
import type { Platform } from './registry.ts';

/** In the order of how much they change. */
export const UPGRADE_KINDS = [
  'digest-pin',
  'digest-refresh',
  'patch',
  'minor',
  'major',
  'distribution',
  'replacement',
] as const;

/**
 * `digest-pin` puts the digest beside the tag; `digest-refresh` takes the digest that the tag has now;
 * `distribution` moves only what the image stands on; `replacement` takes another image.
 */
export type UpgradeKind = (typeof UPGRADE_KINDS)[number];

/** True where only the digest changes: the image and its tag stay. */
export function isDigestChange(kind: UpgradeKind): boolean {
  return kind === 'digest-pin' || kind === 'digest-refresh';
}

export interface PackageChange {
  readonly name: string;
  /** Null when the package is new. */
  readonly from: string | null;
  /** Null when the package is gone. */
  readonly to: string | null;
}

/** A value of the image configuration that differs and matters: `user`, `env PATH`. */
export interface ConfigurationChange {
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** What changes from one image to another, on one platform. */
export interface Evidence {
  readonly platform: Platform | null;
  /** RFC 3339. */
  readonly created: { readonly from: string | null; readonly to: string | null };
  /** `org.opencontainers.image.revision`. */
  readonly revision: { readonly from: string | null; readonly to: string | null };
  /** `org.opencontainers.image.source`, when it is an https address. */
  readonly source: string | null;
  /** Where the source's host shows what lies between the revisions. */
  readonly compareLink: string | null;
  /** Compressed layers, bytes. */
  readonly size: { readonly from: number | null; readonly to: number | null };
  readonly platforms: { readonly lost: readonly string[]; readonly gained: readonly string[] };
  /** Null when the packages of one of the images are not known; `unknown` says why. */
  readonly packages: readonly PackageChange[] | null;
  readonly configuration: readonly ConfigurationChange[];
  /** What could not be found out, each a clause for a person. */
  readonly unknown: readonly string[];
}

/** An image that could be taken instead. */
export interface UpgradeCandidate {
  /** As it would be written, digest included when it is to be pinned. */
  readonly reference: string;
  /** Of the index where there is one; null when it was not asked for. */
  readonly digest: string | null;
  readonly kind: UpgradeKind;
  /** Why it is chosen, or why it is not: one clause without a final dot. */
  readonly reason: string;
  readonly evidence: Evidence | null;
}

/** True for the same kind of change to the same image, whether its digest is written or not. */
export function isSameMove(a: UpgradeCandidate | null, b: UpgradeCandidate | null): boolean {
  if (a === null || b === null || a.kind !== b.kind) return false;
  return withoutDigest(a.reference) === withoutDigest(b.reference);
}

/** What is known of the future of one image that a Dockerfile uses. */
export interface ImageOutlook {
  /** As resolved from the Dockerfile. */
  readonly reference: string;
  /** The digest that its tag stands for now; null when that is not known. */
  readonly digest: string | null;
  readonly lifecycle: LifecycleState | null;
  /** Newest first; the chosen one among them. */
  readonly candidates: readonly UpgradeCandidate[];
  readonly chosen: UpgradeCandidate | null;
  /** What could not be known, and why: a registry that did not answer. Clauses for a person. */
  readonly unknown: readonly string[];
  /** Why the image may be unmaintained, for a person; null when nothing says so. */
  readonly doubt: string | null;
}
