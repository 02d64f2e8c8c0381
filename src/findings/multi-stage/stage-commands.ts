import { effectiveCommand, nameOf } from '../../dockerfile/command-line.ts';
import type { CommandLine } from '../../dockerfile/command-arguments.ts';
import { expandWord } from '../../dockerfile/expand.ts';
import type { Dockerfile, Instruction } from '../../dockerfile/model.ts';
import { scopeAt } from '../../dockerfile/scope.ts';
import type { ShellCommand, ShellWord } from '../../dockerfile/shell-script.ts';
import { resolveDirectory } from '../../dockerfile/work-directory.ts';
import type { SplitInput } from './recipe.ts';

/** A command of a RUN of the stage. */
export interface StageCommand {
  readonly instruction: Instruction;
  readonly command: ShellCommand;
  /** What it runs in the end, behind `sudo` and the like. */
  readonly line: CommandLine;
  /** Last component of the program's name; null when it is not static. */
  readonly name: string | null;
  /** The values of its words, ENV and ARG of the file put in; null for one that cannot be told. */
  readonly words: readonly (string | null)[];
  /** The directory that it runs in; null when that cannot be told. */
  readonly directory: string | null;
}

/** The RUNs of the stage, command by command. */
export interface StageCommands {
  readonly commands: readonly StageCommand[];
  /** The first RUN whose code is not for a shell that we read; null for none. */
  readonly unreadable: Instruction | null;
}

export function stageCommands(input: SplitInput): StageCommands {
  const commands: StageCommand[] = [];
  let unreadable: Instruction | null = null;
  for (const instruction of input.stage.instructions) {
    if (instruction.keyword !== 'RUN') continue;
    const script = input.facts.script(instruction);
    if (script === null || script.errors.length > 0) unreadable ??= instruction;
    else commands.push(...commandsIn(input, instruction, script.commands));
  }
  return { commands, unreadable };
}

function commandsIn(
  { dockerfile, facts }: SplitInput,
  instruction: Instruction,
  commands: readonly ShellCommand[],
): StageCommand[] {
  const { workdir } = facts.before(instruction);
  let directory = workdir === 'unknown' ? null : (workdir ?? '/');
  return commands.map((command) => {
    const line = effectiveCommand(command);
    const name = nameOf(line);
    const words = line.words.map((word) => valueOf(dockerfile, instruction, word));
    const found = { instruction, command, line, name, words, directory };
    // A `cd` inside a construct may or may not hold behind it.
    if (name === 'cd')
      directory = command.nesting.length > 0 ? null : pathIn(directory, words[1] ?? null);
    return found;
  });
}

/** The value of a shell word whose variables ENV or ARG of the file give; null when one is not known. */
export function valueOf(
  dockerfile: Dockerfile,
  instruction: Instruction,
  { value, text }: Pick<ShellWord, 'value' | 'text'>,
): string | null {
  if (value !== null) return value;
  if (/[`*?[~]|\$\(/.test(text)) return null;
  const { lookup } = scopeAt(dockerfile, instruction);
  const { value: expanded, unresolved, error } = expandWord(text, lookup, dockerfile.escape);
  return error === null && unresolved.length === 0 ? expanded : null;
}

/** A path, absolute and without `.` and `..`; null when one of the two is not known. */
export function pathIn(directory: string | null, path: string | null): string | null {
  if (path === null || path.includes('$')) return null;
  if (path.startsWith('/')) return cleanPath(path);
  return directory === null ? null : cleanPath(`${directory}/${path}`);
}

/** `/app/./bin/` is `/app/bin`. */
export function cleanPath(path: string): string {
  return resolveDirectory('/', `./${path}`, false);
}

/** `/app/bin/x` is in `/app/bin`. */
export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}
