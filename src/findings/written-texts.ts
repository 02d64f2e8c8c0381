import type { Dockerfile } from '../dockerfile/model.ts';
import type { ShellCommand } from '../dockerfile/shell-script.ts';
import { oncePerFile } from './once-per-file.ts';
import type { Facts } from './rule.ts';
import { runsOf } from './runs.ts';

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
