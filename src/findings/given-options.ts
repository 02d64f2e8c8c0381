import type { Dockerfile } from '../dockerfile/model.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import { scopeAt } from '../dockerfile/scope.ts';
import type { ShellWord } from '../dockerfile/shell-script.ts';
import type { Facts } from './rule.ts';
import type { Run } from './runs.ts';

/** Names of variables that hold options rather than packages. */
const OPTION_NAME = /OPT|ARG|FLAG|PARAM|YES|QUIET/i;

/**
 * True when a variable among the words of a call gives an option that `pattern` matches, or may give
 * it: one of unknown value before the action, or with a name such as `APT_OPTS`.
 */
export function variableMayGive(
  dockerfile: Dockerfile,
  facts: Facts,
  run: Run,
  call: PackageCommand,
  pattern: RegExp,
): boolean {
  return call.words.slice(1).some((word) => {
    const name = variableName(word);
    if (name === null) return false;
    const value = variableValue(dockerfile, facts, run, name);
    if (value !== null) return pattern.test(value);
    const action = call.actionWord?.span.start ?? Number.POSITIVE_INFINITY;
    return word.span.start < action || OPTION_NAME.test(name);
  });
}

/** The variable that a word consists of: `$X`, `${X}`, `"${X:-}"`. */
function variableName({ value, text }: ShellWord): string | null {
  if (value !== null) return null;
  return /^"?\$\{?([A-Za-z_]\w*)/.exec(text)?.[1] ?? null;
}

/**
 * What the file says about a shell variable in a RUN: an assignment in the script itself, ARG and ENV,
 * or the base image. Null when that is nothing certain.
 */
export function variableValue(
  dockerfile: Dockerfile,
  facts: Facts,
  { run, script }: Run,
  name: string,
): string | null {
  for (const { assignments, words } of script.commands) {
    if (words.length > 0) continue;
    const own = assignments.find((assignment) => assignment.name === name);
    if (own !== undefined) return own.value?.value ?? null;
  }
  return scopeAt(dockerfile, run).lookup(name) ?? facts.before(run).env.get(name) ?? null;
}

/** True when NAME has a value in the environment of a command: inline, exported, by ENV or ARG. */
export function isInEnvironment(
  dockerfile: Dockerfile,
  facts: Facts,
  run: Run,
  call: Pick<PackageCommand, 'command'>,
  name: string,
): boolean {
  const { command } = call;
  if (command.assignments.some((assignment) => assignment.name === name)) return true;
  const prefix = `${name}=`;
  const passes = command.words.some((word) => word.text.startsWith(prefix));
  if (passes) return true;
  const isExported = run.script.commands.some(
    ({ name: own, words, span }) =>
      own === 'export' &&
      span.start < command.span.start &&
      words.some(({ text }) => text === name || text.startsWith(prefix)),
  );
  if (isExported) return true;
  const config = facts.before(run.run).env.get(name);
  return (config ?? scopeAt(dockerfile, run.run).text(name) ?? '') !== '';
}
