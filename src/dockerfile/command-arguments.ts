import type { ShellWord } from './shell-script.ts';

/** A command, or what a prefix such as `sudo` runs: the name first. */
export interface CommandLine {
  readonly words: readonly ShellWord[];
}

/** One option or operand of a command line. */
export type Argument =
  | {
      readonly kind: 'option';
      /** Dashes included, without the value: `-y`, `--virtual`. A cluster `-qy` gives two. */
      readonly name: string;
      readonly word: ShellWord;
      /** Text of the value in the same word, or in the next one; null when there is none. */
      readonly value: string | null;
    }
  | { readonly kind: 'operand'; readonly word: ShellWord };

/**
 * Splits the words behind the name into options and operands. `valueOptions` are those whose value
 * may be the next word (`-o`, `--virtual`). Behind `--` everything is an operand.
 */
export function readArguments(
  { words }: CommandLine,
  valueOptions: readonly string[] = [],
): Argument[] {
  const found: Argument[] = [];
  let index = 1;
  for (; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined) break;
    const text = optionText(word);
    if (text === '--') break;
    if (!isOptionText(text)) {
      found.push({ kind: 'operand', word });
      continue;
    }
    const next = words[index + 1];
    if (addOption(found, word, text, next, valueOptions)) index += 1;
  }
  for (const word of words.slice(index + 1)) found.push({ kind: 'operand', word });
  return found;
}

/** True for a word that begins as an option does; `-` alone is an operand. */
export function isOption(word: ShellWord): boolean {
  return isOptionText(optionText(word));
}

function isOptionText(text: string): boolean {
  return text.length > 1 && text.startsWith('-');
}

/** `"--prefix=$X"` is an option although its value is not static. */
function optionText({ value, text }: ShellWord): string {
  return value ?? text.replace(/^["']/, '');
}

/** Adds the options of one word; true when the next word is the value of the last one. */
function addOption(
  found: Argument[],
  word: ShellWord,
  text: string,
  next: ShellWord | undefined,
  valueOptions: readonly string[],
): boolean {
  const equals = text.indexOf('=');
  const name = equals === -1 ? text : text.slice(0, equals);
  const isLong = text.startsWith('--');
  if (isLong || valueOptions.includes(name)) {
    const takesNext = equals === -1 && valueOptions.includes(name) && next !== undefined;
    const own = equals === -1 ? null : text.slice(equals + 1);
    found.push({ kind: 'option', name, word, value: takesNext ? next.text : own });
    return takesNext;
  }
  return addCluster(found, word, text, next, valueOptions);
}

/** `-qqy`; in `-t=x` and `-oX` the rest of the word is the value. */
function addCluster(
  found: Argument[],
  word: ShellWord,
  text: string,
  next: ShellWord | undefined,
  valueOptions: readonly string[],
): boolean {
  for (let index = 1; index < text.length; index += 1) {
    const name = `-${text.charAt(index)}`;
    const rest = text.slice(index + 1);
    if (!valueOptions.includes(name) && !rest.startsWith('=')) {
      found.push({ kind: 'option', name, word, value: null });
      continue;
    }
    const takesNext = rest === '' && next !== undefined;
    found.push({
      kind: 'option',
      name,
      word,
      value: takesNext ? next.text : rest.replace(/^=/, ''),
    });
    return takesNext;
  }
  return false;
}
