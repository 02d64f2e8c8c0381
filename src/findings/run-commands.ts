import { readArguments } from '../dockerfile/command-arguments.ts';
import { effectiveCommand, nameOf } from '../dockerfile/command-line.ts';
import type { EffectiveCommand } from '../dockerfile/command-line.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { ShellCommand, ShellWord } from '../dockerfile/shell-script.ts';
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

const CACHE = new WeakMap<Facts, readonly RunCommand[]>();

/** The commands of all RUNs in source order, those behind ONBUILD included; read once per file. */
export function runCommands(dockerfile: Dockerfile, facts: Facts): readonly RunCommand[] {
  const known = CACHE.get(facts);
  if (known !== undefined) return known;
  const found = runsOf(dockerfile, facts).flatMap((run) => commandsOf(run));
  CACHE.set(facts, found);
  return found;
}

/** Those with one of the names. */
export function runCommandsNamed(
  dockerfile: Dockerfile,
  facts: Facts,
  names: readonly string[],
): RunCommand[] {
  return runCommands(dockerfile, facts).filter(({ name }) => names.includes(name));
}

function commandsOf(run: Run): RunCommand[] {
  return run.script.commands.flatMap((command) => {
    const line = effectiveCommand(command);
    const name = nameOf(line);
    return name === null ? [] : [{ run, command, line, name }];
  });
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
