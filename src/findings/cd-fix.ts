import { commentBlockStart } from '../dockerfile/comment-block.ts';
import { keywordLike } from '../dockerfile/keyword-case.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { removeCommand } from '../dockerfile/remove-command.ts';
import { removeInstruction } from '../dockerfile/remove-instruction.ts';
import type { ShellCommand } from '../dockerfile/shell-script.ts';
import type { TextEdit } from '../dockerfile/text-edit.ts';
import type { CdReach } from './cd-reach.ts';
import type { CommandChange, Fix } from './rule.ts';
import { fixIn } from './runs.ts';
import type { Run } from './runs.ts';

function removed({ words }: ShellCommand): CommandChange {
  return { kind: 'remove', command: words.map(({ text }) => text).join(' ') };
}

/** A `cd` to where the RUN starts anyway. */
export function removeNeedlessCd(
  dockerfile: Dockerfile,
  run: Run,
  command: ShellCommand,
): Fix | null {
  const edit = removeCommand(dockerfile, run.script, command);
  if (edit === null) return null;
  return fixIn(run, {
    title: 'Remove a `cd` to the WORKDIR that is in force',
    edits: [edit],
    safety: 'safe',
    effects: [],
    commands: [removed(command)],
  });
}

/** A `cd` that nothing follows. */
export function removeIdleCd(dockerfile: Dockerfile, run: Run, command: ShellCommand): Fix | null {
  const isAlone = run.script.commands.length === 1;
  if (isAlone && run.isTrigger) return null;
  const edit = isAlone
    ? removeInstruction(dockerfile, run.instruction)
    : removeCommand(dockerfile, run.script, command);
  if (edit === null) return null;
  const fix: Fix = {
    title: 'Remove a `cd` that has no effect',
    edits: [edit],
    safety: 'review',
    effects: [],
    commands: [removed(command)],
    review: 'The directory was forgotten at the end of the RUN: see whether WORKDIR was meant.',
  };
  return isAlone ? { ...fix, instructions: [{ kind: 'remove', keyword: 'RUN' }] } : fixIn(run, fix);
}

/** WORKDIR above the first of the RUNs, and none of them changes the directory itself. */
export function replaceCds(
  dockerfile: Dockerfile,
  { group, end }: CdReach,
  target: string,
): Fix | null {
  const edits = group.map(({ script }) => {
    const [command] = script.commands;
    return command === undefined ? null : removeCommand(dockerfile, script, command);
  });
  const [first] = group;
  if (first === undefined || edits.includes(null)) return null;
  // The same WORKDIR further down would say it once more.
  const repeated = end?.body.text.trim() === target && end.comments.length === 0 ? end : null;
  return {
    title: 'Change the directory with WORKDIR',
    safety: 'review',
    edits: [
      insertedWorkdir(dockerfile, first, target),
      ...edits.filter((edit) => edit !== null),
      ...(repeated === null ? [] : [removeInstruction(dockerfile, repeated)]),
    ],
    effects: ['workdir'],
    instructions: [
      { kind: 'insert', keyword: 'WORKDIR' },
      ...(repeated === null ? [] : [{ kind: 'remove', keyword: 'WORKDIR' } as const]),
    ],
    commands: group.flatMap(({ script }) => script.commands.slice(0, 1).map(removed)),
    preconditions: [
      { text: `nothing below needs another directory than \`${target}\``, state: 'held' },
    ],
    review: 'The directory stays in force up to the next WORKDIR.',
  };
}

function insertedWorkdir(dockerfile: Dockerfile, { instruction }: Run, target: string): TextEdit {
  const { text, lineEnding } = dockerfile;
  const { start, end } = instruction.keywordSpan;
  const offset = commentBlockStart(dockerfile, text.lastIndexOf('\n', start - 1) + 1);
  const keyword = keywordLike(text.slice(start, end), 'WORKDIR');
  return { span: { start: offset, end: offset }, text: `${keyword} ${target}${lineEnding}` };
}
