import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import { packageCommands } from '../dockerfile/package-command.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import type { ShellScript } from '../dockerfile/shell-script.ts';
import type { Facts, Fix } from './rule.ts';

/** A RUN, or the RUN behind ONBUILD, whose shell code can be read. */
export interface Run {
  /** The RUN itself, also behind ONBUILD. */
  readonly run: Instruction;
  /** The instruction as it stands in the list: the RUN or the ONBUILD. */
  readonly instruction: Instruction;
  readonly isTrigger: boolean;
  readonly stage: Stage;
  readonly script: ShellScript;
  /** Its calls of package managers, in source order. */
  readonly calls: readonly PackageCommand[];
}

const CACHE = new WeakMap<Facts, readonly Run[]>();

/** All of them in file order; read once per file, because many rules ask. */
export function runsOf(dockerfile: Dockerfile, facts: Facts): readonly Run[] {
  const known = CACHE.get(facts);
  if (known !== undefined) return known;
  const runs = [...readRuns(dockerfile, facts)];
  CACHE.set(facts, runs);
  return runs;
}

function* readRuns(dockerfile: Dockerfile, facts: Facts): Generator<Run> {
  for (const stage of dockerfile.stages) {
    for (const instruction of stage.instructions) {
      const run = instruction.trigger ?? instruction;
      if (run.keyword !== 'RUN') continue;
      const script = facts.script(run);
      if (script === null) continue;
      const isTrigger = instruction.trigger !== null;
      yield { run, instruction, isTrigger, stage, script, calls: packageCommands(script) };
    }
  }
}

/** The fix of a problem in a RUN; behind ONBUILD it changes what is run in other images. */
export function fixIn({ isTrigger }: Run, fix: Fix): Fix {
  return isTrigger ? { ...fix, effects: [...(fix.effects ?? []), 'onbuild'] } : fix;
}
