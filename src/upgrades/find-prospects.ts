import type { RegistryFailure } from '../image/registry.ts';
import { tagMoves } from '../image/tag-moves.ts';
import type { TagMove } from '../image/tag-moves.ts';
import type { TagRefusal } from '../image/tag-refusal.ts';
import type { Questions } from './ask-once.ts';
import { judgeMove } from './judge-move.ts';
import type { Prospect } from './prospect.ts';
import { findReplacements } from './find-replacements.ts';
import type { ImageUnit, UnitContext } from './unit.ts';

/** What could be taken instead of an image, before its registry is asked about a single tag. */
export interface Prospects {
  /** In the same repository, newest first. */
  readonly moves: readonly Prospect[];
  /** A list for each image that succeeds a deprecated one, best first. */
  readonly replacements: readonly (readonly Prospect[])[];
  /** Why the tags could not be listed; null when they were, or were not needed. */
  readonly failure: RegistryFailure | null;
}

const NONE: Prospects = { moves: [], replacements: [], failure: null };

/** Lists the tags where one of them could be taken: not for held images, nor for tags that roll. */
export async function findProspects(
  ask: Questions,
  unit: ImageUnit,
  context: UnitContext,
): Promise<Prospects> {
  if (unit.policy.hold !== null) return NONE;
  const replacements = await findReplacements(ask, unit, context);
  const { tag } = unit.image;
  if (tag === null || unit.isRolling) return { ...NONE, replacements };
  const listed = await ask.listTags(unit.image);
  if (!listed.ok) return { moves: [], replacements, failure: listed.failure };
  const moves = movesOnce(listed.value, unit, tag, context.today);
  return { moves: judgeAll(unit, moves, context.today), replacements, failure: null };
}

/** By list of tags and present tag: a repository is used in many files. */
const KNOWN_MOVES = new WeakMap<readonly string[], Map<string, readonly TagMove[]>>();

function movesOnce(
  tags: readonly string[],
  { name }: ImageUnit,
  tag: string,
  today: string,
): readonly TagMove[] {
  const known = KNOWN_MOVES.get(tags) ?? new Map<string, readonly TagMove[]>();
  KNOWN_MOVES.set(tags, known);
  const key = `${name}:${tag} ${today}`;
  const moves = known.get(key) ?? tagMoves(tag, tags, name, today);
  known.set(key, moves);
  return moves;
}

/** Of the tags that do not follow the present one, the first of each reason stands for the others. */
function judgeAll(unit: ImageUnit, moves: readonly TagMove[], today: string): readonly Prospect[] {
  const counts = new Map<TagRefusal, number>();
  for (const { refusal } of moves) {
    if (refusal !== null) counts.set(refusal, (counts.get(refusal) ?? 0) + 1);
  }
  counts.delete('same');
  const prospects: Prospect[] = [];
  for (const move of moves) {
    const count = move.refusal === null ? 1 : (counts.get(move.refusal) ?? 0);
    if (count === 0) continue;
    if (move.refusal !== null) counts.delete(move.refusal);
    prospects.push({ ...judgeMove(unit, move, today), others: count - 1 });
  }
  return prospects;
}
