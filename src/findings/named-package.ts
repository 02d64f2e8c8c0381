import { readArguments } from '../dockerfile/command-arguments.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import type { ShellWord } from '../dockerfile/shell-script.ts';
import type { WrittenVersion } from '../image/written-version.ts';
import { PACKAGE_SYNTAXES } from './package-syntax.ts';
import type { PackageSyntax } from './package-syntax.ts';

/** Where a version stands in a word of a command, `${VERSION}` included. */
export interface PinText {
  readonly word: ShellWord;
  /** Half-open, into the text of the word. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What tells how it is meant: `==`, `~=`. */
  readonly operator: string;
  readonly syntax: PackageSyntax;
}

/** A package that a call of a package manager names. */
export interface NamedPackage {
  readonly call: PackageCommand;
  /** Null without a version. */
  readonly pin: PinText | null;
}

/** Longer words are no packages that a person wrote. */
const LONGEST = 300;

/** Where the calls that install packages of a type name this one. */
export function namedPackages(
  calls: readonly PackageCommand[],
  type: string,
  name: string,
): NamedPackage[] {
  return installsOf(calls, type).flatMap(({ call, syntax }) =>
    call.packages.flatMap((word) => {
      const found = readWord(word, name, syntax);
      if (found === null) return [];
      return [{ call, pin: found.pin ?? versionOption(call, syntax) }];
    }),
  );
}

/** The calls of the package managers that install packages of the type. */
export function installsOf(
  calls: readonly PackageCommand[],
  type: string,
): { readonly call: PackageCommand; readonly syntax: PackageSyntax }[] {
  return calls.flatMap((call) => {
    if (call.action !== 'install') return [];
    const syntax = PACKAGE_SYNTAXES.find(
      ({ types, managers }) => types.includes(type) && managers.includes(call.manager),
    );
    return syntax === undefined ? [] : [{ call, syntax }];
  });
}

/** How the version is meant, when its variables have been replaced. */
export function readVersion({ operator, syntax }: PinText, text: string): WrittenVersion | null {
  for (const { style, operator: wanted, pattern } of syntax.forms) {
    if (wanted?.test(operator) === false) continue;
    const match = pattern.exec(text);
    if (match === null) continue;
    const [, before = '', version = '', after = ''] = match;
    return { style, before, version, after };
  }
  return null;
}

function readWord(
  word: ShellWord,
  name: string,
  syntax: PackageSyntax,
): { readonly pin: PinText | null } | null {
  const inner = withoutQuotes(word.text);
  if (inner.text.length > LONGEST) return null;
  const behind = syntax.behindName(inner.text, name);
  if (behind === null) return null;
  const operator = syntax.operator.exec(behind)?.[0] ?? '';
  if (operator === '') return { pin: null };
  const rest = withoutQuotes(behind.slice(operator.length));
  const trailer = syntax.trailer?.exec(rest.text)?.[0].length ?? 0;
  const text = rest.text.slice(0, rest.text.length - trailer);
  const start = inner.start + inner.text.length - behind.length + operator.length + rest.start;
  return { pin: { word, start, end: start + text.length, text, operator, syntax } };
}

/** `gem install rails -v 7.1.0`, which counts for all packages of the call. */
function versionOption(call: PackageCommand, syntax: PackageSyntax): PinText | null {
  const names = syntax.versionOptions ?? [];
  if (call.packages.length !== 1) return null;
  for (const argument of readArguments(call, call.valueOptions)) {
    if (argument.kind === 'operand' || !names.includes(argument.name)) continue;
    const { value, word } = argument;
    const next = call.words[call.words.indexOf(word) + 1];
    const holder = next !== undefined && next.text === value ? next : word;
    const inner = withoutQuotes(holder.text);
    const from = holder === word ? valueStart(inner.text, value ?? '') : 0;
    const own = withoutQuotes(inner.text.slice(from));
    const start = inner.start + from + own.start;
    const end = start + own.text.length;
    return { word: holder, start, end, text: own.text, operator: '', syntax };
  }
  return null;
}

/** `--version=7.1.0` and `-v7.1.0`. */
function valueStart(option: string, value: string): number {
  const equals = option.indexOf('=');
  return equals === -1 ? option.length - value.length : equals + 1;
}

/** The text between the quotes that enclose the whole, and where it begins. */
function withoutQuotes(text: string): { readonly text: string; readonly start: number } {
  const quote = text.charAt(0);
  const isQuoted = (quote === '"' || quote === "'") && text.length > 1 && text.endsWith(quote);
  const inner = text.slice(1, -1);
  if (!isQuoted || inner.includes(quote)) return { text, start: 0 };
  return { text: inner, start: 1 };
}
