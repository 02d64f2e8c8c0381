import { printReference, withoutDigest } from '../image/reference.ts';
import type { Member } from './lock.ts';
import type { Prospect } from './prospect.ts';

/** What an image should become before anything that the policy would choose, if the registry does not refuse it. */
export interface Preference {
  /** The present one without its digest asks for nothing but a fresh digest. */
  readonly reference: string;
  /** One clause without a final dot. */
  readonly reason: string;
}

/** Puts what is preferred before all else; `preferences` is by `useKey`. What is refused stays refused. */
export function preferProspects(
  members: readonly Member[],
  preferences: ReadonlyMap<string, Preference>,
): readonly Member[] {
  return members.map((member) => {
    const preference = preferences.get(member.unit.key);
    return preference === undefined ? member : prefer(member, preference);
  });
}

function prefer({ unit, prospects }: Member, { reference, reason }: Preference): Member {
  const wanted = withoutDigest(reference);
  const isWanted = ({ image, refusal }: Prospect) =>
    refusal === null && printReference({ ...image, digest: null }) === wanted;
  const mark = (prospect: Prospect): Prospect =>
    isWanted(prospect) ? { ...prospect, preference: reason } : prospect;
  const refuse = (prospect: Prospect): Prospect => ({
    ...prospect,
    refusal: prospect.refusal ?? 'a smaller change fixes more vulnerabilities',
  });
  const moves = prospects.moves.map(mark);
  const isMove = moves.some((prospect) => prospect.preference !== null);
  const isRefresh = wanted === withoutDigest(unit.reference);
  // Successors of a deprecated image would be taken before any other tag of it.
  const keep = isMove || isRefresh ? refuse : mark;
  const replacements = prospects.replacements.map((list) => list.map(keep));
  return {
    unit,
    prospects: { ...prospects, moves: isRefresh ? moves.map(refuse) : moves, replacements },
  };
}
