import { nameOf } from '../dockerfile/command-line.ts';
import type { ShellCommand, ShellScript, ShellWord } from '../dockerfile/shell-script.ts';

/** One call of sudo: what it runs, or why it cannot be taken away. */
export type SudoUse =
  | {
      readonly sudo: ShellWord;
      /** Options of sudo, which go with it. */
      readonly options: readonly ShellWord[];
      /** First word of what it runs. */
      readonly inner: ShellWord;
      /** True for `-E`: the environment is passed on as it is. */
      readonly keepsEnvironment: boolean;
      readonly left?: never;
    }
  | { readonly sudo: ShellWord; readonly left: string };

/** Options that change nothing for root, so that they can go with sudo. */
const NEUTRAL: ReadonlySet<string> = new Set([
  '-E',
  '--preserve-env',
  '-H',
  '--set-home',
  '-n',
  '--non-interactive',
]);
const KEEPING: ReadonlySet<string> = new Set(['-E', '--preserve-env']);

/** Commands of the shell: without sudo the shell itself would run them, in another way. */
const BUILTINS: ReadonlySet<string> = new Set(
  'cd pushd popd export unset set shift umask ulimit alias eval exec exit return source . read trap wait type command builtin echo printf test [ kill pwd time'.split(
    ' ',
  ),
);
const SHELLS: ReadonlySet<string> = new Set(['su', 'sh', 'bash', 'dash', 'ash', 'zsh', 'login']);

/** Reads a command that begins with sudo; null for every other. */
export function readSudo(command: ShellCommand, script: ShellScript): SudoUse | null {
  const [sudo] = command.words;
  if (sudo === undefined || nameOf(command) !== 'sudo') return null;
  const left = (reason: string): SudoUse => ({ sudo, left: reason });
  const count = optionCount(command);
  const options = command.words.slice(1, count + 1);
  const words = options.filter((word) => word.value !== '--');
  const foreign = words.find((word) => !NEUTRAL.has(word.value ?? ''));
  if (foreign !== undefined) return left(meaningOf(foreign));
  const inner = command.words[count + 1];
  if (inner === undefined) return left('sudo runs nothing here');
  const reason = obstacle(inner, command.words.slice(count + 1), script);
  if (reason !== null) return left(reason);
  const keepsEnvironment = words.some((word) => KEEPING.has(word.value ?? ''));
  return { sudo, options, inner, keepsEnvironment };
}

/** Options up to and with `--`. */
function optionCount({ words }: ShellCommand): number {
  let count = 0;
  for (const word of words.slice(1)) {
    if (!(word.value ?? word.text).startsWith('-')) break;
    count += 1;
    if (word.value === '--') break;
  }
  return count;
}

/** What stands against taking sudo away: the option says more than "as root". */
function meaningOf({ text }: ShellWord): string {
  if (/^(?:-[a-zA-Z]*[ug]|--user|--group)/.test(text)) return `\`${text}\` names another user`;
  if (/^(?:-[a-zA-Z]*[is]|--login|--shell)/.test(text))
    return `\`${text}\` starts a shell of its own`;
  return `\`${text}\` asks more of sudo than to run as root`;
}

function obstacle(
  inner: ShellWord,
  words: readonly ShellWord[],
  script: ShellScript,
): string | null {
  const name = nameOf({ words });
  if (name === null) return 'what sudo runs stands in a variable';
  if (/^[A-Za-z_]\w*\+?=/.test(inner.text)) return 'sudo passes a variable to the command';
  if (SHELLS.has(name)) return `sudo starts \`${name}\``;
  if (BUILTINS.has(name)) return `without sudo the shell itself would run \`${name}\``;
  const definitions = [`${name}()`, `${name} ()`, `function ${name}`];
  const isFunction = definitions.some((definition) => script.text.includes(definition));
  return isFunction ? `\`${name}\` is a function of this script` : null;
}
