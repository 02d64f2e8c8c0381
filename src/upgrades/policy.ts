import type { ImageReference } from '../image/reference.ts';
import type { UpgradeKind } from '../image/upgrade.ts';
import { npmRange } from '../image/version-range.ts';
import type { VersionRange } from '../image/version-range.ts';
import { foreignReason } from './foreign-image.ts';
import { fitsImage } from './image-pattern.ts';

/** Kinds that a configuration names; whether digests are added says `pin`. */
export const PROPOSED_KINDS = [
  'digest-refresh',
  'patch',
  'minor',
  'major',
  'distribution',
  'replacement',
] as const satisfies readonly UpgradeKind[];

type ProposedKind = (typeof PROPOSED_KINDS)[number];

/** What holds for the images of one pattern; a field that is missing is that of the whole policy. */
export interface ImageRule {
  /** A pattern for the name. */
  readonly image: string;
  readonly kinds?: readonly ProposedKind[] | undefined;
  readonly pin?: boolean | undefined;
  readonly minimumAge?: number | undefined;
  /** Versions that may be taken, a range as npm writes them. */
  readonly allow?: string | undefined;
  /** A pattern for the tags that may be taken. */
  readonly tags?: string | undefined;
  /** Why the images are not touched. */
  readonly hold?: string | undefined;
}

/** The section `upgrades` of a configuration; what is undefined depends on the posture. */
export interface UpgradeSettings {
  readonly kinds?: readonly ProposedKind[] | undefined;
  readonly pin?: boolean | undefined;
  readonly leaveEnded?: boolean | undefined;
  readonly leaveEndedDays: number;
  readonly minimumAge: number;
  readonly minimumDigestAge: number;
  readonly registries: readonly string[];
  readonly images: readonly string[];
  readonly hold: readonly { readonly image: string; readonly reason?: string | undefined }[];
  readonly rules: readonly ImageRule[];
}

/** Which upgrades are wanted. */
export interface UpgradePolicy extends Omit<UpgradeSettings, 'kinds' | 'pin' | 'leaveEnded'> {
  readonly kinds: readonly ProposedKind[];
  readonly pin: boolean;
  readonly leaveEnded: boolean;
}

/** What the policy says of one image. */
export interface ImagePolicy {
  readonly kinds: readonly UpgradeKind[];
  readonly pin: boolean;
  /** Days before the end of life from which a line is left although `kinds` does not say so; null is never. */
  readonly leaveEndedDays: number | null;
  /** Days that a tag must have been there. */
  readonly minimumAge: number;
  readonly minimumDigestAge: number;
  readonly allow: VersionRange | null;
  readonly tags: string | null;
  /** Why the image is not touched; null when it is. One clause without a final dot. */
  readonly hold: string | null;
}

type Posture = 'gentle' | 'balanced' | 'strict';

/**
 * What each posture proposes unless the configuration says otherwise. `gentle`: the same tag with fresh
 * content. `balanced`: what people merge, and a way off what has ended. `strict`: all, pinned.
 */
const BY_POSTURE: Readonly<Record<Posture, Pick<UpgradePolicy, 'kinds' | 'pin' | 'leaveEnded'>>> = {
  gentle: { kinds: ['digest-refresh'], pin: false, leaveEnded: false },
  balanced: {
    kinds: ['digest-refresh', 'patch', 'minor', 'replacement'],
    pin: false,
    leaveEnded: true,
  },
  strict: { kinds: PROPOSED_KINDS, pin: true, leaveEnded: true },
};

/** The settings of a configuration, with what they leave to the posture. */
export function upgradePolicy(posture: Posture, settings: UpgradeSettings): UpgradePolicy {
  const standard = BY_POSTURE[posture];
  return {
    ...settings,
    kinds: settings.kinds ?? standard.kinds,
    pin: settings.pin ?? standard.pin,
    leaveEnded: settings.leaveEnded ?? standard.leaveEnded,
  };
}

/** The first of the policy's rules that names the image counts. */
export function policyFor(policy: UpgradePolicy, reference: ImageReference): ImagePolicy {
  const rule = policy.rules.find(({ image }) => fitsImage(image, reference));
  const kinds: readonly UpgradeKind[] = rule?.kinds ?? policy.kinds;
  return {
    kinds,
    pin: rule?.pin ?? policy.pin,
    leaveEndedDays: policy.leaveEnded && rule?.kinds === undefined ? policy.leaveEndedDays : null,
    minimumAge: rule?.minimumAge ?? policy.minimumAge,
    minimumDigestAge: policy.minimumDigestAge,
    allow: rule?.allow === undefined ? null : npmRange(rule.allow),
    tags: rule?.tags ?? null,
    hold: holdReason(policy, reference, rule),
  };
}

/** True for a text that `allow` of a rule may be. */
export function isAllowedVersions(text: string): boolean {
  return npmRange(text) !== null;
}

function holdReason(
  policy: UpgradePolicy,
  reference: ImageReference,
  rule: ImageRule | undefined,
): string | null {
  const held = policy.hold.find(({ image }) => fitsImage(image, reference));
  if (held !== undefined) return heldText(held.reason);
  if (rule?.hold !== undefined) return heldText(rule.hold);
  return foreignReason(policy, reference);
}

function heldText(reason: string | undefined): string {
  return `the configuration holds this image${reason === undefined ? '' : `: ${reason}`}`;
}
