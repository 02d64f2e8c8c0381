import { shortMark } from './key-block.ts';
import type { PastProposal } from './history.ts';
import type { Refusals } from './patch.ts';

export const NO_REFUSALS: Refusals = () => null;

/**
 * Closed without a merge means no, for good, to every fix that was in it; a severe advisory that it did not know
 * of is a new fact, and reopens the question.
 */
export function refusalsIn(past: readonly PastProposal[]): Refusals {
  const closed = past.filter(({ state }) => state === 'closed');
  if (closed.length === 0) return NO_REFUSALS;
  return (mark, advisories) => {
    const short = shortMark(mark);
    const refusal = closed.find(
      ({ block }) =>
        block?.marks.has(short) === true && advisories.every((id) => block.advisories.has(id)),
    );
    return refusal === undefined ? null : `you said no to it by closing ${refusal.name}`;
  };
}
