import type { Instruction } from '../../dockerfile/model.ts';
import { commandList } from '../../dockerfile/shell-command-list.ts';
import type { Connector, ShellScript } from '../../dockerfile/shell-script.ts';
import { strictShellError } from '../../dockerfile/shell-strict.ts';
import type { Checked } from '../check.ts';
import { unexplainedChange } from './command-changes.ts';
import type { PlacedCommand } from './command-changes.ts';
import type { Pairing } from './pairing.ts';
import type { Refusal, Step } from './step.ts';

/** Part 4: the commands are the same but for declared changes, and the shell text still parses. */
export function checkCommands(step: Step, pairing: Pairing): Refusal | null {
  const changes = step.candidates.flatMap(({ fix }) => fix.commands ?? []);
  const before = commandsOf(step.before, pairing.touchedBefore);
  const after = commandsOf(step.after, pairing.touchedAfter);
  const reason = unexplainedChange(before, after, changes) ?? shellError(step, pairing);
  return reason === null ? null : { part: 'commands', reason };
}

function commandsOf(checked: Checked, instructions: readonly Instruction[]): PlacedCommand[] {
  return instructions.flatMap((instruction) => {
    const script = checked.facts.script(instruction.trigger ?? instruction);
    if (script === null) return [];
    const constructs = joinedConstructs(script);
    return commandList(script).map((words, index) => {
      const command = script.commands[index];
      const nesting = command?.nesting.join(' ') ?? '';
      return { words, nesting, joinedBy: command?.before ?? constructs.get(index) ?? null };
    });
  });
}

/** What joins a construct to the list is told at its first command, by the command's index. */
function joinedConstructs({ topLevel }: ShellScript): ReadonlyMap<number, Connector | null> {
  const constructs = topLevel.filter(({ kind }) => kind === 'compound' || kind === 'function');
  return new Map(constructs.map(({ commands, before }) => [commands.start, before]));
}

/** Only what the strict parser accepted before must be accepted after: it knows fewer dialects. */
function shellError(step: Step, pairing: Pairing): string | null {
  const error = firstError(step.after, editedShells(step, pairing));
  // Parsing is slow, so the text before is only looked at when the one after has an error.
  if (error === null || firstError(step.before, pairing.touchedBefore) !== null) return null;
  return `the shell text no longer parses: ${error}`;
}

/** Options and names, which cannot make shell text wrong wherever a word may stand. */
const PLAIN_WORDS = /^[ \t]*(?:(?:--?[\w-]+|apt-get|apt)(?:[ \t]+|$))*$/;

/** The instructions after the edits, without those in which only plain words came or went. */
function editedShells(step: Step, pairing: Pairing): readonly Instruction[] {
  const { touchedBefore, touchedAfter } = pairing;
  if (touchedBefore.length !== touchedAfter.length) return touchedAfter;
  const { text } = step.before.dockerfile;
  const risky = step.edits.filter(
    ({ span, text: now }) =>
      !PLAIN_WORDS.test(now) || !PLAIN_WORDS.test(text.slice(span.start, span.end)),
  );
  return touchedAfter.filter((_, index) => {
    const span = touchedBefore[index]?.span ?? { start: 0, end: 0 };
    return risky.some((edit) => edit.span.start <= span.end && edit.span.end >= span.start);
  });
}

function firstError(checked: Checked, instructions: readonly Instruction[]): string | null {
  for (const instruction of instructions) {
    const error = strictError(checked, instruction);
    if (error !== null) return error;
  }
  return null;
}

function strictError(checked: Checked, instruction: Instruction): string | null {
  const script = checked.facts.script(instruction.trigger ?? instruction);
  return script?.form === 'shell' ? strictShellError(script.source.text, script.dialect) : null;
}
