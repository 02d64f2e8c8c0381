import { printReference } from '../image/reference.ts';
import type { UpgradeCandidate } from '../image/upgrade.ts';
import type { Questions } from './ask-once.ts';
import type { Check } from './choose.ts';
import type { Member } from './lock.ts';
import { lookAtDigest } from './look-at-digest.ts';
import type { Prospect } from './prospect.ts';

/** An image that policy and limits allow to take, if only by another bot, and that its registry was not asked about yet. */
export interface AllowedCandidate {
  /** Without a digest. */
  readonly candidate: UpgradeCandidate;
  /** Of the runtime, else of the tag; null for a tag without numbers. */
  readonly version: readonly number[] | null;
  /** Asks the registry why it may not be taken all the same; null when it may. */
  readonly refusal: () => Promise<string | null>;
}

/** What may be taken instead of one image, whatever was chosen. */
export interface AllowedMoves {
  readonly candidates: readonly AllowedCandidate[];
  /** Of a pinned image: the same tag with the digest that it has now; null when that is not wanted or not there. */
  readonly refresh: () => Promise<UpgradeCandidate | null>;
}

export const NO_MOVES: AllowedMoves = {
  candidates: [],
  refresh: () => Promise.resolve(null),
};

const REASON = 'the policy allows it';

export function allowedMoves(
  { unit, prospects }: Member,
  check: Check,
  { ask, today }: { readonly ask: Questions; readonly today: string },
): AllowedMoves {
  const open = [...prospects.moves, ...prospects.replacements.flat()].filter(
    ({ refusal, isLeft }) => refusal === null || isLeft,
  );
  const allow = (prospect: Prospect): AllowedCandidate => {
    const { kind, version, image } = prospect;
    const reference = printReference({ ...image, digest: null });
    return {
      candidate: { reference, digest: null, kind, reason: REASON, evidence: null },
      version,
      refusal: async () => {
        const checked = await check(unit, prospect);
        return checked.ok ? null : checked.refusal;
      },
    };
  };
  const refresh = async (): Promise<UpgradeCandidate | null> => {
    if (unit.image.digest === null) return null;
    const { options } = await lookAtDigest(unit, { ask, today, canPin: () => false });
    const option = options.find((one) => one.kind === 'digest-refresh' && one.refusal === null);
    if (option === undefined) return null;
    const { image, kind, digest } = option;
    return { reference: printReference(image), digest, kind, reason: REASON, evidence: null };
  };
  return { candidates: open.map(allow), refresh };
}
