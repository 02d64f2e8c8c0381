import type { TextEdit } from '../dockerfile/text-edit.ts';
import type { YamlEntry, YamlMap } from '../yaml/yaml-tree.ts';
import type { Build, BuildFile } from './build.ts';
import type { SecretOutcome } from './secret-outcome.ts';
import { behind, endingOf, lineAt, linesBelow } from './source-lines.ts';
import type { SourceLine } from './source-lines.ts';
import { mapAt, readYamlFile, textAt } from './yaml-file.ts';
import type { YamlFile } from './yaml-file.ts';

/** A compose file, and the name of a secret. */
export interface ComposeSource {
  readonly file: YamlFile;
  readonly text: string;
  readonly name: string;
}

/**
 * Moves an argument of a service's build to its secrets, with the top-level secret that takes its value from
 * the environment (https://docs.docker.com/compose/how-tos/use-secrets/).
 */
export function composeSecret(file: BuildFile, build: Build, name: string): SecretOutcome | null {
  const read = readYamlFile(file);
  if ('problem' in read || build.name === null || file.text.startsWith('\uFEFF')) return null;
  if (isSharing(file.text)) return null;
  const source = { file: read, text: file.text, name };
  const section = mapAt(mapAt(read.root, 'services'), build.name).entries.get('build');
  if (section?.value.kind !== 'map' || isShared(source, section)) return null;
  const args = section.value.entries.get('args');
  if (args === undefined || isShared(source, args)) return null;
  const lines = linesBelow(file.text, lineAt(file.text, args.keyOffset), true);
  const own = lines.filter((line) => argumentOf(line, name) !== null);
  const [line] = own;
  const variable = line === undefined ? null : argumentOf(line, name);
  if (line === undefined || own.length > 1 || variable === null || variable === '') return null;
  const moved = movedArgument(source, section.value, args, lines, line);
  const declared = declaredSecret(source, 'environment', variable);
  if (moved === null || declared === null) return null;
  return { ok: true, edits: joined(moved, declared) };
}

/** Merged maps are shared, and a second document may say anything. */
export function isSharing(text: string): boolean {
  return /<<\s*:|^---\s*$[^]{0,100000}^---\s*$/m.test(text);
}

/** Two insertions at one place, the end of the file, are one. */
export function joined(edits: readonly TextEdit[], more: readonly TextEdit[]): TextEdit[] {
  const [next] = more;
  const at = edits.findIndex(
    ({ span }) => span.start === next?.span.start && span.end === span.start,
  );
  const edit = edits[at];
  if (next === undefined || edit === undefined) return [...edits, ...more];
  return edits.with(at, { ...edit, text: edit.text + next.text });
}

/** True behind an anchor, or where the value is that of one. */
export function isShared(
  { text }: ComposeSource,
  { keyOffset, offset, value }: YamlEntry,
): boolean {
  return offset !== value.offset || /[&*{[]/.test(lineAt(text, keyOffset).text);
}

/**
 * The variable of the environment that the argument takes its value from; empty when it is another value,
 * null for another line.
 */
function argumentOf({ text }: SourceLine, name: string): string | null {
  const head = new RegExp(`^\\s*(?:- *)?(["']?)${name}(?:\\1\\s*[:=]|(?=["']?\\s*$))`).exec(text);
  if (head === null) return null;
  const value = text
    .slice(head[0].length)
    .trim()
    .replace(/^["']?(.*?)["']?$/, '$1');
  if (value === '') return name;
  return /^\$(?:(\w+)|\{(\w+)(?::?\?[^}]*)?\})$/.exec(value)?.slice(1).find(Boolean) ?? '';
}

function movedArgument(
  { text, name }: ComposeSource,
  build: YamlMap,
  args: YamlEntry,
  lines: readonly SourceLine[],
  line: SourceLine,
): TextEdit[] | null {
  const ending = endingOf(text);
  const head = lineAt(text, args.keyOffset);
  const isOnly = lines.length === 1;
  const secrets = build.entries.get('secrets');
  if (secrets === undefined && isOnly) {
    const item = `${head.indent}secrets:${ending}${head.indent}  - ${name}`;
    const end = line.span.start + line.text.length;
    return [{ span: { start: head.span.start, end }, text: item }];
  }
  const removed = { start: isOnly ? head.span.start : line.span.start, end: line.span.end };
  const place = secrets === undefined ? lines.at(-1) : lastItem(text, secrets);
  if (place === undefined) return null;
  const { at, lead } = behind(text, place);
  const block =
    secrets === undefined
      ? `${head.indent}secrets:${ending}${head.indent}  - ${name}`
      : `${place.indent}- ${name}`;
  const tail = lead === '' ? ending : '';
  return [
    { span: removed, text: '' },
    { span: { start: at, end: at }, text: `${lead}${block}${tail}` },
  ];
}

/** The last line of a list of names in block form. */
export function lastItem(text: string, { keyOffset, value }: YamlEntry): SourceLine | undefined {
  if (value.kind !== 'list' || value.items.some((item) => item.value.kind !== 'scalar')) return;
  const last = linesBelow(text, lineAt(text, keyOffset), true).at(-1);
  return last?.text.trim().startsWith('- ') === true ? last : undefined;
}

/** The top-level secret; no edit where it is there, null where another one has its name. */
export function declaredSecret(
  { file, text, name }: ComposeSource,
  key: 'environment' | 'file',
  value: string,
): TextEdit[] | null {
  const ending = endingOf(text);
  const all = file.root.entries.get('secrets');
  const entry = (indent: string) =>
    `${indent}${name}:${ending}${indent}  ${key}: ${value}${ending}`;
  if (all === undefined) {
    const lead = text.endsWith('\n') ? '' : ending;
    const block = `${lead}${ending}secrets:${ending}${entry('  ')}`;
    return [{ span: { start: text.length, end: text.length }, text: block }];
  }
  if (all.value.kind !== 'map') return null;
  const known = all.value.entries.get(name)?.value;
  if (known !== undefined) {
    const from = known.kind === 'map' ? textAt(file, known, key)?.value : null;
    return from === value ? [] : null;
  }
  const [first] = all.value.entries.values();
  if (first === undefined) return null;
  const line = lineAt(text, first.keyOffset);
  if (line.span.start + line.indent.length !== first.keyOffset) return null;
  return [{ span: { start: line.span.start, end: line.span.start }, text: entry(line.indent) }];
}
