import type { Dockerfile } from './model.ts';
import type { ShellCommand, ShellScript, ShellWord } from './shell-script.ts';
import type { TextEdit } from './text-edit.ts';

/** Why a word of a command cannot be edited on its own. */
export const SPLIT_WORD = 'the command is written so that no single word of it can be changed';

/**
 * Puts words behind `word`, in shell or exec form. Null when the word does not stand in the file as
 * it is read: broken by a continuation, or inside backticks.
 */
export function insertBehind(
  dockerfile: Dockerfile,
  script: ShellScript,
  word: ShellWord,
  added: string,
): TextEdit | null {
  if (!standsAlone(dockerfile, script, word)) return null;
  const { end } = word.span;
  const items = added.split(' ').map((item) => `, ${JSON.stringify(item)}`);
  const text = script.form === 'exec' ? items.join('') : ` ${added}`;
  return { span: { start: end, end }, text };
}

/** Writes `text` in place of a word without quotes; null where `insertBehind` gives null, or quotes. */
export function replaceWord(
  dockerfile: Dockerfile,
  script: ShellScript,
  word: ShellWord,
  text: string,
): TextEdit | null {
  if (!standsAlone(dockerfile, script, word)) return null;
  if (script.form === 'exec') return { span: word.span, text: JSON.stringify(text) };
  return word.quoted ? null : { span: word.span, text };
}

/**
 * Writes `text`, which needs no quotes, in place of the characters of a word from `from` to `to`, quotes
 * around it kept; null where `insertBehind` gives null.
 */
export function replaceInWord(
  dockerfile: Dockerfile,
  script: ShellScript,
  word: ShellWord,
  [from, to]: readonly [from: number, to: number],
  text: string,
): TextEdit | null {
  if (!standsAlone(dockerfile, script, word)) return null;
  const first = word.span.start + (script.form === 'exec' ? 1 : 0);
  return { span: { start: first + from, end: first + to }, text };
}

function standsAlone({ text }: Dockerfile, { form }: ShellScript, word: ShellWord): boolean {
  const written = text.slice(word.span.start, word.span.end);
  return written === (form === 'exec' ? `"${word.text}"` : word.text);
}

/**
 * The words of a command up to and with `last`, as `CommandChange` wants them; it ends earlier at a
 * word that holds a blank or a substitution.
 */
export function leadingWords(command: ShellCommand, last: ShellWord | null): string {
  const found: string[] = [];
  for (const word of command.words) {
    if (/[\s(`]/.test(word.text)) break;
    found.push(word.text);
    if (word === last) break;
  }
  return found.join(' ');
}
