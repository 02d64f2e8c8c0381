import { effectiveCommand, nameOf } from '../../dockerfile/command-line.ts';
import { indexLines } from '../../dockerfile/line-index.ts';
import { readShellFile } from '../../dockerfile/shell.ts';
import type { ShellCommand } from '../../dockerfile/shell-script.ts';
import { contextFiles, contextText } from './context-files.ts';
import { copiedSource } from './copied-source.ts';
import { pathIn } from './paths.ts';
import type { SplitInput } from './recipe.ts';
import type { StartCommand } from './start-command.ts';

/** A script of the repository. */
export interface ScriptFile {
  /** Absolute, in the image. */
  readonly path: string;
  /** Its path in the build context. */
  readonly source: string;
}

/** One that ends in the start of one program. */
export interface StartScript extends ScriptFile {
  readonly program: string;
  /** What stands behind the program. */
  readonly words: readonly (string | null)[];
  /** What stands behind the names of the other commands. */
  readonly others: readonly (string | null)[];
  readonly through: readonly string[];
  /** True where it goes to another directory before. */
  readonly moves: boolean;
}

/** A script and its commands. */
export interface ReadScript extends ScriptFile {
  readonly commands: readonly ShellCommand[];
  /** 1-based. */
  readonly lineAt: (command: ShellCommand) => number;
}

/** Why a script cannot be run in another image: one clause. */
export interface UnclearScript {
  readonly left: string;
}

/** Builtins of a shell, and what the plain images of Alpine, Debian and Ubuntu all have. */
const EVERYWHERE = new Set(
  (
    'set shift export unset local readonly read return exit test [ [[ : true false echo printf cat grep egrep sed ' +
    'awk cut tr head tail sort uniq wc date sleep mkdir chmod chown ls rm cp mv ln touch id whoami hostname uname ' +
    'dirname basename readlink trap wait ulimit umask cd pwd command type getent expr seq tee'
  ).split(' '),
);

const SHELL_LINE = /^#!\s*(?:\/usr\/bin\/env\s+)?(?:\/(?:usr\/)?bin\/)?(sh|bash|ash|dash)\b/;

const STANDARD = ['/usr/local/bin', '/usr/bin', '/bin', '/usr/local/sbin', '/usr/sbin', '/sbin'];

/** Null where what is started is no script of the build context. */
export function startScript(
  input: SplitInput,
  start: StartCommand,
): StartScript | UnclearScript | null {
  const script = readStartScript(input, start);
  return script === null || 'left' in script ? script : readCommands(script, start);
}

/** The script that is started, whatever it does; `has`: packages of the runtime image besides those of its distribution. */
export function readStartScript(
  input: SplitInput,
  start: StartCommand,
  has: readonly string[] = [],
): ReadScript | UnclearScript | null {
  const context = contextFiles(input);
  const found = context === null ? null : scriptFile(input, start);
  if (context === null || found === null) return null;
  const text = contextText(context, found.source) ?? '';
  const shell = SHELL_LINE.exec(text)?.[1];
  if (shell === undefined) return null;
  const { distribution } = input.facts.base(input.stage);
  if (shell === 'bash' && distribution === 'alpine' && !has.includes('bash'))
    return { left: `its start script \`${found.source}\` is for bash, which plain Alpine has not` };
  const { commands, errors } = readShellFile(text);
  if (errors.length > 0) return { left: `its start script \`${found.source}\` cannot be read` };
  const lineAt = (command: ShellCommand) => indexLines(text).position(command.span.start).line;
  return { ...found, commands, lineAt };
}

function scriptFile(input: SplitInput, { words, directory }: StartCommand): ScriptFile | null {
  const [first = null] = words;
  if (first === null) return null;
  const paths = first.includes('/')
    ? [pathIn(directory, first)]
    : STANDARD.map((folder) => `${folder}/${first}`);
  for (const path of paths) {
    const source = path === null ? null : copiedSource(input, path);
    if (path !== null && source !== null) return { path, source };
  }
  return null;
}

function readCommands(
  { path, source, commands, lineAt }: ReadScript,
  { words: given }: StartCommand,
): StartScript | UnclearScript {
  const own = commands.filter(({ words }) => words.length > 0);
  const starting = own.filter((one) => !EVERYWHERE.has(nameOf(effectiveCommand(one)) ?? ''));
  const [first, second] = starting;
  const quoted = (one: ShellCommand) => {
    const name = (effectiveCommand(one).words[0]?.text ?? '').replaceAll('`', "'");
    return `line ${lineAt(one)} of its start script \`${source}\` runs \`${name}\``;
  };
  if (first === undefined) return { left: `its start script \`${source}\` starts no program` };
  if (second !== undefined)
    return { left: `${quoted(first)} besides what line ${lineAt(second)} starts` };
  const isLast = own.at(-1) === first && first.nesting.length === 0;
  if (!isLast || first.redirects.length > 0 || first.pipeline.length > 1 || first.after === '&')
    return { left: `${quoted(first)}, and not only as its last step` };
  const { words: line, through } = effectiveCommand(first);
  const all = line.flatMap(({ value, text }) =>
    /^"?\$(?:@|\{@\})"?$/.test(text) ? given.slice(1) : [value],
  );
  const [program = null, ...words] = all;
  const moves = own.some(({ name }) => name === 'cd');
  if (program === null || (moves && !program.startsWith('/') && program.includes('/')))
    return { left: `${quoted(first)}, and which program that is is not to be seen` };
  const others = own.filter((one) => one !== first).flatMap((one) => one.words.slice(1));
  return {
    path,
    source,
    program,
    words,
    others: others.map(({ value }) => value),
    through,
    moves,
  };
}
