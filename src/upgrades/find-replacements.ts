import { fullName } from '../image/reference.ts';
import { successorsOf } from '../image/successor.ts';
import type { Successor } from '../image/successor.ts';
import { tagMoves } from '../image/tag-moves.ts';
import type { Questions } from './ask-once.ts';
import { judgeMove } from './judge-move.ts';
import { brokenLimits } from './limits.ts';
import { foreignReason } from './foreign-image.ts';
import type { Prospect } from './prospect.ts';
import { describeImage } from './unit.ts';
import type { ImageUnit, UnitContext } from './unit.ts';

/** More are not looked at: each costs a list of tags. */
const MOST_SUCCESSORS = 3;

/**
 * The successors of a deprecated image, and what could be taken in their repositories: the replacement
 * goes to where an upgrade of the successor would lead, so that it is made once.
 */
export async function findReplacements(
  ask: Questions,
  unit: ImageUnit,
  context: UnitContext,
): Promise<readonly (readonly Prospect[])[]> {
  const successors = successorsOf(unit.image).slice(0, MOST_SUCCESSORS);
  return Promise.all(successors.map((successor) => findIn(ask, unit, successor, context)));
}

async function findIn(
  ask: Questions,
  unit: ImageUnit,
  { reference, why }: Successor,
  context: UnitContext,
): Promise<readonly Prospect[]> {
  const image = { ...reference, digest: null };
  // Who moves the tags of an image does not take another one.
  const leftTo = fullName(image) === fullName(unit.image) ? unit.leftTo : null;
  const described = { ...unit, ...describeImage(image, context), leftTo };
  // A line that the successor never had has ended where it was.
  const isKnown = described.support.lifecycle !== null;
  const successor = isKnown ? described : { ...described, support: unit.support };
  const refusal = refuseSuccessor(unit, successor, context);
  if (refusal !== null) return [replacement(successor, `${why}; ${refusal}`)];
  const listed = await ask.listTags(reference);
  if (!listed.ok) return [replacement(successor, listed.failure.message)];
  const { tag } = successor.image;
  const isThere = tag === null || listed.value.includes(tag);
  const missing = `its repository has no tag ${tag ?? ''}`;
  const own = replacement(successor, isThere ? null : missing);
  if (tag === null || successor.isRolling) return [own];
  const moves = tagMoves(tag, listed.value, successor.name, context.today)
    .filter((move) => move.refusal === null)
    .map((move) => judgeMove(successor, move, context.today))
    .filter((prospect) => prospect.refusal === null)
    .map((prospect) => ({ ...prospect, kind: 'replacement' as const }));
  return [...moves, own];
}

function refuseSuccessor(
  unit: ImageUnit,
  successor: ImageUnit,
  { policy }: UnitContext,
): string | null {
  if (!unit.policy.kinds.includes('replacement')) return 'a replacement is not asked for';
  if (successor.leftTo !== null) return successor.leftTo.reason;
  const foreign = foreignReason(policy, successor.image) ?? successor.policy.hold;
  if (foreign !== null || successor.version === null || successor.runtime === null) return foreign;
  if (successor.version.join('.') === unit.version?.join('.')) return null;
  const [broken] = brokenLimits(unit.limits, successor.runtime, successor.version);
  return broken === undefined ? null : `${broken.text}, which does not allow it`;
}

function replacement(successor: ImageUnit, refusal: string | null): Prospect {
  const { image, version, distribution } = successor;
  const kind = 'replacement';
  return {
    image,
    kind,
    version,
    distribution,
    refusal,
    isLeft: false,
    others: 0,
    compromises: 0,
    preference: null,
  };
}
