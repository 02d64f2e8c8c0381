import { imageUses } from '../dockerfile/image-uses.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { parseReference } from '../image/reference.ts';
import { stageChain } from './base-image.ts';
import { chosenFor, endedLines } from './image-upgrade.ts';
import type { Facts } from './rule.ts';
import type { Run } from './runs.ts';

/** Why an upgrade of all packages stays, and what to do about the base image: one clause. */
export function upgradeReason(dockerfile: Dockerfile, facts: Facts, { stage }: Run): string {
  const bottom = stageChain(stage).at(-1);
  const use = imageUses(dockerfile).find((one) => {
    return one.role === 'base' && one.stage === bottom?.index;
  });
  const reference = parseReference(use?.resolved ?? '');
  if (use === undefined || reference === null) {
    return 'which base image it upgrades is not to be seen; it may bring security fixes that this one lacks';
  }
  const name = `\`${reference.written}${reference.tag === null ? '' : `:${reference.tag}`}\``;
  const [ended] = endedLines(facts, use.resolved ?? '');
  if (ended !== undefined) {
    const day = ended.endOfLife === null ? '' : ` since ${ended.endOfLife}`;
    return `${ended.product} ${ended.cycle} gets no free security fixes${day}, so that it brings little: move ${name} to a release that is alive, then remove it`;
  }
  const chosen = chosenFor({ dockerfile, facts, use });
  if (chosen !== null) {
    return `it may bring security fixes that ${name} lacks: move to \`${chosen.reference}\` first, then remove it`;
  }
  if (reference.digest !== null) {
    return `${name} is held by its digest, so that only this brings security fixes between two moves: have a bot move the digest, then remove it`;
  }
  return `it may bring security fixes that ${name} lacks: build with \`--pull\` and often, then remove it`;
}
