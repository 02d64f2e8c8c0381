import type { Dockerfile } from './model.ts';
import type { ShellScript, ShellWord } from './shell-script.ts';
import type { TextEdit } from './text-edit.ts';
import { insertBehind } from './word-edit.ts';

/** A word that comes behind another one. */
export interface WordInsert {
  readonly behind: ShellWord;
  readonly text: string;
  /** Two neighbours whose layout it takes, a line of its own included; else a blank stands before it. */
  readonly like: readonly [ShellWord, ShellWord] | null;
}

/** One edit for each place, in the order given; null where a word cannot be edited on its own. */
export function insertWords(
  dockerfile: Dockerfile,
  script: ShellScript,
  inserts: readonly WordInsert[],
): TextEdit[] | null {
  const edits = new Map<ShellWord, TextEdit>();
  for (const { behind, text, like } of inserts) {
    const plain = insertBehind(dockerfile, script, behind, text);
    if (plain === null) return null;
    const own = script.form === 'exec' ? plain.text : `${divider(dockerfile, like)}${text}`;
    edits.set(behind, { span: plain.span, text: `${edits.get(behind)?.text ?? ''}${own}` });
  }
  return [...edits.values()];
}

/** A continuation with the indentation of the next line, comments between the words left out; or a blank. */
function divider({ text }: Dockerfile, like: WordInsert['like']): string {
  if (like === null) return ' ';
  const between = text.slice(like[0].span.end, like[1].span.start);
  const match = /^([ \t]*[\\`])[ \t]*(\r?\n)(?:[^\n]*\n)*?([ \t]*)$/.exec(between);
  if (match === null) return ' ';
  const [, before = '', ending = '', indentation = ''] = match;
  return `${before}${ending}${indentation}`;
}
