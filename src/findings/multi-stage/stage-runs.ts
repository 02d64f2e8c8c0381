import { effectiveCommand, nameOf } from '../../dockerfile/command-line.ts';
import type { Instruction } from '../../dockerfile/model.ts';
import type { ShellWord } from '../../dockerfile/shell-script.ts';
import type { SplitInput } from './recipe.ts';

/** A command of a RUN of the stage. */
export interface BuildCommand {
  /** Last component of its first word; empty where that is not known. */
  readonly name: string;
  /** What follows the first word, as written. */
  readonly args: readonly string[];
  readonly words: readonly ShellWord[];
}

/** A RUN of the stage and its commands. */
export interface StageRun {
  readonly instruction: Instruction;
  /** 0-based, among the instructions of the stage. */
  readonly index: number;
  /** Null when the shell code cannot be read. */
  readonly commands: readonly BuildCommand[] | null;
}

export function stageRuns({ stage, facts }: SplitInput): StageRun[] {
  return stage.instructions.flatMap((instruction, index): StageRun[] => {
    if (instruction.keyword !== 'RUN') return [];
    const script = facts.script(instruction);
    if (script === null || script.errors.length > 0)
      return [{ instruction, index, commands: null }];
    const commands = script.commands.flatMap((command): BuildCommand[] => {
      const { words } = effectiveCommand(command);
      if (words.length === 0) return [];
      const args = words.slice(1).map(({ value, text }) => value ?? text);
      return [{ name: nameOf({ words }) ?? '', args, words }];
    });
    return [{ instruction, index, commands }];
  });
}

/** Makes users, which the shipped image needs as well. */
export const USERS: ReadonlySet<string> = new Set(['groupadd', 'useradd', 'addgroup', 'adduser']);
/** Prepare a place for the program. */
export const SETUP: ReadonlySet<string> = new Set([...USERS, 'mkdir', 'chown', 'chmod']);
/** Change nothing outside the directories that they name, or nothing at all. */
const HARMLESS = new Set(
  (
    'cat cd chmod cp date dos2unix echo env export find grep jar java javac ln ls mkdir mv printf pwd rm ' +
    'sed set sh sleep tar test touch true unzip which [ :'
  ).split(' '),
);

/** Whether it can run in the runtime stage, behind the copies. */
export function isSetup({ commands }: StageRun): boolean {
  return commands?.every(({ name }) => SETUP.has(name)) === true;
}

/** Whether it makes users and nothing else, so that it can run in both stages. */
export function makesUsers({ commands }: StageRun): boolean {
  return commands?.every(({ name }) => USERS.has(name)) === true;
}

/** Whether every command is a build, or only moves files about. */
export function onlyBuilds(
  { commands }: StageRun,
  isBuild: (one: BuildCommand) => boolean,
): boolean {
  return commands?.every((one) => isBuild(one) || HARMLESS.has(one.name)) === true;
}

/** Line of an instruction, 1-based. */
export function lineOf({ dockerfile }: SplitInput, { span }: Instruction): number {
  return dockerfile.text.slice(0, span.start).split('\n').length;
}
