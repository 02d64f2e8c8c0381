import { imageUses } from '../dockerfile/image-uses.ts';
import type { Dockerfile, Stage } from '../dockerfile/model.ts';
import { stageChain } from './base-image.ts';
import { endedLines } from './image-upgrade.ts';
import type { Facts } from './rule.ts';

/** `debian 8`, where the distribution or product at the bottom of a stage is not supported any more; else null. */
export function endedBase(dockerfile: Dockerfile, facts: Facts, stage: Stage): string | null {
  const bottom = stageChain(stage).at(-1);
  const use = imageUses(dockerfile).find((one) => {
    return one.role === 'base' && one.stage === bottom?.index;
  });
  const [ended] = endedLines(facts, use?.resolved ?? '');
  return ended === undefined ? null : `${ended.product} ${ended.cycle}`;
}
