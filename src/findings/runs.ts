import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import { packageCommands } from '../dockerfile/package-command.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import type { PackageManagerName } from '../dockerfile/package-manager.ts';
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
  const runs = readRuns(dockerfile, facts);
  CACHE.set(facts, runs);
  return runs;
}

function readRuns(dockerfile: Dockerfile, facts: Facts): Run[] {
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

const CALLERS = new WeakMap<Facts, ReadonlyMap<PackageManagerName, readonly Run[]>>();

/** Those that call one of the package managers: most files call one or two, most rules ask for others. */
export function runsCalling(
  dockerfile: Dockerfile,
  facts: Facts,
  managers: readonly PackageManagerName[],
): readonly Run[] {
  const callers = CALLERS.get(facts) ?? groupByManager(runsOf(dockerfile, facts));
  CALLERS.set(facts, callers);
  const [first, ...others] = managers.filter((manager) => callers.has(manager));
  if (first === undefined) return [];
  if (others.length === 0) return callers.get(first) ?? [];
  return runsOf(dockerfile, facts).filter(({ calls }) =>
    calls.some(({ manager }) => managers.includes(manager)),
  );
}

function groupByManager(runs: readonly Run[]): ReadonlyMap<PackageManagerName, readonly Run[]> {
  const groups = new Map<PackageManagerName, Run[]>();
  for (const run of runs) {
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
