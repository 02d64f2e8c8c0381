import { operands } from '../dockerfile/command-line.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { ShellCommand, ShellWord } from '../dockerfile/shell-script.ts';
import { leadingWords, replaceInWord, SPLIT_WORD } from '../dockerfile/word-edit.ts';
import { unquotedVariables } from '../dockerfile/unquoted-variables.ts';
import type { Facts, Problem, Rule } from '../findings/rule.ts';
import { runCommandsNamed } from '../findings/run-commands.ts';
import type { RunCommand } from '../findings/run-commands.ts';
import { fixIn } from '../findings/runs.ts';
import { shellValue } from '../findings/shell-value.ts';
import type { ShellValue } from '../findings/shell-value.ts';
import { wrongTests } from '../findings/wrong-test.ts';
import type { UnquotedHarm } from '../findings/wrong-test.ts';

type ValueOf = (name: string) => ShellValue;

function harmsIn({ command, name }: RunCommand, valueOf: ValueOf): UnquotedHarm[] {
  switch (name) {
    case '[':
    case 'test':
      return wrongTests(command, valueOf);
    case 'cd':
      return wrongDirectories(command, valueOf);
    default:
      return printedPatterns(command, valueOf);
  }
}

/** `cd` takes one directory, so that no value of it is a list. */
function wrongDirectories(command: ShellCommand, valueOf: ValueOf): UnquotedHarm[] {
  return operands(command).flatMap((word) => {
    const found = unquotedVariables(word.text).find(({ name, isPlain }) => {
      return isPlain && /\S\s+\S/.test(valueOf(name).text ?? '');
    });
    if (found === undefined) return [];
    const { name } = found;
    const message = `The value that ${valueOf(name).by} gives to \`${name}\` holds blanks, and \`cd\` takes its first word for the directory.`;
    const review = 'See whether the directory is there under the whole name.';
    return [{ word, message, review }];
  });
}

/** A `*` alone is every file of the directory: what `echo` prints of a schedule is then not the schedule. */
function printedPatterns(command: ShellCommand, valueOf: ValueOf): UnquotedHarm[] {
  return command.words.slice(1).flatMap((word) => {
    const found = unquotedVariables(word.text).find(({ name, isPlain, start, end }) => {
      const isWhole = start === 0 && end === word.text.length;
      return isPlain && isWhole && /(?:^|\s)\*(?:\s|$)/.test(valueOf(name).text ?? '');
    });
    if (found === undefined) return [];
    const { name } = found;
    const message = `The value that ${valueOf(name).by} gives to \`${name}\` holds \`*\`, which is printed as the names of all files in the directory.`;
    const review = 'What is printed is the value itself from now on.';
    return [{ word, message, review }];
  });
}

function answer(dockerfile: Dockerfile, found: RunCommand, harms: readonly UnquotedHarm[]) {
  const { run, command } = found;
  const isInString = command.nesting.some((it) => it === 'substitution' || it === 'here-document');
  const words = [...new Set(harms.map(({ word }) => word))];
  const changes = words.map((word) => quoted(dockerfile, found, word));
  const edits = changes.flatMap((change) => (change === null ? [] : [change.edit]));
  if (isInString || edits.length < words.length) return { fix: null, left: SPLIT_WORD };
  const fix = fixIn(run, {
    title: 'Quote a variable that is one value',
    edits,
    commands: changes.flatMap((change) => (change === null ? [] : [change.change])),
    effects: [],
    review: harms[0]?.review ?? '',
  });
  return { fix };
}

/** `$A/b` becomes `"$A/b"`, and where quotes or patterns stand beside it only the variable is quoted. */
function quoted(dockerfile: Dockerfile, { run, command }: RunCommand, word: ShellWord) {
  const { text } = word;
  const isPlain = /^[\w$./:,@%+=-]*(?:\$\{\w+\}[\w$./:,@%+=-]*)*$/.test(text);
  let by = '';
  let position = 0;
  for (const { start, end } of unquotedVariables(text)) {
    by += `${text.slice(position, start)}"${text.slice(start, end)}"`;
    position = end;
  }
  by = isPlain ? `"${text}"` : by + text.slice(position);
  const edit = replaceInWord(dockerfile, run.script, word, [0, text.length], by);
  const [first] = command.words;
  if (edit === null || first === undefined) return null;
  const name = leadingWords(command, first);
  const change = { kind: 'replace-argument', command: name, argument: text, by } as const;
  return { edit, change };
}

export default {
  id: 'unquoted-variable',
  summary: 'The shell takes one value apart, because the variable stands without quotes',
  rationale:
    'Without quotes the shell splits the value of a variable at blanks, puts names of files in place of ' +
    'its patterns, and drops it where it is empty. Most values in a Dockerfile have nothing to split, and ' +
    'lists of packages and options are meant to be split, so that quotes everywhere would be noise or ' +
    'wrong. Reported is only what goes wrong for certain: a test that is true or fails because a value is ' +
    'empty or holds blanks, a directory with a blank, and a `*` that is printed as a list of files. The ' +
    'fix quotes the variable.',
  severity: 'low',
  safety: 'review',
  effects: [],
  about: ['[', 'test', 'cd', 'echo'],
  aliases: { hadolint: ['SC2086', 'SC2070'], sonar: ['S6570'] },
  references: [
    'https://www.shellcheck.net/wiki/SC2086',
    'https://www.shellcheck.net/wiki/SC2070',
    'https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html#tag_18_06_05',
  ],
  examples: [
    {
      name: 'a test that is always true',
      before: 'FROM debian:12\nARG TOKEN\nRUN if [ -n $TOKEN ]; then make release; fi\n',
      after: 'FROM debian:12\nARG TOKEN\nRUN if [ -n "$TOKEN" ]; then make release; fi\n',
    },
  ],
  *check(dockerfile, facts) {
    for (const found of runCommandsNamed(dockerfile, facts, ['[', 'test', 'cd', 'echo'])) {
      const problem = problemOf(dockerfile, facts, found);
      if (problem !== null) yield problem;
    }
  },
} satisfies Rule;

function problemOf(dockerfile: Dockerfile, facts: Facts, found: RunCommand): Problem | null {
  const { command, run, line } = found;
  const isShell = run.script.form === 'shell' && line.through.length === 0;
  if (!isShell || !command.words.some(({ text }) => text.includes('$'))) return null;
  const harms = harmsIn(found, (name) => shellValue(dockerfile, facts, run, name));
  const [first] = harms;
  if (first === undefined) return null;
  return { span: command.span, message: first.message, ...answer(dockerfile, found, harms) };
}
