import { effectiveCommand, nameOf } from '../../dockerfile/command-line.ts';
import type { Instruction } from '../../dockerfile/model.ts';
import { readShellText } from '../../dockerfile/shell.ts';
import type { ShellCommand } from '../../dockerfile/shell-script.ts';
import type { SplitInput } from './recipe.ts';
import { valueOf } from './stage-runs.ts';

/** What a container of the image starts, read as one command. */
export interface StartCommand {
  /** Last component of the first word: `java`. */
  readonly name: string;
  /** All words as the program gets them; null where one is not known, such as `$JAVA_OPTS`. */
  readonly words: readonly (string | null)[];
  /** Programs before it that hand over to it: `tini`. */
  readonly through: readonly string[];
  /** Absolute; null where it is not known. */
  readonly directory: string | null;
}

/** A start that is more than one plain command, and the name of its first one; null where that is not static. */
export interface UnclearStart {
  readonly words: null;
  readonly first: string | null;
  /** The commands outside of constructs and substitutions, in their order. */
  readonly commands: readonly ShellCommand[];
}

/** What command lines ask for numbers; every distribution's base image has them. */
const ANYWHERE = new Set([
  'awk',
  'cat',
  'cut',
  'expr',
  'grep',
  'hostname',
  'nproc',
  'sed',
  'uniq',
  'wc',
]);

/** What ENTRYPOINT and CMD of the stage start; null where it sets neither. */
export function startCommand(input: SplitInput): StartCommand | UnclearStart | null {
  const [entrypoint, cmd] = [lastOf(input, 'ENTRYPOINT'), lastOf(input, 'CMD')];
  const first = entrypoint ?? cmd;
  if (first === null) return null;
  const commands = startedCommands(input, first);
  const shown = commands.filter(({ words, nesting, name }) => {
    return words.length > 0 && nesting.length === 0 && name !== 'export';
  });
  const [command] = shown;
  if (command === undefined) return null;
  const { words: line, through } = effectiveCommand(command);
  const name = nameOf({ words: line });
  const words = line.map((word) => {
    const value = valueOf(input.dockerfile, first, word);
    return value ?? (/^[\w./*?-]+$/.test(word.text) ? word.text : null);
  });
  const isOne = shown.length === 1 && command.redirects.length === 0 && onlyCounts(commands);
  if (!isOne || name === null) return { words: null, first: name, commands: shown };
  const { workdir } = input.facts.result(input.stage);
  const isKnown = workdir !== 'unknown' && workdir?.includes('$') !== true;
  // The shell form of ENTRYPOINT is given no arguments, and CMD in it is one more shell.
  const isFollowed = first === entrypoint && first.json && cmd?.json === true;
  const rest = isFollowed ? cmd.arguments.map(({ text }) => text) : [];
  return {
    name,
    words: [...words, ...rest],
    through,
    directory: isKnown ? (workdir ?? '/') : null,
  };
}

function lastOf({ stage }: SplitInput, keyword: string): Instruction | null {
  return stage.instructions.findLast((instruction) => instruction.keyword === keyword) ?? null;
}

/** `["sh", "-c", "./app"]` starts what the shell starts. */
function startedCommands({ facts }: SplitInput, instruction: Instruction): readonly ShellCommand[] {
  const commands = facts.script(instruction)?.commands ?? [];
  const [shell, option, text] = commands[0]?.words ?? [];
  const isInner =
    /^-[elux]*c$/.test(option?.value ?? '') &&
    /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|a)?sh$/.test(shell?.value ?? '');
  return instruction.json && isInner ? readShellText(text?.value ?? '') : commands;
}

/** Commands in substitutions that every image has; anything else inside makes the line more than one command. */
function onlyCounts(commands: readonly ShellCommand[]): boolean {
  return commands.every(({ nesting, name }) => {
    const isInside = nesting.length > 0;
    return (
      !isInside || (nesting.every((kind) => kind === 'substitution') && ANYWHERE.has(name ?? ''))
    );
  });
}

/** A program that is started without any other before it, in a directory that is known. */
export interface PlainStart extends StartCommand {
  readonly directory: string;
}

/** Null where something else is started, or nothing. */
export function plainStart(input: SplitInput): PlainStart | null {
  const start = startCommand(input);
  if (start === null || start.words === null || start.directory === null) return null;
  // Any other prefix is a program that the runtime image may lack.
  const isPlain = start.through.every((prefix) => prefix === 'exec');
  return isPlain ? { ...start, directory: start.directory } : null;
}

/** That the image starts more than one program, which programs where their names are known: one clause. */
export function unclearStart(input: SplitInput): string {
  const start = startCommand(input);
  const commands = start?.words === null ? start.commands : [];
  const names = [...new Set(commands.map((one) => nameOf(effectiveCommand(one)) ?? one.name))];
  const known = names.filter((name) => name !== null).map((name) => `\`${name}\``);
  const [last, ...others] = known.toReversed();
  if (last === undefined || others.length === 0)
    return 'its command does more than to start one program';
  return `its command runs ${others.toReversed().join(', ')} and ${last}, not one program`;
}
