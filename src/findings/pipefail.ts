import type { Dockerfile } from '../dockerfile/model.ts';
import type { ShellCommand, ShellScript } from '../dockerfile/shell-script.ts';

/** Commands that do not fail, or whose failure means nothing: what `head` cuts off, for one. */
const HARMLESS = new Set(['echo', 'printf', 'yes', 'true', ':']);

/** Constructs in which only the status of the last command is looked at. */
const CONDITIONS = ['if-condition', 'loop-condition', 'negation'] as const;

/**
 * The first command whose failure is lost because it writes into a pipe; null when there is none, or
 * when `set -o pipefail` stands before it.
 */
export function lostFailure(dockerfile: Dockerfile, script: ShellScript): ShellCommand | null {
  const { commands } = script;
  const start = pipefailOffset(script);
  const found = commands.find((command, index) => {
    if (command.span.start > start || !isWriter(dockerfile, commands, index)) return false;
    return !isForgiven(commands, index) && !isArgument(commands, index);
  });
  return found ?? null;
}

/** Where `set -o pipefail` (`set -eo pipefail`) begins to count; infinite when it never does. */
function pipefailOffset({ commands, heredoc }: ShellScript): number {
  if (/^#![^\n]{0,200}pipefail/.test(heredoc?.content ?? '')) return -1;
  const setter = commands.find(({ name, words, nesting }) => {
    const isOwn = !nesting.includes('subshell') && !nesting.includes('substitution');
    return name === 'set' && isOwn && words.some(({ value }) => value === 'pipefail');
  });
  return setter?.span.start ?? Number.POSITIVE_INFINITY;
}

/** It writes into a pipe; or it reads from one into which a group or a loop writes. */
function isWriter({ text }: Dockerfile, commands: readonly ShellCommand[], index: number): boolean {
  const command = commands[index];
  if (command === undefined) return false;
  if (command.after === '|') return !isHarmless(command);
  if (command.pipeline.index === 0) return false;
  const inside = deeperBefore(commands, index);
  const previous = commands[index - inside.length - 1];
  if (previous !== undefined && isBefore(text, previous, command)) return false;
  return !inside.every(isHarmless);
}

function isHarmless({ name }: ShellCommand): boolean {
  return name !== null && HARMLESS.has(name);
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

/** A condition looks at the last command only, and `|| true` means that a failure is no matter. */
function isForgiven(commands: readonly ShellCommand[], index: number): boolean {
  const command = commands[index];
  if (command === undefined) return false;
  if (CONDITIONS.some((condition) => command.nesting.includes(condition))) return true;
  const { length } = command.pipeline;
  for (let position = index; position < commands.length; position += 1) {
    const other = commands[position];
    const isBeside = other?.nesting.length === command.nesting.length;
    if (isBeside && other.pipeline.length !== length) return false;
    if (isBeside && other.pipeline.index === length - 1) return other.after === '||';
  }
  return false;
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
