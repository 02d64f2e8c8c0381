import type { Dockerfile, Instruction, Stage } from '../../dockerfile/model.ts';
import { triggersOf } from '../../dockerfile/scope.ts';

/** An instruction that leaves its mark on an image, and the stage in which that happens. */
export interface ShippedInstruction {
  /** The instruction behind ONBUILD where a parent stage runs it in its child. */
  readonly instruction: Instruction;
  readonly stage: Stage;
}

/** The stage that a build ends with: by name in any case, or by index; null where the file has no such stage. */
export function builtStage({ stages }: Dockerfile, target: string | null): Stage | null {
  if (target === null || target === '') return stages.at(-1) ?? null;
  const wanted = target.toLowerCase();
  const named = stages.find(({ name }) => name === wanted);
  return named ?? (/^\d{1,4}$/.test(target) ? (stages[Number(target)] ?? null) : null);
}

/** The stage and the stages that it is built on, from the bottom. */
export function stageChain(stage: Stage): readonly Stage[] {
  const chain: Stage[] = [];
  for (let one: Stage | null = stage; one !== null; one = one.parent) chain.push(one);
  return chain.toReversed();
}

/** Every instruction whose work is in the image of the stage, in the order of the build; FROM is none. */
export function shippedChain(stage: Stage): readonly ShippedInstruction[] {
  return stageChain(stage).flatMap((one) =>
    [...triggersOf(one.parent), ...one.instructions].map((instruction) => ({
      instruction,
      stage: one,
    })),
  );
}
