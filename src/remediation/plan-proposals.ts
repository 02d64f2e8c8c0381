import { imageProposals } from './image-proposals.ts';
import type { Patch } from './patch.ts';
import { placeKey } from './place-key.ts';
import type { LeftFinding, Proposal } from './proposal.ts';
import { ruleProposals } from './rule-proposals.ts';
import type { Planning } from './rule-proposals.ts';

export interface Plan {
  readonly proposals: readonly Proposal[];
  readonly left: readonly LeftFinding[];
}

/** Safe fixes first, then images, then what needs the eye of a person. */
export function planProposals(planning: Planning): Plan {
  const { rules } = planning;
  const { hardening, reviews, left } = ruleProposals(planning);
  const moves = imageProposals(planning);
  const proposals = [...hardening, ...moves.proposals, ...reviews];
  const moving = new Set(rules.filter(({ movesImages }) => movesImages).map(({ id }) => id));
  const taken = new Set(
    proposals
      .flatMap(({ fixes }) => fixes)
      .flatMap(({ path, cures }) => cures.map((cure) => placeKey({ ...cure, path }))),
  );
  // Of what scanners reported a move cures what it says, and nothing else.
  const isCured = (item: LeftFinding) =>
    taken.has(placeKey(item)) ||
    (item.traced === null && moving.has(item.rule) && isCuredByMove(item, moves.patches));
  return { proposals, left: leftBy(left, isCured, moves.refused) };
}

/**
 * One edit of an ARG moves several images, and is listed at the first of them. What scanners reported of an
 * image that moves is gone from the text that no scanner has seen yet: only what the move says that it cures is cured.
 */
function isCuredByMove(item: LeftFinding, patches: readonly Patch[]): boolean {
  if (item.traced !== null) return false;
  const key = placeKey(item);
  return patches
    .filter(({ path }) => path === item.path)
    .some(({ path, left }) => left.every((other) => placeKey({ ...other, path }) !== key));
}

/** What no proposal cures; a move that failed has its own reason. */
function leftBy(
  left: readonly LeftFinding[],
  isCured: (item: LeftFinding) => boolean,
  refused: ReadonlyMap<string, string>,
): LeftFinding[] {
  return left
    .filter((item) => !isCured(item))
    .map((item) => ({ ...item, reason: refused.get(placeKey(item)) ?? item.reason }));
}
