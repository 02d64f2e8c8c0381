import type * as unbash from 'unbash';
import { isShellName } from './shell-kind.ts';
import type { ShellAssignment, ShellCommand, ShellRedirect, ShellWord } from './shell-script.ts';
import type { Place } from './shell-words.ts';
import { readArgument, readAssignment, readRedirect, readWord } from './shell-words.ts';

/** Where a command stands among its neighbours. */
export type Position = Pick<ShellCommand, 'before' | 'after' | 'pipeline' | 'nesting'>;

/** Reads a simple command of the parsed `text`. */
export function readCommand(
  node: unbash.Command,
  text: string,
  place: Place,
  position: Position,
): ShellCommand {
  const words: ShellWord[] = [];
  const assignments: ShellAssignment[] = [];
  const redirects: ShellRedirect[] = [];
  for (const item of node.prefix) {
    if (item.type === 'Assignment') assignments.push(readAssignment(item, place));
    else redirects.push(readRedirect(item, text, place));
  }
  if (node.name) words.push(readWord(node.name, place));
  for (const item of node.suffix) {
    if (item.type === 'Word' || item.type === 'Assignment') words.push(readArgument(item, place));
    else redirects.push(readRedirect(item, text, place));
  }
  // Written out, because spreading is slow and this runs for every command.
  return {
    name: words[0]?.value ?? null,
    words,
    assignments,
    redirects,
    span: place(node.pos, node.end),
    nesting: position.nesting,
    pipeline: position.pipeline,
    before: position.before,
    after: position.after,
  };
}

/** False when no substitution can be in it: looking for one costs more than reading the command. */
export function mayExpand(text: string, node: unbash.Command): boolean {
  if (node.redirects.some((redirect) => redirect.type === 'HereDoc')) return true;
  return /[(`]/.test(text.slice(node.pos, node.end));
}

/** The here-document that a bare `sh` or `bash` reads as its script. */
export function fedScript(node: unbash.Command, command: ShellCommand): unbash.HereDocBody | null {
  if (command.redirects.length === 0 || command.name === null) return null;
  // One level is enough, and without a limit each level would read the rest once more.
  if (command.nesting.includes('here-document') || !isShellName(command.name)) return null;
  if (!command.words.slice(1).every(({ value }) => value !== null && isPlainOption(value)))
    return null;
  for (const redirect of node.redirects) {
    if (redirect.type === 'HereDoc' && redirect.descriptor === undefined) return redirect.body;
  }
  return null;
}

function isPlainOption(word: string): boolean {
  return /^-[a-z]*$/.test(word) && !word.includes('c');
}
