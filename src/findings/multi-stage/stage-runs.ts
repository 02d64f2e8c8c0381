import { effectiveCommand, nameOf } from '../../dockerfile/command-line.ts';
import { expandWord } from '../../dockerfile/expand.ts';
import { indexLines } from '../../dockerfile/line-index.ts';
import type { Dockerfile, Instruction } from '../../dockerfile/model.ts';
import { scopeAt } from '../../dockerfile/scope.ts';
import type { ShellCommand, ShellWord } from '../../dockerfile/shell-script.ts';
import { pathIn } from './paths.ts';
import type { SplitInput } from './recipe.ts';

/** A command of a RUN of the stage. */
export interface StageCommand {
  readonly instruction: Instruction;
  readonly command: ShellCommand;
  /** Last component of the name of what it runs in the end, behind `sudo` and the like; empty when not static. */
  readonly name: string;
  /** The values of its words, ENV and ARG of the file put in; null for one that cannot be told. */
  readonly words: readonly (string | null)[];
  /** What follows the first word, as written where it has no static value. */
  readonly args: readonly string[];
  /** The directory that it runs in; null when that cannot be told. */
  readonly directory: string | null;
}

/** A RUN of the stage and its commands. */
export interface StageRun {
  readonly instruction: Instruction;
  /** 0-based, among the instructions of the stage. */
  readonly index: number;
  /** Null when its code is not for a shell that we read. */
  readonly commands: readonly StageCommand[] | null;
}

export function stageRuns(input: SplitInput): StageRun[] {
  return input.stage.instructions.flatMap((instruction, index): StageRun[] => {
    if (instruction.keyword !== 'RUN') return [];
    const script = input.facts.script(instruction);
    const isRead = script !== null && script.errors.length === 0;
    const commands = isRead ? commandsIn(input, instruction, script.commands) : null;
    return [{ instruction, index, commands }];
  });
}

/** The commands of all RUNs that can be read. */
export function commandsOf(runs: readonly StageRun[]): StageCommand[] {
  return runs.flatMap(({ commands }) => commands ?? []);
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
    const words = line.words.map((word) => valueOf(dockerfile, instruction, word));
    const args = line.words.slice(1).map(({ value, text }) => value ?? text);
    const found = { instruction, command, name: nameOf(line) ?? '', words, args, directory };
    // A `cd` inside a construct may or may not hold behind it.
    if (found.name === 'cd')
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

/** Line of an instruction, 1-based. */
export function lineOf({ dockerfile }: SplitInput, { span }: Instruction): number {
  return indexLines(dockerfile.text).position(span.start).line;
}
