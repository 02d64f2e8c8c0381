import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import { bashDifference } from './bash-differences.ts';
import { mergeConditions, pipeConditions } from './pipe-conditions.ts';
import type { Facts, Precondition } from './rule.ts';

/** The RUNs that a SHELL in front of `first` would be in force for. */
export interface ShellRegion {
  readonly stage: Stage;
  readonly first: Instruction;
  /** In file order, those of stages built on this one included. */
  readonly runs: readonly Instruction[];
  /** Where the old shell has to be put back: behind this RUN; null when it may stay to the end. */
  readonly last: Instruction | null;
  readonly conditions: readonly Precondition[];
}

/** Instructions whose shell form is run by the SHELL above them, in the container. */
const RUNTIME = new Set(['CMD', 'ENTRYPOINT', 'HEALTHCHECK']);

interface Walk {
  readonly runs: Instruction[];
  readonly conditions: Precondition[];
  /** False where another shell must not come so far. */
  isOpen: boolean;
}

/**
 * What bash with `pipefail` would be in force for, from an instruction on. `wanted` are the RUNs for whose sake it
 * is put there: behind the last of them it ends where something below has to keep its shell.
 */
export function shellRegion(
  dockerfile: Dockerfile,
  facts: Facts,
  { stage, first }: Pick<ShellRegion, 'stage' | 'first'>,
  wanted: ReadonlySet<Instruction>,
): ShellRegion {
  const own = stage.instructions.slice(stage.instructions.indexOf(first));
  const walk: Walk = { runs: [], conditions: [], isOpen: true };
  const isEnded = walkInstructions(dockerfile, facts, own, walk);
  const inner = { runs: [...walk.runs], conditions: [...walk.conditions] };
  if (walk.isOpen && !isEnded) walkChildren(dockerfile, facts, stage, walk);
  if (walk.isOpen) {
    return {
      stage,
      first,
      runs: walk.runs,
      last: null,
      conditions: mergeConditions(walk.conditions),
    };
  }
  const end = inner.runs.findLastIndex((run) => wanted.has(run));
  const runs = inner.runs.slice(0, end + 1);
  const conditions = runs.flatMap((run) => conditionsOf(dockerfile, facts, run) ?? []);
  return { stage, first, runs, last: runs.at(-1) ?? null, conditions: mergeConditions(conditions) };
}

/** True when a SHELL ends the region by itself. */
function walkInstructions(
  dockerfile: Dockerfile,
  facts: Facts,
  instructions: readonly Instruction[],
  walk: Walk,
): boolean {
  for (const instruction of instructions) {
    const { keyword, json } = instruction;
    if (keyword === 'SHELL') return true;
    if (keyword === 'ONBUILD' || (RUNTIME.has(keyword) && !json && isCommand(instruction))) {
      walk.isOpen = false;
    }
    if (keyword === 'RUN') {
      const conditions = conditionsOf(dockerfile, facts, instruction);
      if (conditions === null) walk.isOpen = false;
      else {
        walk.runs.push(instruction);
        walk.conditions.push(...conditions);
      }
    }
    if (!walk.isOpen) return false;
  }
  return false;
}

function walkChildren(dockerfile: Dockerfile, facts: Facts, parent: Stage, walk: Walk): void {
  for (const child of dockerfile.stages) {
    if (child.parent !== parent) continue;
    const isEnded = walkInstructions(dockerfile, facts, child.instructions, walk);
    if (!walk.isOpen) return;
    if (!isEnded) walkChildren(dockerfile, facts, child, walk);
  }
}

/** `HEALTHCHECK NONE` and `HEALTHCHECK CMD ["a"]` run no shell. */
function isCommand({ keyword, body }: Instruction): boolean {
  return keyword !== 'HEALTHCHECK' || /^CMD\s+[^[\s]/i.test(body.text);
}

/** Null for a RUN that bash would run in another way, or whose pipes must not stop it. */
function conditionsOf(
  dockerfile: Dockerfile,
  facts: Facts,
  run: Instruction,
): readonly Precondition[] | null {
  const script = facts.script(run);
  if (script === null) return null;
  // A here-document with an interpreter of its own does not ask for SHELL.
  if (script.form === 'exec' || script.heredoc?.content.startsWith('#!') === true) return [];
  if (bashDifference(script) !== null) return null;
  const conditions = pipeConditions(dockerfile, script);
  return conditions.some(({ state }) => state === 'did not hold') ? null : conditions;
}
