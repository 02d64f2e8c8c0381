import type { Dockerfile } from '../dockerfile/model.ts';
import type { ShellCommand, ShellScript } from '../dockerfile/shell-script.ts';
import { pipesOf } from './pipes.ts';
import type { Pipe } from './pipes.ts';

/** Commands that do not fail, or whose failure means nothing: what `head` cuts off, for one. */
const HARMLESS = new Set(['echo', 'printf', 'yes', 'true', ':']);

/**
 * The first pipe in which the failure of a command is lost; null when there is none, or when
 * `set -o pipefail` stands before it.
 */
export function lostFailure(dockerfile: Dockerfile, script: ShellScript): Pipe | null {
  // Most scripts have none, and every RUN is asked.
  if (!script.text.includes('|')) return null;
  const start = pipefailOffset(script);
  const found = pipesOf(dockerfile, script).find((pipe) => {
    if (pipe.command.span.start > start || pipe.writers.every(isHarmless)) return false;
    return !pipe.isCondition && pipe.alternative === null && !pipe.isArgument;
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

function isHarmless({ name }: ShellCommand): boolean {
  return name !== null && HARMLESS.has(name);
}
