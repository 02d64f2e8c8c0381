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
