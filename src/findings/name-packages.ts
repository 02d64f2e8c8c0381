import type { Dockerfile } from '../dockerfile/model.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import type { ShellScript, ShellWord } from '../dockerfile/shell-script.ts';
import type { TextEdit } from '../dockerfile/text-edit.ts';
import { insertWords } from '../dockerfile/word-insert.ts';
import type { WordInsert } from '../dockerfile/word-insert.ts';

/**
 * Puts an option before the packages of a call and names more of them, in the author's order and layout; null
 * where the words of the call cannot be edited one by one.
 */
export function nameMore(
  dockerfile: Dockerfile,
  script: ShellScript,
  call: PackageCommand,
  option: string,
  names: readonly string[],
): TextEdit[] | null {
  const anchor = optionAnchor(call);
  if (anchor === null) return null;
  const places = names.map((name) => placeOf(call, anchor, name));
  const inserts = [{ behind: anchor, text: option, like: null }, ...places];
  return insertWords(dockerfile, script, inserts);
}

/** The last word before the packages, so that the option joins its like. */
function optionAnchor({ words, actionWord, packages: [first] }: PackageCommand): ShellWord | null {
  if (actionWord === null) return null;
  const before = first === undefined ? undefined : words[words.indexOf(first) - 1];
  return before !== undefined && before.span.start > actionWord.span.start ? before : actionWord;
}

function placeOf({ packages, words }: PackageCommand, anchor: ShellWord, name: string): WordInsert {
  const last = packages.at(-1) ?? anchor;
  const next = isSorted(packages) ? packages.findIndex(({ text }) => text > name) : -1;
  const after = next === -1 ? last : (packages[next] ?? last);
  const before = words[words.indexOf(after) - 1] ?? anchor;
  return { behind: next === -1 ? last : before, text: name, like: [before, after] };
}

/** Two may stand in order by chance. */
const FEWEST = 3;

function isSorted(packages: readonly ShellWord[]): boolean {
  const texts = packages.map(({ text }) => text);
  if (texts.length < FEWEST) return false;
  return texts.every((text, index) => index === 0 || (texts[index - 1] ?? '') <= text);
}
