import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import { stageChain } from './base-image.ts';
import type { Facts } from './rule.ts';

/** The user that the image of the last stage runs as, and where it is said. */
export interface ShippedUser {
  readonly stage: Stage;
  /** After expansion; null is root. */
  readonly user: string | null;
  /** The USER in force, also of a stage that this one is built on; null when the base image says it. */
  readonly instruction: Instruction | null;
}

/** What `docker build` without `--target` yields; null for an empty file. */
export function shippedUser({ stages }: Dockerfile, facts: Facts): ShippedUser | null {
  const stage = stages.at(-1);
  if (stage === undefined) return null;
  return { stage, user: facts.result(stage).user, instruction: lastUser(stage) };
}

function lastUser(stage: Stage): Instruction | null {
  for (const { instructions } of stageChain(stage)) {
    const found = instructions.findLast(({ keyword }) => keyword === 'USER');
    if (found !== undefined) return found;
  }
  return null;
}

/** `root`, `0`, with or without a group, and null. What is not known is not. */
export function isRootUser(user: string | null): boolean {
  if (user === null) return true;
  const [name] = user.split(':', 1);
  return name === 'root' || name === '0';
}
