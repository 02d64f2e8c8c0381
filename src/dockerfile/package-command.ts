import type { Argument, CommandLine } from './command-arguments.ts';
import { readArguments } from './command-arguments.ts';
import { effectiveCommand, nameOf } from './command-line.ts';
import type { PackageAction, PackageManager, PackageManagerName } from './package-manager.ts';
import { packageManager } from './package-managers.ts';
import { pacmanAction } from './pacman-action.ts';
import type { ShellCommand, ShellScript, ShellWord } from './shell-script.ts';

/** One call of a package manager. */
export interface PackageCommand extends CommandLine {
  /** The family: `pip3.11` and `python3 -m pip` are `pip`, mamba is `conda`. */
  readonly manager: PackageManagerName;
  /** As written, for instance `/usr/bin/yum` or `python3 -m pip`. */
  readonly invoked: string;
  readonly action: PackageAction;
  /** Null without one (`yarn`). Of two words (`cache clean`) it is the second. */
  readonly actionWord: ShellWord | null;
  /** What the action is given: packages, files, URLs; options and their values excluded. */
  readonly packages: readonly ShellWord[];
  readonly command: ShellCommand;
  /** Prefixes that the call goes through: `sudo`, `env`. */
  readonly through: readonly string[];
  /** The manager's own name first, behind `python -m` too. */
  readonly words: readonly ShellWord[];
  /** Its options that may take the next word as value, for `hasOption` and `operands`. */
  readonly valueOptions: readonly string[];
}

/** Calls of package managers in source order, those in substitutions and branches included. */
export function packageCommands(script: ShellScript): readonly PackageCommand[] {
  return script.commands.map(packageCommand).filter((call) => call !== null);
}

function packageCommand(command: ShellCommand): PackageCommand | null {
  const { words, through } = effectiveCommand(command);
  const program = nameOf({ words });
  if (program === null) return null;
  const start = program.startsWith('python') ? moduleIndex(words) : 0;
  const name = start === 0 ? program : (words[start]?.value ?? '');
  const manager = packageManager(name);
  if (manager === null) return null;
  const own = words.slice(start);
  return {
    manager: manager.name,
    invoked: words
      .slice(0, start + 1)
      .map(({ text }) => text)
      .join(' '),
    ...readAction(manager, { words: own }),
    command,
    through,
    words: own,
    valueOptions: manager.valueOptions,
  };
}

/** Index of `pip` in `python3 -u -m pip`, or 0. */
function moduleIndex(words: readonly ShellWord[]): number {
  const index = words.findIndex((word) => word.value === '-m') + 1;
  return index > 0 && words[index]?.value === 'pip' ? index : 0;
}

type ActionReading = Pick<PackageCommand, 'action' | 'actionWord' | 'packages'>;

function readAction(manager: PackageManager, line: CommandLine): ActionReading {
  const found = readArguments(line, manager.valueOptions);
  if (manager.name === 'pacman') return pacmanAction(found);
  const [first, second, ...others] = operandWords(found);
  if (first === undefined) return { action: manager.bare, actionWord: null, packages: [] };
  const word = first.value ?? '';
  if (second !== undefined && manager.groups.has(word)) {
    const action = manager.actions.get(`${word} ${second.value ?? ''}`);
    if (action !== undefined) return { action, actionWord: second, packages: others };
  }
  const packages = second === undefined ? [] : [second, ...others];
  return { action: manager.actions.get(word) ?? 'other', actionWord: first, packages };
}

/** Variables before the action (`apt-get $OPTIONS install`) hold options. */
function operandWords(found: readonly Argument[]): ShellWord[] {
  const words = found.flatMap((item) => (item.kind === 'operand' ? [item.word] : []));
  const start = words.findIndex((word) => word.value !== null);
  return start === -1 ? words : words.slice(start);
}
