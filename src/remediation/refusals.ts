import { shortMark } from './key-block.ts';
import type { PastProposal } from './history.ts';
import type { RefusableFix, Refusals } from './patch.ts';

export const NO_REFUSALS: Refusals = () => null;

/**
 * Closed without a merge means no, for good, to every fix that was in it; a severe advisory that it did not know
 * of is a new fact, and reopens the question. A wider "no" holds for its rules and images, whatever arises, and not
 * for the other fixes that happened to stand beside them.
 */
export function refusalsIn(past: readonly PastProposal[]): Refusals {
  const closed = past.filter(({ state }) => state === 'closed');
  if (closed.length === 0) return NO_REFUSALS;
  return (fix) => {
    for (const { name, block, wider } of closed) {
      if (wider !== null) {
        const what = whatIsRefused(fix, wider);
        if (what !== null) return `you said no to ${what} on ${name}`;
      } else if (isIn(fix, block)) {
        return `you said no to it by closing ${name}`;
      }
    }
    return null;
  };
}

/** The open pull request of before that a fix is in already; null where there is none. A branch alone is none. */
export function placeOf(
  fix: Pick<RefusableFix, 'mark'>,
  past: readonly PastProposal[],
): string | null {
  const found = past.find(
    ({ state, name, branch, block }) =>
      state === 'open' && name !== branch && block?.marks.has(shortMark(fix.mark)) === true,
  );
  return found?.name ?? null;
}

/** The same "no", and to what an open pull request of a campaign changes already. */
export function withCampaigns(refusals: Refusals, past: readonly PastProposal[]): Refusals {
  const campaigns = past.filter(({ block }) => block?.key.kind === 'campaign');
  if (campaigns.length === 0) return refusals;
  return (fix) => {
    const place = placeOf(fix, campaigns);
    return refusals(fix) ?? (place === null ? null : `it is in ${place}, which a campaign opened`);
  };
}

function whatIsRefused(
  { rule, images }: RefusableFix,
  wider: NonNullable<PastProposal['wider']>,
): string | null {
  if (wider.rules.has(rule)) return `the rule \`${rule}\``;
  const image = images.find((one) => wider.images.has(one));
  return image === undefined ? null : `updates of \`${image}\``;
}

function isIn({ mark, advisories }: RefusableFix, block: PastProposal['block']): boolean {
  if (block?.marks.has(shortMark(mark)) !== true) return false;
  return advisories.every((id) => block.advisories.has(id));
}
