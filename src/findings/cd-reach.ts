import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import { copiesOf } from './copies.ts';
import { oncePerFile } from './once-per-file.ts';
import type { Facts } from './rule.ts';
import { runsOf } from './runs.ts';
import type { Run } from './runs.ts';
import { isAbsolutePath } from './working-directory.ts';

/** How far a WORKDIR in place of a `cd` would reach. */
export interface CdReach {
  /** RUNs that begin with the same `cd`, the first one included, with nothing that works elsewhere between. */
  readonly group: readonly Run[];
  /** What stands in the way behind the group; null where another absolute WORKDIR or a thrown away stage ends it. */
  readonly obstacle: string | null;
  /** The WORKDIR that ends it; null at the end of a stage. */
  readonly end: Instruction | null;
}

/** Instructions that work in no directory. */
const ELSEWHERE = new Set(
  'ENV LABEL ARG EXPOSE USER VOLUME STOPSIGNAL MAINTAINER SHELL'.split(' '),
);

/** The path of the `cd` at the very start of a script, as written; null where it does not begin so. */
export function leadingCd({ script }: Run): string | null {
  const [command] = script.commands;
  const [part] = script.topLevel;
  const isFirst = part?.kind === 'command' && command?.name === 'cd' && part.after === '&&';
  return isFirst && command.words.length === 2 ? (command.words[1]?.text ?? null) : null;
}

/** Looks from a RUN that begins with `cd` to the end of its stage. */
export function cdReach(dockerfile: Dockerfile, facts: Facts, start: Run, target: string): CdReach {
  const { stage } = start;
  const group: Run[] = [start];
  const runs = runByInstruction(dockerfile, facts);
  const from = stage.instructions.indexOf(start.instruction) + 1;
  for (const instruction of stage.instructions.slice(from)) {
    if (instruction.keyword === 'WORKDIR' && isAbsolutePath(instruction.body.text.trim())) {
      return { group, obstacle: null, end: instruction };
    }
    const run = runs.get(instruction);
    const directory = run === undefined || run.isTrigger ? null : leadingCd(run);
    if (run !== undefined && directory === target) group.push(run);
    else if (!isElsewhere(dockerfile, instruction, directory)) {
      return { group, obstacle: describe(dockerfile, instruction), end: null };
    }
  }
  return { group, obstacle: endObstacle(dockerfile, facts, stage), end: null };
}

const runByInstruction = oncePerFile(
  (dockerfile, facts) => new Map(runsOf(dockerfile, facts).map((run) => [run.instruction, run])),
);

function isElsewhere(dockerfile: Dockerfile, instruction: Instruction, cd: string | null): boolean {
  if (cd?.startsWith('/') === true) return true;
  const { keyword } = instruction;
  if (keyword !== 'COPY' && keyword !== 'ADD') return ELSEWHERE.has(keyword);
  const copy = copiesOf(dockerfile).find((found) => found.instruction === instruction);
  return copy?.destination.path.startsWith('/') === true;
}

function describe({ text }: Dockerfile, { keyword, span }: Instruction): string {
  return `the ${keyword} on line ${text.slice(0, span.start).split('\n').length}`;
}

/** The directory at the end of a stage is that of the container, and of stages built on it. */
function endObstacle({ stages }: Dockerfile, facts: Facts, stage: Stage): string | null {
  if (stage === stages.at(-1)) return 'the container';
  const child = stages.find(({ parent }) => parent === stage);
  if (child !== undefined) return 'a stage that is built on this one';
  const builds = facts.surroundings()?.builds() ?? [];
  const isTarget = builds.some(({ target }) => target?.toLowerCase() === stage.name);
  return isTarget ? 'the image of this stage, which the repository builds' : null;
}
