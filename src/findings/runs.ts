import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import { packageCommands } from '../dockerfile/package-command.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import type { PackageManagerName } from '../dockerfile/package-manager.ts';
import type { ShellScript } from '../dockerfile/shell-script.ts';
import { oncePerFile } from './once-per-file.ts';
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

/** All of them in file order. */
export const runsOf = oncePerFile(readRuns);

function readRuns(dockerfile: Dockerfile, facts: Facts): readonly Run[] {
  const runs: Run[] = [];
  for (const stage of dockerfile.stages) {
    for (const instruction of stage.instructions) {
      const run = instruction.trigger ?? instruction;
      if (run.keyword !== 'RUN') continue;
      const script = facts.script(run);
      if (script === null) continue;
      const isTrigger = instruction.trigger !== null;
      const calls = packageCommands(script);
      runs.push({ run, instruction, isTrigger, stage, script, calls });
    }
  }
  return runs;
}

/** Those that call one of the package managers: most files call one or two, most rules ask for others. */
export function runsCalling(
  dockerfile: Dockerfile,
  facts: Facts,
  managers: readonly PackageManagerName[],
): readonly Run[] {
  const callers = callersOf(dockerfile, facts);
  const [first, ...others] = managers.filter((manager) => callers.has(manager));
  if (first === undefined) return [];
  if (others.length === 0) return callers.get(first) ?? [];
  return runsOf(dockerfile, facts).filter(({ calls }) =>
    calls.some(({ manager }) => managers.includes(manager)),
  );
}

const callersOf = oncePerFile(groupByManager);

function groupByManager(
  dockerfile: Dockerfile,
  facts: Facts,
): ReadonlyMap<PackageManagerName, readonly Run[]> {
  const groups = new Map<PackageManagerName, Run[]>();
  for (const run of runsOf(dockerfile, facts)) {
    for (const { manager } of run.calls) {
      const group = groups.get(manager);
      if (group === undefined) groups.set(manager, [run]);
      else if (group.at(-1) !== run) group.push(run);
    }
  }
  return groups;
}

/** The fix of a problem in a RUN; behind ONBUILD it changes what is run in other images. */
export function fixIn({ isTrigger }: Run, fix: Fix): Fix {
  return isTrigger ? { ...fix, effects: [...(fix.effects ?? []), 'onbuild'] } : fix;
}
