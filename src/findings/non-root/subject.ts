import type { Workload } from '../../builds/workload.ts';
import { indexLines } from '../../dockerfile/line-index.ts';
import type { Dockerfile, Instruction, Stage } from '../../dockerfile/model.ts';
import { stageChain } from '../base-image.ts';
import type { Facts } from '../rule.ts';
import { startedCommands } from './started-commands.ts';
import type { StartedCommand } from './started-commands.ts';

/** The image that a file yields, as the checks look at it. */
export interface Subject {
  readonly dockerfile: Dockerfile;
  readonly facts: Facts;
  readonly stage: Stage;
  /** The instructions of the stage and of those that it is built on, in file order. */
  readonly instructions: readonly Instruction[];
  /** True for one of them. */
  readonly has: (instruction: Instruction) => boolean;
  /** What a container of it starts. */
  readonly commands: readonly StartedCommand[];
  /** How the repository runs it. */
  readonly workloads: readonly Workload[];
  /** 1-based. */
  readonly lineOf: (instruction: Instruction) => number;
}

export function subjectOf(dockerfile: Dockerfile, facts: Facts, stage: Stage): Subject {
  const chain = stageChain(stage);
  let lines: ReturnType<typeof indexLines> | null = null;
  const instructions = chain.toReversed().flatMap((each) => each.instructions);
  const own = new Set(instructions);
  return {
    dockerfile,
    facts,
    stage,
    instructions,
    has: (instruction) => own.has(instruction),
    commands: startedCommands(facts, chain),
    workloads: facts.surroundings()?.workloads() ?? [],
    lineOf: ({ span }) => (lines ??= indexLines(dockerfile.text)).position(span.start).line,
  };
}

/** The last instruction with one of the keywords whose text matches; undefined for none. */
export function lastMatching(
  { instructions }: Subject,
  keywords: readonly string[],
  pattern: RegExp,
): Instruction | undefined {
  return instructions.findLast(
    ({ keyword, body, heredocs }) =>
      keywords.includes(keyword) &&
      (pattern.test(body.text) || heredocs.some(({ content }) => pattern.test(content))),
  );
}

/** `compose.yaml:4` */
export function placeText({
  path,
  line,
}: {
  readonly path: string;
  readonly line: number;
}): string {
  return `${path}:${line}`;
}
