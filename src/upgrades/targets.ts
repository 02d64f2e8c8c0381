import { printReference } from '../image/reference.ts';
import type { Chosen } from './choose.ts';
import type { DigestLook } from './look-at-digest.ts';
import { chosenReference } from './outlook.ts';
import type { Target } from './settle.ts';
import type { ImageUnit } from './unit.ts';

/** Where the images go whose tag or name is exchanged; those of one lock go together. */
export function tagTargets(
  solved: readonly (readonly Chosen[])[],
  isPinned: (unit: ImageUnit) => boolean,
): ReadonlyMap<string, Target> {
  const targets = new Map<string, Target>();
  for (const chosenTogether of solved) {
    const moving = chosenTogether.filter(({ choice }) => choice !== null);
    for (const { member, choice } of moving) {
      if (choice === null) continue;
      const { key, path, reference } = member.unit;
      const target = chosenReference(member.unit, choice, isPinned(member.unit));
      const mates = moving.map((one) => one.member.unit.key).filter((mate) => mate !== key);
      targets.set(key, { path, reference, target, mates });
    }
  }
  return targets;
}

/** The images that only get another digest; both maps are by key. */
export function digestTargets(
  looks: ReadonlyMap<string, DigestLook>,
  units: ReadonlyMap<string, ImageUnit>,
): ReadonlyMap<string, Target> {
  const targets = new Map<string, Target>();
  for (const [key, unit] of units) {
    const taken = looks.get(key)?.options.find(({ refusal }) => refusal === null);
    if (taken === undefined) continue;
    const { path, reference } = unit;
    targets.set(key, { path, reference, target: printReference(taken.image), mates: [] });
  }
  return targets;
}
