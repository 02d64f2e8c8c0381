import type { WrittenValue } from './build.ts';
import type { HclEntry, HclValue } from './hcl.ts';

/** What one bake file says, whatever its format. */
export interface BakeSource {
  readonly path: string;
  /** Defaults of variables that have one. */
  readonly variables: ReadonlyMap<string, BakeValue>;
  readonly targets: ReadonlyMap<string, BakeTarget>;
}

export interface BakeTarget {
  readonly path: string;
  readonly line: number;
  readonly attributes: ReadonlyMap<string, BakeValue>;
}

/** A value and the file that it stands in. */
export interface BakeValue {
  readonly value: HclValue;
  /** Of the name of the attribute. */
  readonly offset: number;
  readonly file: BakeText;
}

export interface BakeText {
  readonly path: string;
  readonly text: string;
  readonly lineOf: (offset: number) => number;
}

/** Attributes with the file that they stand in. */
export function inFile(
  entries: ReadonlyMap<string, HclEntry>,
  file: BakeText,
): ReadonlyMap<string, BakeValue> {
  return new Map([...entries].map(([name, entry]) => [name, { ...entry, file }]));
}

/** A text as it stands in its file, not yet resolved; null for anything that is not written out. */
export function writtenText(value: HclValue, file: BakeText): WrittenValue {
  const { path, lineOf } = file;
  const text = value.kind === 'text' ? value.text : null;
  const end = value.offset + (text?.length ?? 0);
  // `1.2` is not there where `1.20` is written.
  const isWhole = !/[\w.]/.test(file.text.charAt(end));
  const isThere = isWhole && text !== null && file.text.slice(value.offset, end) === text;
  const span = isThere ? { start: value.offset, end } : null;
  return { value: text, path, line: lineOf(value.offset), span };
}
