import { failsScript } from '../dockerfile/failing-command.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { hasOption } from '../dockerfile/command-line.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import type { PackageAction, PackageManagerName } from '../dockerfile/package-manager.ts';
import type { ShellScript } from '../dockerfile/shell-script.ts';
import { insertBehind, leadingWords, SPLIT_WORD } from '../dockerfile/word-edit.ts';
import { callSpan, nameOfCall } from './call-text.ts';
import { writtenBefore } from './earlier-text.ts';
import { variableMayGive } from './given-options.ts';
import type { Facts, Problem } from './rule.ts';
import { fixIn, runsCalling } from './runs.ts';
import type { Run } from './runs.ts';

/** How one package manager is told not to ask. */
export interface Assent {
  readonly managers: readonly PackageManagerName[];
  /** What it asks about. */
  readonly actions: readonly PackageAction[];
  /** Options that answer, or that keep it from doing anything. */
  readonly options: readonly string[];
  /** True for other ways to answer on the command line. */
  readonly answers?: (call: PackageCommand) => boolean;
  /** Matches the value of a variable that answers. */
  readonly inVariable: RegExp;
  /** Matches what writes the answer into a configuration file, or puts such a file in place. */
  readonly configured: RegExp;
  /** The option to insert, and behind which word: the action, or the manager's name. */
  readonly insert: string;
  readonly behind: 'action' | 'name';
}

/** Finds calls that wait for an answer which a build cannot give. */
export function* findQuestions(
  dockerfile: Dockerfile,
  facts: Facts,
  assent: Assent,
): Generator<Problem> {
  const isConfigured = writtenBefore(dockerfile, assent.configured);
  for (const run of runsCalling(dockerfile, facts, assent.managers)) {
    for (const call of run.calls) {
      if (!asks(call, assent) || isAnswered(run.script, call)) continue;
      if (variableMayGive(dockerfile, facts, run, call, assent.inVariable)) continue;
      if (isConfigured(run, call.command.span.start)) continue;
      yield problemOf(dockerfile, run, call, assent);
    }
  }
}

function asks(call: PackageCommand, assent: Assent): boolean {
  if (!assent.managers.includes(call.manager)) return false;
  if (!assent.actions.includes(call.action) || hasNothingToDo(call)) return false;
  if (hasOption(call, assent.options, call.valueOptions)) return false;
  return assent.answers?.(call) !== true;
}

/** `apt-get purge` alone changes nothing; `apt-get install -f` mends what is broken. */
function hasNothingToDo(call: PackageCommand): boolean {
  if (call.packages.length > 0 || call.through.includes('xargs')) return false;
  if (call.action === 'remove') return true;
  return call.action === 'install' && !hasOption(call, ['-f', '--fix-broken'], call.valueOptions);
}

/** `yes | apt-get install x`, also around a group, and `apt-get install x <<< y`. */
function isAnswered(script: ShellScript, { command, through }: PackageCommand): boolean {
  const isFed = command.pipeline.index > 0 && !through.includes('xargs');
  const isRedirected = command.redirects.some(
    ({ operator, target }) => operator.startsWith('<') && target?.value !== '/dev/null',
  );
  if (isFed || isRedirected) return true;
  if (command.nesting.length === 0) return false;
  return script.commands.some(
    ({ name, after, span }) =>
      (name === 'yes' || name === 'echo') && after === '|' && span.start < command.span.start,
  );
}

function problemOf(
  dockerfile: Dockerfile,
  run: Run,
  call: PackageCommand,
  { insert, behind }: Assent,
): Problem {
  const { script } = run;
  const name = nameOfCall(call);
  const span = callSpan(call);
  const message = `\`${name}\` asks before it changes packages, and nobody can answer during a build; \`${insert}\` answers yes.`;
  const word = behind === 'action' ? call.actionWord : (call.words[0] ?? null);
  const edit = word === null ? null : insertBehind(dockerfile, script, word, insert);
  if (word === null || edit === null) return { span, message, fix: null, left: SPLIT_WORD };
  const argument = { command: leadingWords(call.command, word), argument: insert };
  const fix = fixIn(run, {
    title: `Add \`${insert}\` to \`${name}\``,
    edits: [edit],
    commands: [{ kind: 'add-argument', ...argument }],
  });
  if (failsScript(script, call.command)) return { span, message, fix };
  return { span, message, fix: { ...fix, safety: 'review', review: reviewOf(name) } };
}

function reviewOf(name: string): string {
  return `The build goes on when \`${name}\` fails, so it may have stopped at its question until now; with the option it changes packages.`;
}
