import { readArguments } from '../dockerfile/command-arguments.ts';
import type { Argument } from '../dockerfile/command-arguments.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { PackageManagerName } from '../dockerfile/package-manager.ts';
import type { ShellCommand } from '../dockerfile/shell-script.ts';
import type { Span } from '../dockerfile/span.ts';
import { oncePerFile } from './once-per-file.ts';
import type { Facts } from './rule.ts';
import { runsCalling, runsOf } from './runs.ts';

/** An option that was given to a call of a package manager. */
export interface GivenOption {
  /** As the manager was invoked: `python3 -m pip`. */
  readonly invoked: string;
  /** The word of the option as written. */
  readonly text: string;
  readonly span: Span;
}

/** Decides on one option: its name with dashes, and its value without quotes. */
export type OptionTest = (name: string, value: string | null) => boolean;

/** Calls of the managers with an option that the test picks, one finding a call. */
export function* packageOptions(
  dockerfile: Dockerfile,
  facts: Facts,
  managers: readonly PackageManagerName[],
  test: OptionTest,
): Generator<GivenOption> {
  for (const run of runsCalling(dockerfile, facts, managers)) {
    for (const call of run.calls) {
      if (!managers.includes(call.manager)) continue;
      const found = readArguments(call, call.valueOptions).find((item) => isPicked(item, test));
      if (found === undefined) continue;
      yield { invoked: call.invoked, text: found.word.text, span: found.word.span };
    }
  }
}

function isPicked(argument: Argument, test: OptionTest): boolean {
  if (argument.kind === 'operand') return false;
  return test(argument.name, argument.value?.replace(/^["']|["']$/g, '') ?? null);
}

/** Commands that write their words, or the change that they describe, into a file. */
const WRITERS = new Set(['echo', 'printf', 'sed']);

/** Commands of RUN whose words put matching text into a file. */
export function* writtenTexts(
  dockerfile: Dockerfile,
  facts: Facts,
  pattern: RegExp,
): Generator<ShellCommand> {
  for (const command of writers(dockerfile, facts)) {
    if (command.words.some(({ text }) => pattern.test(text))) yield command;
  }
}

const writers = oncePerFile((dockerfile, facts) =>
  runsOf(dockerfile, facts)
    .flatMap(({ script }) => script.commands)
    .filter((command) => WRITERS.has(command.name ?? '') && isKept(command)),
);

/** What is only printed changes nothing; the output of a group may be redirected as a whole. */
function isKept({ name, redirects, after, nesting }: ShellCommand): boolean {
  if (name === 'sed' || after === '|') return true;
  const isInGroup = nesting.includes('group') || nesting.includes('subshell');
  return isInGroup || redirects.some(({ operator }) => operator.includes('>'));
}
