import { commandList } from '../dockerfile/shell-command-list.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { removeCommand } from '../dockerfile/remove-command.ts';
import { removeInstruction } from '../dockerfile/remove-instruction.ts';
import type { ShellCommand } from '../dockerfile/shell-script.ts';
import type { Removal } from './remove-words.ts';
import type { Run } from './runs.ts';

/** Takes a command out of its RUN, and the RUN with it where it has no other; null where that cannot be done. */
export function removeCall(
  dockerfile: Dockerfile,
  { run, instruction, isTrigger, script }: Run,
  command: ShellCommand,
): Removal | null {
  const text = commandList(script)[script.commands.indexOf(command)]?.join(' ');
  if (text === undefined) return null;
  const commands = [{ kind: 'remove', command: text } as const];
  if (script.commands.length === 1) {
    if (isTrigger || run.heredocs.length > 0) return null;
    const instructions = [{ kind: 'remove', keyword: 'RUN' } as const];
    return { edits: [removeInstruction(dockerfile, instruction)], commands, instructions };
  }
  const edit = removeCommand(dockerfile, script, command);
  return edit === null ? null : { edits: [edit], commands };
}
