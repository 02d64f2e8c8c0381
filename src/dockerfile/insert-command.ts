import { appendCommand } from './append-command.ts';
import type { AppendResult } from './append-command.ts';
import { appendEdit } from './append-place.ts';
import type { Joint } from './append-place.ts';
import { hasErrexit } from './shell-kind.ts';
import type { Dockerfile, Instruction } from './model.ts';
import type { ShellCommand, ShellScript, TopLevelPart } from './shell-script.ts';
import type { TextEdit } from './text-edit.ts';

/** The part of the outermost list that is this command and nothing else; null inside a construct. */
function partOf(script: ShellScript, command: ShellCommand): TopLevelPart | null {
  const index = script.commands.indexOf(command);
  const found = script.topLevel.find(
    ({ kind, commands }) =>
      kind === 'command' && commands.start === index && commands.end === index + 1,
  );
  return found ?? null;
}

/**
 * An edit that puts `added` right behind a command of a RUN, in the style of its body, so that nothing behind it
 * runs where it fails.
 */
export function insertCommand(
  dockerfile: Dockerfile,
  instruction: Instruction,
  script: ShellScript,
  command: ShellCommand,
  added: string,
): AppendResult {
  const part = partOf(script, command);
  if (part === null || part.negated || script.form === 'exec') {
    return { left: 'the command stands inside another construct of the shell' };
  }
  if (part.before === '||' || part.after === '||' || part.after === '&') {
    return { left: 'the RUN goes on where the command fails' };
  }
  if (script.topLevel.at(-1) === part) return appendCommand(dockerfile, instruction, script, added);
  if (instruction.heredocs.length > 0 && script.heredoc === null) {
    return { left: 'a here-document feeds one of its commands' };
  }
  const joint = jointBehind(script, part);
  if (joint === null) {
    return {
      left: 'the RUN goes on where a command of it fails: join them with `&&`, or begin it with `set -e`',
    };
  }
  const repeated = repeatJoint(dockerfile, script, part, added);
  if (repeated !== null) return { edit: repeated };
  const target = { dockerfile, instruction, script, last: part, command: added, joint };
  return { edit: appendEdit(target) };
}

/** Where the line breaks behind the command, the same break again; null elsewhere. */
function repeatJoint(
  { text, comments }: Dockerfile,
  { topLevel, heredoc }: ShellScript,
  part: TopLevelPart,
  added: string,
): TextEdit | null {
  const next = topLevel[topLevel.indexOf(part) + 1];
  if (next === undefined || heredoc !== null) return null;
  const { end } = part.span;
  const gap = text.slice(end, next.span.start);
  const hasComment = comments.some(({ span }) => span.start > end && span.end < next.span.start);
  if (!gap.includes('\n') || hasComment) return null;
  return { span: { start: end, end }, text: gap + added };
}

/** Null where what comes behind would run after a failure. */
function jointBehind(script: ShellScript, part: TopLevelPart): Joint | null {
  if (part.after === '&&') return '&&';
  // Under `set -e` what fails before `&&` is forgiven: the new command stands on its own.
  if (!isErrexitAt(script, part)) return null;
  return script.heredoc === null ? ';' : '\n';
}

/** `set -e` is the part or stands before it, outside of any construct, and nothing takes it back. */
function isErrexitAt({ commands, errexit }: ShellScript, { span }: TopLevelPart): boolean {
  const setters = commands.filter(({ name }) => name === 'set');
  const isOff = setters.some(({ words }) => words.some(({ text }) => /^\+[a-z]*[eo]/.test(text)));
  if (isOff) return false;
  return (
    errexit ||
    setters.some(
      ({ words, nesting, span: own }) =>
        nesting.length === 0 &&
        own.end <= span.end &&
        hasErrexit(words.slice(1).map(({ value }) => value ?? '')),
    )
  );
}
