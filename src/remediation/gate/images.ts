import { imageUses } from '../../dockerfile/image-uses.ts';
import type { ImageUse } from '../../dockerfile/image-uses.ts';
import type { Pairing } from './pairing.ts';
import { splitOf } from './split.ts';
import type { Refusal, Step } from './step.ts';

/** Instructions that name an image, or a variable that an image is made of. */
const NAMING = new Set(['FROM', 'ARG', 'COPY', 'RUN', 'ONBUILD']);

/**
 * Part 3, where a configuration begins: every image is the one from before, or the one that a fix
 * declares to take instead.
 */
export function checkImages(step: Step, { touchedAfter }: Pairing): Refusal | null {
  if (!touchedAfter.some(({ keyword }) => NAMING.has(keyword))) return null;
  const old = imageUses(step.before.dockerfile);
  const now = imageUses(step.after.dockerfile);
  const moves = declaredMoves(step);
  const expected = new Set(old.map((use) => expectedName(use, moves)));
  const split = splitOf(step);
  if (split !== null) expected.add(split.runtime);
  const foreign = now.find((use) => !expected.has(nameOf(use)));
  const reason =
    foreign === undefined
      ? otherBase(
          bases(old, (use) => expectedName(use, moves)),
          bases(now, nameOf),
        )
      : `the image ${nameOf(foreign)} was not declared`;
  return reason === null ? null : { part: 'configuration', reason };
}

/** Resolved references before, and what each of them becomes. */
export function declaredMoves({ candidates }: Step): ReadonlyMap<string, string> {
  const moves = candidates.flatMap(({ fix }) => fix.moves ?? []);
  return new Map(moves.map(({ from, to }) => [from, to.reference]));
}

function nameOf({ resolved, reference }: ImageUse): string {
  return resolved ?? reference;
}

function expectedName(use: ImageUse, moves: ReadonlyMap<string, string>): string {
  return moves.get(nameOf(use)) ?? nameOf(use);
}

/** The name below each stage; stages on other stages have none of their own. */
function bases(
  uses: readonly ImageUse[],
  name: (use: ImageUse) => string,
): ReadonlyMap<number | null, string> {
  return new Map(uses.filter(({ role }) => role === 'base').map((use) => [use.stage, name(use)]));
}

function otherBase(
  expected: ReadonlyMap<number | null, string>,
  found: ReadonlyMap<number | null, string>,
): string | null {
  for (const [stage, name] of found) {
    const wanted = expected.get(stage);
    if (wanted !== undefined && wanted !== name) {
      return `stage ${(stage ?? 0) + 1} stands on ${name} where ${wanted} was declared`;
    }
  }
  return null;
}
