import type { Dockerfile } from '../dockerfile/model.ts';
import { removeInstruction } from '../dockerfile/remove-instruction.ts';
import { contains } from '../dockerfile/span.ts';
import type { ShellCommand } from '../dockerfile/shell-script.ts';
import { removeCall } from './remove-call.ts';
import { removeWords } from './remove-words.ts';
import type { Removal } from './remove-words.ts';
import type { Facts, Fix } from './rule.ts';
import { runsOf } from './runs.ts';
import type { Run } from './runs.ts';
import type { Setting } from './settings.ts';

/** The command of a RUN that a setting is for, or that makes it. */
export interface SettingCommand {
  readonly run: Run;
  readonly command: ShellCommand;
}

/** Null for ENV and ARG. */
export function commandOf(
  dockerfile: Dockerfile,
  facts: Facts,
  { by, span, instruction }: Setting,
): SettingCommand | null {
  if (by !== 'RUN') return null;
  const run = runsOf(dockerfile, facts).find((one) => one.run === instruction);
  // The innermost: what a substitution runs stands behind its owner.
  const command = run?.script.commands.findLast((one) => contains(one.span, span));
  return run === undefined || command === undefined ? null : { run, command };
}

/** Takes the variable out of its ENV, ARG or command; null where that cannot be done in one piece. */
export function removeSetting(
  dockerfile: Dockerfile,
  facts: Facts,
  setting: Setting,
): (Removal & Pick<Fix, 'effects'>) | null {
  if (isRead(dockerfile, setting)) return null;
  if (setting.by !== 'RUN') return removePair(dockerfile, setting);
  const found = commandOf(dockerfile, facts, setting);
  if (found === null || found.run.script.form === 'exec') return null;
  return removeFromCommand(dockerfile, found, setting);
}

/** Another place takes the value out of the variable. */
function isRead({ text }: Dockerfile, { name }: Setting): boolean {
  return new RegExp(`\\$\\{?${name.replaceAll('.', '\\.')}(?!\\w)`).test(text);
}

function removePair(
  dockerfile: Dockerfile,
  { instruction, span, by }: Setting,
): (Removal & Pick<Fix, 'effects'>) | null {
  const { pairs } = instruction;
  const outer = dockerfile.instructions.find((one) => one === instruction);
  if (outer === undefined) return null;
  const effects = ['env'] as const;
  if (pairs.length === 1) {
    const edits = [removeInstruction(dockerfile, instruction)];
    return { edits, commands: [], instructions: [{ kind: 'remove', keyword: by }], effects };
  }
  const index = pairs.findIndex(({ key }) => key.span.start === span.start);
  const before = pairs[index - 1];
  const after = pairs[index + 1];
  const start = before?.value?.span.end ?? span.start;
  const end = before?.value === undefined ? (after?.key.span.start ?? span.end) : span.end;
  const gap = dockerfile.text.slice(start, span.start) + dockerfile.text.slice(span.end, end);
  if (before?.value === null || !/^[\s\\`]*$/.test(gap)) return null;
  return { edits: [{ span: { start, end }, text: '' }], commands: [], effects };
}

function removeFromCommand(
  dockerfile: Dockerfile,
  { run, command }: SettingCommand,
  { span }: Setting,
): Removal | null {
  const word = command.words.find((one) => one.span.start === span.start);
  const count = command.words.length + command.assignments.length;
  const isAlone = count === 1 || (command.name === 'export' && command.words.length === 2);
  if (isAlone) return removeCall(dockerfile, run, command);
  if (word !== undefined) {
    return removeWords(dockerfile, run, command, {
      first: command.words[0] ?? null,
      words: [word],
    });
  }
  return removePrefix(dockerfile, command, span.start);
}

/** `NAME=value` before a command, with the gap behind it. */
function removePrefix(
  { text }: Dockerfile,
  { assignments, words }: ShellCommand,
  start: number,
): Removal | null {
  const index = assignments.findIndex((one) => one.span.start === start);
  const found = assignments[index];
  const [first] = words;
  const next = assignments[index + 1] ?? first;
  if (found === undefined || next === undefined || first === undefined) return null;
  const gap = text.slice(found.span.end, next.span.start);
  if (!/^[\s\\`]*$/.test(gap)) return null;
  return {
    edits: [{ span: { start, end: next.span.start }, text: '' }],
    commands: [{ kind: 'remove-argument', command: first.text, argument: found.text }],
  };
}
