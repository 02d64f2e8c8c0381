import { operands, optionValue } from '../dockerfile/command-line.ts';
import { expandWord } from '../dockerfile/expand.ts';
import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import { scopeAt } from '../dockerfile/scope.ts';
import type { ShellCommand, ShellWord } from '../dockerfile/shell-script.ts';
import { createdUser } from '../dockerfile/user-command.ts';
import { stageChain } from './base-image.ts';
import type { Facts } from './rule.ts';
import { runCommandsNamed } from './run-commands.ts';
import type { RunCommand } from './run-commands.ts';

/** A number that the file gives a user or a group. */
export interface CreatedId {
  readonly kind: 'user' | 'group';
  readonly name: string;
  /** As written without quotes: digits, or one variable; null when the command names none. */
  readonly id: string | null;
  /** The RUN. */
  readonly instruction: Instruction;
  /** False where the command may be passed over: behind `||`, in an `if`, in a trigger. */
  readonly isCertain: boolean;
}

const USER_COMMANDS = ['useradd', 'adduser'];
const GROUP_COMMANDS = ['groupadd', 'addgroup'];

/** Options of groupadd and addgroup with a value (groupadd(8), addgroup(8)). */
const GROUP_VALUE_OPTIONS = ['-g', '--gid', '-K', '--key', '-p', '--password', '-R', '-P'];

/** Users and groups that the stage, and those it is built on, make, in file order. */
export function createdIds(dockerfile: Dockerfile, facts: Facts, stage: Stage): CreatedId[] {
  const chain = stageChain(stage);
  const found: CreatedId[] = [];
  for (const each of runCommandsNamed(dockerfile, facts, [...USER_COMMANDS, ...GROUP_COMMANDS])) {
    if (!chain.includes(each.run.stage)) continue;
    const id = USER_COMMANDS.includes(each.name) ? userOf(each) : groupOf(each);
    const name = id === null ? null : valueOf(dockerfile, each.run.run, id.word);
    if (id === null || name === null) continue;
    const { run: instruction, isTrigger } = each.run;
    const isCertain = !isTrigger && isUnconditional(each.command);
    found.push({ kind: id.kind, name, id: id.text, instruction, isCertain });
  }
  return found;
}

interface Named {
  readonly kind: 'user' | 'group';
  readonly word: ShellWord;
  readonly text: string | null;
}

function userOf({ name, line }: RunCommand): Named | null {
  const word = createdUser(name, line);
  return word && { kind: 'user', word, text: plain(optionValue(line, ['-u', '--uid'])) };
}

/** `addgroup user group` only changes a group. */
function groupOf({ line }: RunCommand): Named | null {
  const [word, more] = operands(line, GROUP_VALUE_OPTIONS);
  if (word === undefined || more !== undefined) return null;
  return { kind: 'group', word, text: plain(optionValue(line, ['-g', '--gid'])) };
}

function plain(text: string | null): string | null {
  return text === null ? null : text.replace(/^"(.*)"$/, '$1');
}

function valueOf(dockerfile: Dockerfile, run: Instruction, word: ShellWord): string | null {
  const { lookup } = scopeAt(dockerfile, run);
  const { value, unresolved, error } = expandWord(word.text, lookup, dockerfile.escape);
  return error === null && unresolved.length === 0 ? value : null;
}

function isUnconditional({ nesting, before, after }: ShellCommand): boolean {
  return nesting.length === 0 && before !== '||' && after !== '||';
}
