import { expandWord } from '../dockerfile/expand.ts';
import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import { scopeAt } from '../dockerfile/scope.ts';
import { stageChain } from './base-image.ts';
import type { Facts } from './rule.ts';

/** True when a WORKDIR ran before the instruction, in its stage or in one below it. */
export function hasWorkdirBefore(stage: Stage, { span }: Instruction): boolean {
  return stageChain(stage).some(({ instructions }) => {
    const first = instructions.find(({ keyword }) => keyword === 'WORKDIR');
    return first !== undefined && first.span.start < span.start;
  });
}

/** True for `/x` and `C:\x`; a path that begins with a variable is not known to be. */
export function isAbsolutePath(path: string): boolean {
  return /^(?:[/\\]|[a-z]:)/i.test(path);
}

/** The path that WORKDIR names: quotes removed, variables replaced; null when one has no known value. */
export function workdirPath(dockerfile: Dockerfile, instruction: Instruction): string | null {
  const { lookup } = scopeAt(dockerfile, instruction);
  const { value, unresolved, error } = expandWord(
    instruction.body.text.trim(),
    lookup,
    dockerfile.escape,
  );
  return error === null && unresolved.length === 0 ? value : null;
}

/** True when the paths of Windows may be in use. */
export function mayBeWindows({ escape }: Dockerfile, facts: Facts, stage: Stage): boolean {
  return escape === '`' || facts.base(stage).os === 'windows';
}

/** Where an image starts without a WORKDIR of its own; null when that is not known. */
export function baseDirectory(facts: Facts, stage: Stage): string | null {
  const { workdir } = facts.base(stage);
  return workdir === 'unknown' ? null : (workdir ?? '/');
}

/** True when nothing but the file itself decides on the base: `FROM scratch`. */
export function isOnScratch(facts: Facts, stage: Stage): boolean {
  return facts.base(stage).distribution === 'scratch';
}
