import type { Argument, CommandLine } from './command-arguments.ts';
import { isOption, readArguments } from './command-arguments.ts';
import type { ShellWord } from './shell-script.ts';

/** A command that runs the command in its arguments. */
interface Prefix {
  /** Options whose value is the next word. */
  readonly values: readonly string[];
  /** Words between the options and the command: the limit of `timeout`. */
  readonly operands?: number;
  /** `NAME=value` may stand before the command. */
  readonly assignments?: boolean;
  /** With one of these it runs nothing: `command -v`. */
  readonly inert?: readonly string[];
}

const PREFIXES: ReadonlyMap<string, Prefix> = new Map<string, Prefix>([
  ['sudo', { values: words('-u -g -h -p -C -r -t -T -U -D -R --user --group'), assignments: true }],
  ['doas', { values: words('-u -C') }],
  ['env', { values: words('-u -C --unset --chdir'), assignments: true }],
  ['command', { values: [], inert: words('-v -V') }],
  ['builtin', { values: [] }],
  ['exec', { values: ['-a'] }],
  ['nohup', { values: [] }],
  ['nice', { values: words('-n --adjustment') }],
  ['ionice', { values: words('-c -n --class --classdata'), inert: ['-p'] }],
  ['time', { values: words('-f -o --format --output') }],
  ['timeout', { values: words('-k -s --kill-after --signal'), operands: 1 }],
  ['stdbuf', { values: words('-i -o -e --input --output --error') }],
  ['setsid', { values: [] }],
  ['eatmydata', { values: [] }],
  ['fakeroot', { values: [] }],
  ['gosu', { values: [], operands: 1 }],
  ['su-exec', { values: [], operands: 1 }],
  ['tini', { values: words('-e -p') }],
  ['dumb-init', { values: words('-r --rewrite') }],
  [
    'xargs',
    { values: words('-a -d -E -I -L -n -P -s --arg-file --delimiter --max-args --max-procs') },
  ],
]);

const NO_PREFIXES: readonly string[] = [];

/** Enough for any command line that a person wrote. */
const MAX_PREFIXES = 16;

export interface EffectiveCommand extends CommandLine {
  /** Names of the prefixes taken away, outermost first. */
  readonly through: readonly string[];
}

function words(text: string): readonly string[] {
  return text.split(' ');
}

/** Last component of the first word: `/usr/bin/apt-get` is `apt-get`. Null when it is not static. */
export function nameOf({ words }: CommandLine): string | null {
  const value = words[0]?.value ?? null;
  return value === null ? null : value.slice(value.lastIndexOf('/') + 1);
}

/**
 * What a command runs in the end: `sudo -E env A=b apt-get update` runs `apt-get update` through
 * `sudo` and `env`. A prefix without a command is the command itself.
 */
export function effectiveCommand(command: CommandLine): EffectiveCommand {
  const own = nameOf(command);
  // Most commands have no prefix, and every command is asked several times.
  if (own === null || !PREFIXES.has(own)) return { words: command.words, through: NO_PREFIXES };
  const through: string[] = [];
  let line: CommandLine = { words: command.words };
  while (through.length < MAX_PREFIXES) {
    const name = nameOf(line);
    const prefix = name === null ? undefined : PREFIXES.get(name);
    const start = prefix === undefined ? -1 : commandStart(line.words, prefix);
    if (name === null || start === -1) break;
    through.push(name);
    line = { words: line.words.slice(start) };
  }
  return { words: line.words, through };
}

/** Index of the word where the inner command begins, or -1. */
function commandStart(all: readonly ShellWord[], prefix: Prefix): number {
  let index = 1;
  for (; index < all.length; index += 1) {
    const word = all[index];
    if (word === undefined || !isOption(word)) break;
    const option = word.value ?? '';
    if (prefix.inert?.includes(option) === true) return -1;
    if (option === '--') {
      index += 1;
      break;
    }
    if (prefix.values.includes(option)) index += 1;
  }
  index += prefix.operands ?? 0;
  if (prefix.assignments === true) {
    while (isAssignment(all[index])) index += 1;
  }
  return index < all.length ? index : -1;
}

function isAssignment(word: ShellWord | undefined): boolean {
  return word !== undefined && /^[A-Za-z_]\w*=/.test(word.text);
}

/**
 * Whether one of `names` is given: alone, with `=value`, or inside a cluster of short options.
 * Name the options with values in `valueOptions`, or `-oDebug=yes` counts as having `-y`.
 */
export function hasOption(
  command: CommandLine,
  names: readonly string[],
  valueOptions: readonly string[] = [],
): boolean {
  return readArguments(command, valueOptions).some((argument) => isNamed(argument, names));
}

function isNamed(argument: Argument, names: readonly string[]): boolean {
  if (argument.kind === 'operand') return false;
  // The whole word too, for options such as `-modcache` or `-Syu`.
  return names.includes(argument.name) || names.includes(argument.word.value ?? '');
}

/** Text of the value of the first of `names` that is given (each one takes a value), or null. */
export function optionValue(command: CommandLine, names: readonly string[]): string | null {
  for (const argument of readArguments(command, names)) {
    if (argument.kind === 'option' && names.includes(argument.name)) return argument.value;
  }
  return null;
}

/** The words behind the name that are neither options nor their values. */
export function operands(
  command: CommandLine,
  valueOptions: readonly string[] = [],
): readonly ShellWord[] {
  const found: ShellWord[] = [];
  for (const argument of readArguments(command, valueOptions)) {
    if (argument.kind === 'operand') found.push(argument.word);
  }
  return found;
}
