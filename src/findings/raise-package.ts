import { indexLines } from '../dockerfile/line-index.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { TextEdit } from '../dockerfile/text-edit.ts';
import { SYSTEM_TYPES } from '../image/purl.ts';
import { fixedChecksum } from './download-pin.ts';
import type { CommandChange, Effect, Fix } from './rule.ts';
import { fixIn } from './runs.ts';
import { editPin, raisedText, raisedValue } from './version-pin.ts';
import type { PinEdit, VersionPin } from './version-pin.ts';
import { otherUse } from './version-source.ts';

/** A package that is pinned to versions with weaknesses, and the version to take. */
export interface PinnedPackage {
  readonly name: string;
  readonly type: string;
  readonly installed: string;
  readonly target: string;
  /** All places that hold it back. */
  readonly pins: readonly VersionPin[];
}

export type RaiseAnswer =
  { readonly fix: Fix; readonly left?: never } | { readonly fix: null; readonly left: string };

/** Raises the version in the way in which it is written, or says what a person has to write. */
export function raisePackage(dockerfile: Dockerfile, found: PinnedPackage): RaiseAnswer {
  const left = whyNot(dockerfile, found);
  if (left !== null) return { fix: null, left };
  const made: PinEdit[] = [];
  for (const pin of found.pins) {
    const text = raisedText(found.type, pin, found.target);
    if (text === null) return { fix: null, left: rangeText(found, pin) };
    if (text === pin.resolved.text) continue;
    const edit = editPin(dockerfile, pin, text);
    if (edit === null) return { fix: null, left: writtenText(found, pin, text) };
    made.push(edit);
  }
  const trigger = found.pins.find(({ run }) => run.isTrigger);
  const fix = fixOf(found, made);
  return { fix: trigger === undefined ? fix : fixIn(trigger.run, fix) };
}

function fixOf(found: PinnedPackage, made: readonly PinEdit[]): Fix {
  const { name, installed, target, pins, type } = found;
  const setsEnv = pins.some(({ resolved }) => resolved.source?.keyword === 'ENV');
  const effects: Effect[] = setsEnv ? ['packages', 'env'] : ['packages'];
  const from = installed === '' ? '' : ` from ${installed}`;
  return {
    title: `Raise ${name}${from} to ${target}`,
    edits: distinctEdits(made),
    safety: 'review',
    review: reviewText(found),
    effects,
    commands: made.flatMap(({ command }): CommandChange[] => (command === null ? [] : [command])),
    evidence: SYSTEM_TYPES.includes(type)
      ? [{ text: `the package sources of the image have ${name} ${target}`, state: 'unknown' }]
      : [],
  };
}

function reviewText({ name, target, pins }: PinnedPackage): string {
  const names = pins.flatMap(({ resolved: { source } }) =>
    source?.keyword === 'ARG' ? [`\`${source.name}\``] : [],
  );
  const [variable] = names;
  const passed = variable === undefined ? '' : `, and that no build passes another ${variable}`;
  return `that what uses ${name} works with ${target}${passed}`;
}

/** Several pins may take their version from one variable. */
function distinctEdits(made: readonly PinEdit[]): TextEdit[] {
  const edits = new Map(made.map(({ edit }) => [`${edit.span.start} ${edit.text}`, edit]));
  return [...edits.values()];
}

/** Something else that would have to change with it, in words; null when there is nothing. */
function whyNot(
  dockerfile: Dockerfile,
  { pins, target, name, type }: PinnedPackage,
): string | null {
  for (const pin of pins) {
    const { run, resolved, named } = pin;
    const { source } = resolved;
    if (source === null) continue;
    const value = raisedValue(type, pin, target) ?? target;
    const checksum = named === null ? fixedChecksum(dockerfile, run) : null;
    if (checksum !== null) {
      return `\`${source.name}\` has to become ${value} together with ${checksum}, and only the new download tells the new checksum`;
    }
    const places = pins.filter((pin) => pin.resolved.source?.pair === source.pair);
    const other = otherUse(
      dockerfile,
      source,
      places.map(({ place }) => place),
    );
    if (other === -1) continue;
    const { line } = indexLines(dockerfile.text).position(other);
    return `\`${source.name}\` is used on line ${line}, too; where that may move along, set it to ${value} for ${name}`;
  }
  return null;
}

function rangeText(
  { name, target }: PinnedPackage,
  { resolved, named, written: { style } }: VersionPin,
): string {
  const written = `${named?.pin.operator ?? ''}${resolved.text}`;
  // Nothing here reads such a range, and it may well let the version in.
  if (style === 'other') {
    return `where \`${written}\` lets ${name} ${target} in, a rebuild without the cache takes it; else write a range that does`;
  }
  return `\`${written}\` does not let ${name} ${target} in; write a version or range that does`;
}

function writtenText({ name }: PinnedPackage, { resolved }: VersionPin, text: string): string {
  const { source } = resolved;
  return source === null
    ? `the version of ${name} is not written in one piece; it should become \`${text}\``
    : `\`${source.name}\` is not written in one piece; the version of ${name} should become \`${text}\``;
}
