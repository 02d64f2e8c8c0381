import { commandList } from '../dockerfile/shell-command-list.ts';
import type { ShellScript } from '../dockerfile/shell-script.ts';
import type { CommandChange } from './rule.ts';

/** Declares that all commands of an instruction go, none for an instruction without a script. */
export function removedCommands(script: ShellScript | null): CommandChange[] {
  if (script === null) return [];
  return commandList(script).map((words) => ({ kind: 'remove', command: words.join(' ') }));
}

/** Declares that one exec form takes the place of all commands of an instruction. */
export function replacedCommands(
  script: ShellScript | null,
  words: readonly string[],
): CommandChange[] {
  const isSame = script !== null && sameWords(commandList(script), words);
  if (isSame) return [];
  return [...removedCommands(script), { kind: 'append', command: words.join(' ') }];
}

function sameWords(commands: readonly (readonly string[])[], words: readonly string[]): boolean {
  const [first, ...rest] = commands;
  if (first === undefined || rest.length > 0 || first.length !== words.length) return false;
  return first.every((word, index) => word === words[index]);
}
