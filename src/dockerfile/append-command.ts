import { appendEdit } from './append-place.ts';
import type { Joint } from './append-place.ts';
import { errexitAtEnd } from './errexit.ts';
import { indexOfOffset, textBetween } from './logical-text.ts';
import type { Dockerfile, Instruction } from './model.ts';
import type { ShellScript, TopLevelPart } from './shell-script.ts';
import type { TextEdit } from './text-edit.ts';

/** `left`: why nothing can be appended, one clause without a final dot. */
export type AppendResult =
  | { readonly edit: TextEdit; readonly left?: never }
  | { readonly edit?: never; readonly left: string };

/** After these nothing more runs in the same shell. */
const LEAVING: ReadonlySet<string> = new Set([
  'exec',
  'exit',
  'return',
  'break',
  'continue',
  'logout',
]);

/** They run shell code in the same shell. */
const RUNNING_CODE: ReadonlySet<string> = new Set(['eval', '.', 'source']);

/**
 * An edit that puts `command` behind the last command of a RUN, in the style of its body. The
 * command runs only when the RUN would have succeeded, and the RUN fails as it failed before.
 */
export function appendCommand(
  dockerfile: Dockerfile,
  instruction: Instruction,
  script: ShellScript,
  command: string,
): AppendResult {
  const left = unreadable(instruction, script);
  if (left !== null) return { left };
  const list = lastList(script);
  const last = list.at(-1);
  if (last === undefined) return { left: 'there is no command to append to' };
  const reason = refusal(script, last);
  if (reason !== null) return { left: reason };
  const joint = chooseJoint(script, list, last);
  if (joint === null) return { left: '`&&` would switch `set -e` off inside its last command' };
  return { edit: appendEdit({ dockerfile, instruction, script, last, command, joint }) };
}

function unreadable(instruction: Instruction, script: ShellScript): string | null {
  if (script.form === 'exec') return 'the command is in exec form, without a shell';
  if (script.errors.length > 0) return 'its shell code could not be read';
  if (instruction.heredocs.length > 0 && script.heredoc === null) {
    return 'a here-document feeds one of its commands';
  }
  return null;
}

/** The last run of pipelines joined by `&&` and `||`. */
function lastList({ topLevel }: ShellScript): readonly TopLevelPart[] {
  const start = topLevel.findLastIndex(({ before }) => before !== '&&' && before !== '||');
  return topLevel.slice(Math.max(start, 0));
}

/** Why nothing may follow this part. */
function refusal(script: ShellScript, last: TopLevelPart): string | null {
  if (last.after === '&') return 'its last command runs in the background';
  if (last.kind === 'function') return 'it ends with the definition of a function';
  const name = last.kind === 'command' ? script.commands[last.commands.start]?.name : null;
  // `a || exit 1` leaves only when `a` failed, and then nothing is left to do.
  if (typeof name === 'string' && LEAVING.has(name) && last.before !== '||') {
    return `its last command is \`${name}\``;
  }
  if (script.heredoc === null && endsInComment(script, last)) return 'a shell comment ends it';
  return null;
}

/** On a joined line whatever follows a `#` is lost, perhaps not as its author thinks. */
function endsInComment({ source, text }: ShellScript, { span }: TopLevelPart): boolean {
  return /^[\s;]*#/.test(text.slice(indexOfOffset(source, span.end)));
}

/** Null when no joint keeps the exit status and what `set -e` guards. */
function chooseJoint(
  script: ShellScript,
  list: readonly TopLevelPart[],
  last: TopLevelPart,
): Joint | null {
  const plain = script.heredoc === null ? ';' : '\n';
  const hasHeredoc =
    script.heredoc !== null &&
    textBetween(script.source, last.span.start, last.span.end).includes('<<');
  const errexit = errexitAtEnd(script);
  // Under `set -e` only a failing pipeline that stands alone ends the script: then, and only then,
  // a command on its own cannot hide the failure. Its body may not stand in between.
  const mayStandAlone = errexit === 'on' && list.length === 1 && !last.negated && !hasHeredoc;
  // Before `&&` the shell stops guarding what runs inside a compound or a function.
  if (errexit !== 'off' && runsShellCode(script, last)) return mayStandAlone ? plain : null;
  const isPlainBody = script.heredoc !== null || last.before === ';';
  if (mayStandAlone && isPlainBody) return plain;
  // `a || b && c` is `(a || b) && c`, and behind `a; b` it binds to `b` alone: the command runs only
  // after success, and a failure keeps its exit status.
  return '&&';
}

/** True when the part may run several commands in a shell of this script. */
function runsShellCode({ commands }: ShellScript, part: TopLevelPart): boolean {
  if (part.kind === 'compound') return true;
  // A call of a function looks like any other command.
  if (commands.some(({ nesting }) => nesting.includes('function'))) return true;
  return commands.slice(part.commands.start, part.commands.end).some(({ name, nesting }) => {
    return name !== null && RUNNING_CODE.has(name) && !nesting.includes('substitution');
  });
}
