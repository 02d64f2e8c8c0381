import { textBetween } from './logical-text.ts';
import type { ShellCommand, ShellScript, ShellWord } from './shell-script.ts';
import { shown } from './shown-text.ts';

/** A command that needs no shell, or why it needs one. */
export type PlainCommand =
  { readonly words: readonly ShellWord[]; readonly obstacle: null } | NeedsShell;

export interface NeedsShell {
  readonly words: null;
  /** One clause that begins with what needs the shell. */
  readonly obstacle: string;
  /** True when it is one command all the same, so that `exec` may stand before it. */
  readonly isOne: boolean;
}

/** Words that the shell runs itself (POSIX, 2.14 and XCU 1.6; the Bash manual, chapter 4). */
const BUILTINS = new Set(
  (
    '. : [ alias bg bind break builtin caller cd command compgen complete continue declare dirs disown ' +
    'echo enable eval exec exit export false fc fg getopts hash help history jobs kill let local logout ' +
    'mapfile popd printf pushd pwd read readarray readonly return set shift shopt source suspend test ' +
    'times trap true type typeset ulimit umask unalias unset wait'
  ).split(' '),
);

/**
 * The words of a script that is one command without anything for the shell to do: what exec form runs
 * in the same way. A leading `exec` is left out.
 */
export function plainCommand(script: ShellScript): PlainCommand {
  const [command] = script.commands;
  if (script.errors.length > 0) return needsShell('its shell code could not be read');
  if (command === undefined) return needsShell('it holds no command');
  const structure = structureObstacle(script, command);
  if (structure !== null) return needsShell(structure);
  if (command.assignments.length > 0) {
    return needsShell(`\`${command.assignments[0]?.name ?? ''}=…\` before it is set by the shell`);
  }
  const words = withoutExec(command);
  const [name] = words;
  if (name === undefined) return needsShell('it holds no command');
  if (BUILTINS.has(name.value ?? '')) {
    return needsShell(
      `\`${name.value ?? ''}\` is built into the shell, and the image may have no such program`,
    );
  }
  const obstacle = redirectObstacle(command) ?? wordObstacle(words);
  if (obstacle === null) return { words, obstacle };
  return { words: null, obstacle, isOne: name.value !== null && !name.value.startsWith('-') };
}

/** Programs that only keep a container alive: nothing is gained where they are the main process. */
const IDLERS = new Set(['tail', 'sleep', 'cat', 'yes']);

/**
 * A list of commands with `exec` before the last, which then takes the place of the shell. Null where that would
 * change something: other ways to join them, jobs in the background, traps, or a last command that is no program.
 */
export function withLastExecuted(script: ShellScript): string | null {
  const last = script.topLevel.at(-1);
  const command = script.commands[last?.commands.start ?? -1];
  if (last?.kind !== 'command' || last.negated || command === undefined) return null;
  const joins = script.topLevel.map(({ after }) => after);
  const isList = joins.every((after) => after === null || after === '&&' || after === ';');
  if (script.errors.length > 0 || !isList || (last.before !== '&&' && last.before !== ';'))
    return null;
  if (script.commands.some(({ name }) => name === 'trap')) return null;
  const isDefined = script.topLevel.some(({ kind }) => kind === 'function' || kind === 'compound');
  const { name, assignments, span } = command;
  if (name === null || isDefined || assignments.length > 0) return null;
  if (name === 'exec') return script.text;
  if (BUILTINS.has(name) || IDLERS.has(name) || name.startsWith('-')) return null;
  const offset = span.start - script.span.start;
  return `${script.text.slice(0, offset)}exec ${script.text.slice(offset)}`;
}

function needsShell(obstacle: string): NeedsShell {
  return { words: null, obstacle, isOne: false };
}

function structureObstacle(script: ShellScript, command: ShellCommand): string | null {
  const [part, ...rest] = script.topLevel;
  if (part === undefined) return 'it holds no command';
  if (rest.length > 0) return `\`${part.after ?? ';'}\` joins several commands`;
  if (part.kind === 'pipeline') return 'a pipe joins several commands';
  if (part.kind !== 'command') return 'it is a construct of the shell';
  if (part.negated) return '`!` turns its result around';
  if (part.after === '&') return '`&` sends it into the background';
  const whole = textBetween(script.source, command.span.start, command.span.end);
  const isAll = whole.trim() === script.text.trim();
  return isAll ? null : 'something for the shell stands before or behind the command';
}

/** `exec` without options only says what exec form does anyway. */
function withoutExec({ words }: ShellCommand): readonly ShellWord[] {
  const [first, second] = words;
  const isExec = first?.text === 'exec' && second !== undefined && !second.text.startsWith('-');
  return isExec ? words.slice(1) : words;
}

function redirectObstacle({ redirects: [first] }: ShellCommand): string | null {
  return first === undefined ? null : `${shown(first.text, 40)} redirects its input or output`;
}

function wordObstacle(words: readonly ShellWord[]): string | null {
  for (const { text, value, quoted } of words) {
    if (value === null) return `${shown(text, 40)} is expanded by the shell`;
    if (!quoted && text.includes('~')) return `${shown(text, 40)} is expanded by the shell`;
    if (quoted && /[$`\\]/.test(text) && !/^'[^']*'$/.test(text)) {
      return `${shown(text, 40)} is unquoted by the shell`;
    }
  }
  return null;
}
