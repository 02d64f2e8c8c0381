import { readArguments } from '../dockerfile/command-arguments.ts';
import { effectiveCommand, nameOf } from '../dockerfile/command-line.ts';
import type { EffectiveCommand } from '../dockerfile/command-line.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { ShellCommand, ShellWord } from '../dockerfile/shell-script.ts';
import { oncePerFile } from './once-per-file.ts';
import type { Facts } from './rule.ts';
import { runsOf } from './runs.ts';
import type { Run } from './runs.ts';

/** A command of a RUN whose name is static. */
export interface RunCommand {
  readonly run: Run;
  /** As it stands in the script, with prefixes such as `sudo`. */
  readonly command: ShellCommand;
  /** What it runs in the end. */
  readonly line: EffectiveCommand;
  /** Last component of the first word of `line`. */
  readonly name: string;
}

interface CommandIndex {
  readonly all: readonly RunCommand[];
  readonly byName: ReadonlyMap<string, readonly RunCommand[]>;
  /** Names of all commands and of the prefixes before them, static commands or not. */
  readonly names: ReadonlySet<string>;
}

/** The names of all commands of RUNs, and of what they run behind: `sudo`, `env`. */
export function commandNames(dockerfile: Dockerfile, facts: Facts): ReadonlySet<string> {
  return indexOf(dockerfile, facts).names;
}

/** The commands of RUNs with one of the names, in source order, those behind ONBUILD included. */
export function runCommandsNamed(
  dockerfile: Dockerfile,
  facts: Facts,
  names: readonly string[],
): readonly RunCommand[] {
  const { all, byName } = indexOf(dockerfile, facts);
  const [first, ...others] = names.filter((name) => byName.has(name));
  if (first === undefined) return [];
  if (others.length === 0) return byName.get(first) ?? [];
  return all.filter(({ name }) => names.includes(name));
}

const indexOf = oncePerFile(readCommands);

function readCommands(dockerfile: Dockerfile, facts: Facts): CommandIndex {
  const all: RunCommand[] = [];
  const byName = new Map<string, RunCommand[]>();
  const names = new Set<string>();
  for (const run of runsOf(dockerfile, facts)) {
    for (const command of run.script.commands) {
      const line = effectiveCommand(command);
      for (const prefix of line.through) names.add(prefix);
      const name = nameOf(line);
      if (name === null) continue;
      const found = { run, command, line, name };
      all.push(found);
      names.add(name);
      const group = byName.get(name);
      if (group === undefined) byName.set(name, [found]);
      else group.push(found);
    }
  }
  return { all, byName, names };
}

/** The word that gives one of the options, also inside a cluster; null when none is given. */
export function optionWord(
  line: EffectiveCommand,
  options: readonly string[],
  valueOptions: readonly string[] = [],
): ShellWord | null {
  const found = readArguments(line, valueOptions).find((argument) => {
    return argument.kind === 'option' && options.includes(argument.name);
  });
  return found?.word ?? null;
}
