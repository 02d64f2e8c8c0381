import type { Dockerfile } from '../dockerfile/model.ts';
import type { Span } from '../dockerfile/span.ts';
import type { TextEdit } from '../dockerfile/text-edit.ts';
import { leadingWords, replaceInWord } from '../dockerfile/word-edit.ts';
import { isFixedIn, smallestFix } from '../image/fixed-version.ts';
import { allowsVersion, rewriteVersion, spelledLike } from '../image/written-version.ts';
import type { WrittenVersion } from '../image/written-version.ts';
import type { NamedPackage, PinText } from './named-package.ts';
import { readVersion } from './named-package.ts';
import type { CommandChange } from './rule.ts';
import type { Run } from './runs.ts';
import { editVariable, resolveText } from './version-source.ts';
import type { ResolvedText, VariableSource } from './version-source.ts';

/** A version that a RUN asks for, in a command of its own text or by a variable. */
export interface VersionPin {
  readonly run: Run;
  readonly written: WrittenVersion;
  readonly resolved: ResolvedText;
  /** Where the variable may stand: moving it there is what is meant. */
  readonly place: Span;
  /** The word of the command; null for a download. */
  readonly named: { readonly call: NamedPackage['call']; readonly pin: PinText } | null;
}

/** What raising a pin does to the text. */
export interface PinEdit {
  readonly edit: TextEdit;
  readonly command: CommandChange | null;
}

/** Null when the version is not to be seen in the file. */
export function readPin(
  dockerfile: Dockerfile,
  run: Run,
  call: NamedPackage['call'],
  pin: PinText,
): VersionPin | null {
  const resolved = resolveText(dockerfile, run.run, run.script, pin.text);
  const written = resolved === null ? null : readVersion(pin, resolved.text);
  if (resolved === null || written === null) return null;
  return { run, written, resolved, place: pin.word.span, named: { call, pin } };
}

/**
 * What a pin does about a weakness: `cured`, it already asks for a version with the fix; `open`, it lets one
 * in; `closed`, it holds the fix back.
 */
export function stateOfPin(
  type: string,
  { written }: VersionPin,
  installed: string,
  fixed: readonly string[],
): 'cured' | 'open' | 'closed' {
  const cure = smallestFix(type, installed, [fixed]);
  const letsIn = cure !== null && allowsVersion(type, written, cure) === true;
  if (allowsVersion(type, written, installed) === false) {
    const spelled = fixed.map((one) => spelledLike(type, written.version, one));
    if (letsIn || isFixedIn(type, written.version, spelled)) return 'cured';
  }
  return letsIn ? 'open' : 'closed';
}

/** Null where the text has no place for it; the same text where the pin lets the version in already. */
export function raisedText(type: string, pin: VersionPin, version: string): string | null {
  const { written, resolved } = pin;
  if (allowsVersion(type, written, version) === true) return resolved.text;
  return rewriteVersion(type, written, version);
}

/** Null when the version is not written in one piece. */
export function editPin(dockerfile: Dockerfile, pin: VersionPin, text: string): PinEdit | null {
  const { resolved, named, run } = pin;
  if (resolved.source !== null) return editSource(resolved.source, resolved, text);
  if (named === null) return null;
  const { word, start, end } = named.pin;
  const edit = replaceInWord(dockerfile, run.script, word, [start, end], text);
  if (edit === null) return null;
  const by = `${word.text.slice(0, start)}${text}${word.text.slice(end)}`;
  const command = leadingWords(named.call.command, named.call.actionWord);
  return { edit, command: { kind: 'replace-argument', command, argument: word.text, by } };
}

function editSource(source: VariableSource, resolved: ResolvedText, text: string): PinEdit | null {
  const value = valueWithin(resolved, text);
  const edit = value === null ? null : editVariable(source, value);
  return edit === null ? null : { edit, command: null };
}

/** The value of the variable with which the pin has a version; null where no value gives that. */
export function raisedValue(type: string, pin: VersionPin, version: string): string | null {
  const text = raisedText(type, pin, version);
  return text === null ? null : valueWithin(pin.resolved, text);
}

/** The part of a text that is the variable's. */
function valueWithin({ before, after }: ResolvedText, text: string): string | null {
  const isWithin = text.startsWith(before) && text.endsWith(after);
  if (!isWithin || text.length <= before.length + after.length) return null;
  return text.slice(before.length, text.length - after.length);
}
