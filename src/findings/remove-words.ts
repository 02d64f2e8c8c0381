import { readArguments } from '../dockerfile/command-arguments.ts';
import type { Argument, CommandLine } from '../dockerfile/command-arguments.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { ShellCommand, ShellWord } from '../dockerfile/shell-script.ts';
import type { TextEdit } from '../dockerfile/text-edit.ts';
import { leadingWords } from '../dockerfile/word-edit.ts';
import type { CommandChange, Fix } from './rule.ts';
import type { Run } from './runs.ts';

export type Removal = Pick<Fix, 'edits' | 'instructions'> & {
  readonly commands: readonly CommandChange[];
};

/** The words of the options that the test picks, values in words of their own included. */
export function pickedWords(
  line: CommandLine,
  valueOptions: readonly string[],
  isPicked: (name: string, value: string | null) => boolean,
): readonly ShellWord[] {
  return readArguments(line, valueOptions).flatMap((argument) => {
    if (argument.kind === 'operand') return [];
    const value = argument.value?.replace(/^["']|["']$/g, '') ?? null;
    return isPicked(argument.name, value) ? wordsOf(line, argument) : [];
  });
}

function wordsOf({ words }: CommandLine, argument: Argument & { kind: 'option' }): ShellWord[] {
  const { word, name, value } = argument;
  const next = words[words.indexOf(word) + 1];
  const isSeparate = value !== null && (word.value ?? word.text) === name && next?.text === value;
  return isSeparate ? [word, next] : [word];
}

/**
 * Takes words out of a command that does the same without them, each with the gap before it. Null in the
 * exec form, and where something other than white space stands in a gap.
 */
export function removeWords(
  dockerfile: Dockerfile,
  run: Run,
  command: ShellCommand,
  { first, words }: { readonly first: ShellWord | null; readonly words: readonly ShellWord[] },
): Removal | null {
  if (run.script.form === 'exec') return null;
  const called = leadingWords(command, first);
  const edits: TextEdit[] = [];
  const commands: CommandChange[] = [];
  for (const word of words) {
    const edit = removeWord(dockerfile, command.words, word);
    if (edit === null) return null;
    edits.push(edit);
    commands.push({ kind: 'remove-argument', command: called, argument: word.text });
  }
  return { edits, commands };
}

function removeWord(
  { text }: Dockerfile,
  words: readonly ShellWord[],
  word: ShellWord,
): TextEdit | null {
  const previous = words[words.indexOf(word) - 1];
  if (previous === undefined) return null;
  const span = { start: previous.span.end, end: word.span.end };
  const gap = text.slice(previous.span.end, word.span.start);
  return /^[\s\\`]*$/.test(gap) ? { span, text: '' } : null;
}
