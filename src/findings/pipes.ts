import type { Dockerfile } from '../dockerfile/model.ts';
import type { ShellCommand, ShellScript } from '../dockerfile/shell-script.ts';

/** What writes into a pipe and what reads from it. */
export interface Pipe {
  /** The one command, or those of the group, the loop or the subshell that writes. */
  readonly writers: readonly ShellCommand[];
  readonly isGroup: boolean;
  /** The first command behind the pipe; null when there is none. */
  readonly reader: ShellCommand | null;
  /** The command at which the pipe is reported: the writer, or behind a group the reader. */
  readonly command: ShellCommand;
  /** A condition looks at the last command only. */
  readonly isCondition: boolean;
  /** The command behind `||` when the pipe fails; null where none stands. */
  readonly alternative: ShellCommand | null;
  /** It stands in `$(…)` inside a word, where the status of the pipe is lost anyway. */
  readonly isArgument: boolean;
}

/** Constructs in which only the status of the last command is looked at. */
const CONDITIONS = ['if-condition', 'loop-condition', 'negation'] as const;

/** All pipes of a script, in source order. */
export function pipesOf(dockerfile: Dockerfile, { commands }: ShellScript): Pipe[] {
  return commands.flatMap((command, index) => {
    const writers = writersAt(dockerfile, commands, index);
    if (writers === null) return [];
    const isGroup = command.after !== '|' || writers[0] !== command;
    return {
      writers,
      isGroup,
      reader: isGroup ? command : readerBehind(commands, index),
      command,
      isCondition: CONDITIONS.some((condition) => command.nesting.includes(condition)),
      alternative: alternativeTo(commands, index),
      isArgument: isArgument(commands, index),
    };
  });
}

/** What writes where the command stands: itself, or the group in front of it; null when nothing does. */
function writersAt(
  { text }: Dockerfile,
  commands: readonly ShellCommand[],
  index: number,
): readonly ShellCommand[] | null {
  const command = commands[index];
  if (command === undefined) return null;
  if (command.after === '|') return [command];
  if (command.pipeline.index === 0) return null;
  const inside = deeperBefore(commands, index);
  const previous = commands[index - inside.length - 1];
  if (previous !== undefined && isBefore(text, previous, command)) return null;
  return inside;
}

/** The commands of the group, the loop or the substitution that ends before a command. */
function deeperBefore(commands: readonly ShellCommand[], index: number): ShellCommand[] {
  const depth = commands[index]?.nesting.length ?? 0;
  const start = commands.findLastIndex((other, position) => {
    return position < index && other.nesting.length <= depth;
  });
  return commands.slice(start + 1, index);
}

/** True when nothing but the pipe stands between the two. */
function isBefore(text: string, previous: ShellCommand, command: ShellCommand): boolean {
  if (previous.after !== '|') return false;
  const between = text.slice(previous.span.end, command.span.start);
  return between.length < 200 && /^[\s\\`]*\|&?[\s\\`]*$/.test(between);
}

function readerBehind(commands: readonly ShellCommand[], index: number): ShellCommand | null {
  const end = commands[index]?.span.end ?? 0;
  return commands.slice(index + 1).find(({ span }) => span.start >= end) ?? null;
}

function alternativeTo(commands: readonly ShellCommand[], index: number): ShellCommand | null {
  const command = commands[index];
  if (command === undefined) return null;
  const { length } = command.pipeline;
  for (let position = index; position < commands.length; position += 1) {
    const other = commands[position];
    if (other?.nesting.length !== command.nesting.length) continue;
    if (other.pipeline.length !== length) return null;
    if (other.pipeline.index !== length - 1) continue;
    return other.after === '||' ? readerBehind(commands, position) : null;
  }
  return null;
}

/** In `echo $(a | b)` the status of the pipe is lost anyway; in `x=$(a | b)` it counts. */
function isArgument(commands: readonly ShellCommand[], index: number): boolean {
  const command = commands[index];
  if (command?.nesting.includes('substitution') !== true) return false;
  const owner = commands.findLast(({ span }, position) => {
    return position < index && span.end > command.span.end;
  });
  return owner !== undefined && owner.words.length > 0;
}
