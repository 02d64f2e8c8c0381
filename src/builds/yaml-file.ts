import { indexLines } from '../dockerfile/line-index.ts';
import type { LineIndex } from '../dockerfile/line-index.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import type { YamlItem, YamlList, YamlMap, YamlScalar, YamlValue } from '../yaml/yaml-tree.ts';
import type { BuildFile, BuildNotice, WrittenValue } from './build.ts';

/** Characters; GitHub refuses longer workflows, and nobody writes longer compose files. */
const LARGEST = 512 * 1024;

/** The text of a scalar, and any piece of it with its place. */
export interface Content {
  readonly text: string;
  readonly part: (start: number, end: number) => WrittenValue;
}

/** A YAML or JSON file whose root is a mapping. */
export interface YamlFile {
  readonly path: string;
  readonly root: YamlMap;
  /** 1-based line of an offset in the tree. */
  readonly lineOf: (offset: number) => number;
  /** The text of a scalar; null for other values and for nothing. */
  readonly content: (item: YamlItem) => Content | null;
}

const EMPTY_MAP: YamlMap = { kind: 'map', offset: 0, entries: new Map() };

/** Reads a file; what is wrong with it is a notice. */
export function readYamlFile({ path, text }: BuildFile): YamlFile | BuildNotice {
  const shift = text.startsWith('\uFEFF') ? 1 : 0;
  const outcome = readYaml(text.slice(shift), { largest: LARGEST, dialect: 'foreign' });
  const index = indexLines(text);
  const lineOf = (offset: number) => index.position(offset + shift).line;
  if (!outcome.ok) {
    const { offset, problem } = outcome;
    return { path, line: lineOf(offset), problem: `it cannot be read: ${problem}` };
  }
  const { root } = outcome;
  if (root !== null && root.kind !== 'map') {
    return { path, line: lineOf(root.offset), problem: 'it cannot be read: it is no mapping' };
  }
  const source = { path, text, index, shift };
  const content = ({ value }: YamlItem) => readContent(source, value);
  return { path, root: root ?? EMPTY_MAP, lineOf, content };
}

interface Source {
  readonly path: string;
  readonly text: string;
  readonly index: LineIndex;
  /** Length of the byte order mark, which the offsets of the tree do not count. */
  readonly shift: number;
}

function readContent(source: Source, value: YamlValue): Content | null {
  const text = scalarText(value);
  if (text === null || value.kind !== 'scalar') return null;
  const offsetOf = value.style === 'literal' ? literalOffsets(source, value, text) : null;
  const whole = { start: value.offset + source.shift, end: value.end + source.shift };
  const isQuoted = value.style === 'quoted' ? 1 : 0;
  const first = whole.start + isQuoted;
  const isVerbatim = source.text.slice(first, whole.end - isQuoted) === text;
  const part = (start: number, end: number): WrittenValue => {
    const piece = text.slice(start, end);
    const from = offsetOf?.(start) ?? (isVerbatim ? first + start : null);
    const isThere = from !== null && source.text.startsWith(piece, from);
    const line = source.index.position(from ?? whole.start).line;
    const span = isThere ? { start: from, end: from + piece.length } : null;
    return { value: piece, path: source.path, line, span };
  };
  return { text, part };
}

/** In a literal block each line is a line of the file behind the same indentation. */
function literalOffsets(
  { index, shift }: Source,
  scalar: YamlScalar,
  text: string,
): (at: number) => number {
  const lines = indexLines(text);
  const head = index.position(scalar.offset + shift).line;
  return (at) => {
    const { line, column } = lines.position(at);
    const own = lines.line(line);
    const written = index.line(head + line);
    return written.end - (own.end - own.start) + column - 1;
  };
}

/** Numbers and truth values as the programs that read these files print them: `1.20` is `1.2`. */
function scalarText(value: YamlValue): string | null {
  if (value.kind !== 'scalar') return null;
  if (typeof value.value === 'string') return value.value;
  const isPrinted = typeof value.value === 'number' || typeof value.value === 'boolean';
  return isPrinted ? String(value.value) : null;
}

/** The mapping under a key; empty when there is none. */
export function mapAt(map: YamlMap, key: string): YamlMap {
  const value = map.entries.get(key)?.value;
  return value?.kind === 'map' ? value : EMPTY_MAP;
}

/** The items of the list under a key; none when there is none. */
export function itemsAt(map: YamlMap, key: string): YamlList['items'] {
  const value = map.entries.get(key)?.value;
  return value?.kind === 'list' ? value.items : [];
}

/** The whole text of an item; null when it is none. */
export function writtenAt(file: YamlFile, item: YamlItem): WrittenValue | null {
  const content = file.content(item);
  return content?.part(0, content.text.length) ?? null;
}

/** The text under a key; null when there is none. */
export function textAt(file: YamlFile, map: YamlMap, key: string): WrittenValue | null {
  const entry = map.entries.get(key);
  return entry === undefined ? null : writtenAt(file, entry);
}

/** The lines of a text without the white space around them; empty ones are left out. */
export function linesOf({ text, part }: Content): WrittenValue[] {
  const found: WrittenValue[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    const from = start + line.indexOf(trimmed);
    if (trimmed !== '') found.push(part(from, from + trimmed.length));
    start += line.length + 1;
  }
  return found;
}
