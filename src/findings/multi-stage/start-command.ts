import { effectiveCommand, nameOf } from '../../dockerfile/command-line.ts';
import type { Instruction, Stage } from '../../dockerfile/model.ts';
import { resolveDirectory } from '../../dockerfile/work-directory.ts';
import type { Facts } from '../rule.ts';

/** What a container of the image starts, read as one command. */
export interface StartCommand {
  /** Last component of the first word: `java`. */
  readonly name: string;
  /** All words as the program gets them; null where one is not known, such as `$JAVA_OPTS`. */
  readonly words: readonly (string | null)[];
  /** The instructions that say so. */
  readonly instructions: readonly Instruction[];
  /** Absolute. */
  readonly directory: string;
}

/** What command lines ask for numbers; every distribution's base image has them. */
const ANYWHERE = new Set([
  'awk',
  'cat',
  'cut',
  'expr',
  'grep',
  'hostname',
  'nproc',
  'sed',
  'uniq',
  'wc',
]);

/** `sh -c` with one plain command, which needs a shell for its variables only. */
const PLAIN_SHELL_TEXT = /^[^'"`\\;&|<>(){}]+$/;

/**
 * The program of ENTRYPOINT and CMD, without prefixes such as `exec` and `tini --`; null where a stage sets
 * neither, or they are more than one plain command.
 */
export function startCommand(stage: Stage, facts: Facts): StartCommand | null {
  const last = (keyword: string) =>
    stage.instructions.findLast((instruction) => instruction.keyword === keyword);
  const [entrypoint, cmd] = [last('ENTRYPOINT'), last('CMD')];
  const { workdir } = facts.result(stage);
  if (workdir === 'unknown' || workdir?.includes('$') === true) return null;
  // The shell form of ENTRYPOINT is given no arguments, and CMD in it is one more shell.
  const isWhole = entrypoint === undefined || !entrypoint.json || cmd?.json !== true;
  const used = isWhole ? [entrypoint ?? cmd] : [entrypoint, cmd];
  const instructions = used.filter((instruction) => instruction !== undefined);
  const parts = instructions.map((instruction) => commandOf(instruction, facts));
  if (parts.length === 0 || parts.includes(null)) return null;
  const words = unwrapShell(parts.flatMap((part) => part ?? []));
  const name = words?.[0] ?? null;
  if (words === null || name === null) return null;
  return {
    name: name.slice(name.lastIndexOf('/') + 1),
    words,
    instructions,
    directory: workdir ?? '/',
  };
}

/** A path as seen from the directory of the program, cleaned. */
export function absolutePath({ directory }: StartCommand, path: string): string {
  return cleanPath(directory, path);
}

/** Joins a path to an absolute directory, without `.`, `..` and an end slash. */
export function cleanPath(directory: string, path: string): string {
  return resolveDirectory('', resolveDirectory(directory, path, false).slice(1), false) || '/';
}

function commandOf(instruction: Instruction, facts: Facts): (string | null)[] | null {
  if (instruction.json) return instruction.arguments.map(({ text }) => text);
  const script = facts.script(instruction);
  if (script === null || script.errors.length > 0) return null;
  const [command, another] = script.commands.filter(({ words, nesting, name }) => {
    return words.length > 0 && nesting.length === 0 && name !== 'export';
  });
  if (command === undefined || another !== undefined || command.redirects.length > 0) return null;
  const inner = script.commands.filter(({ nesting }) => nesting.length > 0);
  const isSimple = inner.every(({ name, nesting }) => {
    return nesting.every((kind) => kind === 'substitution') && ANYWHERE.has(name ?? '');
  });
  const { words, through } = effectiveCommand(command);
  // Any other prefix is a program that the runtime image may lack.
  const isPlain = nameOf({ words }) !== null && through.every((prefix) => prefix === 'exec');
  if (!isSimple || !isPlain) return null;
  return words.map(({ value, text }) => value ?? (/^[\w./*?-]+$/.test(text) ? text : null));
}

/** `["sh", "-c", "java $OPTIONS -jar app.jar"]` starts java. */
function unwrapShell(words: readonly (string | null)[]): readonly (string | null)[] | null {
  const [shell, option, text] = words;
  if (!/(?:^|\/)(?:sh|bash|ash|dash)$/.test(shell ?? '') || !/^-[elux]*c$/.test(option ?? '')) {
    return words;
  }
  const plain = text?.replace(/\$\{\w+\}/g, '$V') ?? '';
  if (!PLAIN_SHELL_TEXT.test(plain)) return null;
  const inner = plain.trim().split(/\s+/);
  const start = inner[0] === 'exec' ? 1 : 0;
  return inner.slice(start).map((word) => (word.includes('$') ? null : word));
}
