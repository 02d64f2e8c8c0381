import type { Dockerfile, Instruction } from '../../dockerfile/model.ts';
import { once } from '../../dockerfile/once.ts';
import type { HistoryEntry } from '../../findings/scan-report.ts';
import { alignSteps } from './align-steps.ts';
import type { AlignedStep } from './align-steps.ts';
import { historyStep } from './history-step.ts';
import { instructionStep } from './instruction-step.ts';
import type { InstructionStep } from './instruction-step.ts';
import { joinedRuns } from './joined-runs.ts';
import { builtStage, shippedChain } from './shipped-chain.ts';
import { familyOf } from './step-likeness.ts';

/** Which entry of an image's history comes from which instruction. */
export interface HistoryAlignment {
  /** By index into the history. Several entries of one instruction: RUNs that were joined since. */
  readonly pairs: ReadonlyMap<number, Instruction>;
  /** How many entries, from the bottom, belong to the base image. */
  readonly baseEntries: number;
  /**
   * 0 to 1: the share of the shipped stages' own instructions that the history has, in their order; those
   * whose text differs count in part. 0 where there are none.
   */
  readonly score: number;
}

/** Images have at most 127 layers; entries without a layer come on top. */
const MOST_ENTRIES = 500;
const MOST_INSTRUCTIONS = 500;

const NOTHING: HistoryAlignment = { pairs: new Map(), baseEntries: 0, score: 0 };

/**
 * Finds the instructions of the built stage, and of the stages that it is built on, in the history of an image,
 * from the end downwards. `target` is the stage that was built, null for the last one. The file may have been
 * edited since the image was built.
 */
export function alignHistory(
  dockerfile: Dockerfile,
  target: string | null,
  history: readonly HistoryEntry[],
): HistoryAlignment {
  const own = ownSteps(dockerfile, target);
  if (own === null || history.length === 0) return NOTHING;
  const skipped = Math.max(history.length - MOST_ENTRIES, 0);
  const shells = shellsOf(dockerfile);
  const entries = history.slice(skipped).map((entry) => historyStep(entry, shells));
  const aligned = alignSteps(own.steps, entries);
  const pairs = new Map<number, Instruction>();
  for (const [entry, { index }] of aligned) {
    const instruction = own.instructions[index];
    if (instruction !== undefined) pairs.set(entry + skipped, instruction);
  }
  for (const [entry, index] of joinedRuns(own.steps, entries, aligned)) {
    const instruction = own.instructions[index];
    if (instruction !== undefined) pairs.set(entry + skipped, instruction);
  }
  const lowest = Math.min(...pairs.keys());
  return {
    pairs,
    baseEntries: pairs.size > 0 ? lowest : baseWithoutPairs(own.steps, history),
    score: scoreOf(own.steps, aligned),
  };
}

interface OwnSteps {
  readonly instructions: readonly Instruction[];
  readonly steps: readonly InstructionStep[];
}

function ownSteps(dockerfile: Dockerfile, target: string | null): OwnSteps | null {
  const stage = builtStage(dockerfile, target);
  if (stage === null) return null;
  const chain = shippedChain(stage).slice(-MOST_INSTRUCTIONS);
  const instructions = chain.map(({ instruction }) => instruction);
  const known = stepsOf(dockerfile);
  return {
    instructions,
    steps: instructions.map((instruction) => {
      const step = known.get(instruction) ?? instructionStep(dockerfile, instruction);
      known.set(instruction, step);
      return step;
    }),
  };
}

/** Filled as instructions are asked for. */
const stepsOf = once<Dockerfile, Map<Instruction, InstructionStep>>(() => new Map());

const shellsOf = once((dockerfile: Dockerfile): readonly string[] =>
  dockerfile.instructions
    .map((instruction) => instruction.trigger ?? instruction)
    .filter(({ keyword, json }) => keyword === 'SHELL' && json)
    .map((instruction) => instruction.arguments.map(({ text }) => text).join(' ')),
);

/** A file with nothing but FROM adds nothing; buildah notes where the work on the base image begins. */
function baseWithoutPairs(
  own: readonly InstructionStep[],
  history: readonly HistoryEntry[],
): number {
  if (own.length === 0) return history.length;
  const first = history.findLastIndex(({ comment }) => comment?.startsWith('FROM ') === true);
  return Math.max(first, 0);
}

function scoreOf(
  own: readonly InstructionStep[],
  aligned: ReadonlyMap<number, AlignedStep>,
): number {
  let found = 0;
  const seen = new Set<number>();
  for (const { index, likeness } of aligned.values()) {
    seen.add(index);
    found += likeness;
  }
  // Not every builder notes ARG.
  const counted = own.filter(
    ({ keyword }, index) => seen.has(index) || familyOf(keyword) !== 'ARG',
  );
  return counted.length === 0 ? 0 : found / counted.length;
}
