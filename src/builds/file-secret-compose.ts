import type { TextEdit } from '../dockerfile/text-edit.ts';
import type { YamlEntry, YamlScalar } from '../yaml/yaml-tree.ts';
import type { Build, BuildFile } from './build.ts';
import { declaredSecret, isShared, isSharing, joined, lastItem } from './secret-compose.ts';
import type { ComposeSource } from './secret-compose.ts';
import type { FileSecret } from './file-secret.ts';
import { folderOf, relativePath } from './paths.ts';
import { behind, endingOf, lineAt, linesBelow } from './source-lines.ts';
import { mapAt, readYamlFile } from './yaml-file.ts';

/**
 * Gives the builds of services a secret out of a file, with the top-level secret that names the file
 * (https://docs.docker.com/reference/compose-file/build/#secrets). Null where that cannot be written exactly.
 */
export function composeFileSecret(
  file: BuildFile,
  builds: readonly Build[],
  { id, path }: FileSecret,
): TextEdit[] | null {
  const read = readYamlFile(file);
  if ('problem' in read || isSharing(file.text)) return null;
  const source = { file: read, text: file.text, name: id };
  const from = relativePath(folderOf(file.path), path);
  const declared = declaredSecret(source, 'file', from);
  const listed: TextEdit[] = [];
  for (const name of new Set(builds.map((build) => build.name))) {
    const section = mapAt(mapAt(read.root, 'services'), name ?? '').entries.get('build');
    const own = section === undefined ? null : listedSecret(source, section);
    if (own === null) return null;
    listed.push(...own);
  }
  return declared === null ? null : joined(listed, declared);
}

function listedSecret(source: ComposeSource, section: YamlEntry): TextEdit[] | null {
  const { text, name } = source;
  if (isShared(source, section)) return null;
  if (section.value.kind === 'scalar') return expandedBuild(source, section, section.value);
  if (section.value.kind !== 'map') return null;
  const ending = endingOf(text);
  const head = lineAt(text, section.keyOffset);
  const secrets = section.value.entries.get('secrets');
  const [first] = section.value.entries.values();
  if (first === undefined) return null;
  const place = secrets === undefined ? linesBelow(text, head).at(-1) : lastItem(text, secrets);
  if (place === undefined) return null;
  if (secrets?.value.kind === 'list') {
    const names = secrets.value.items.map(({ value }) => value.kind === 'scalar' && value.value);
    if (names.includes(name)) return [];
  }
  const { indent } = lineAt(text, first.keyOffset);
  const block =
    secrets === undefined
      ? `${indent}secrets:${ending}${indent}  - ${name}`
      : `${place.indent}- ${name}`;
  const { at, lead } = behind(text, place);
  const edit = `${lead}${block}${lead === '' ? ending : ''}`;
  return [{ span: { start: at, end: at }, text: edit }];
}

/** `build: .` in its long form. */
function expandedBuild(
  { text, name, file }: ComposeSource,
  section: YamlEntry,
  { offset, end }: YamlScalar,
): TextEdit[] | null {
  const head = lineAt(text, section.keyOffset);
  const isAlone = head.text.slice(end - head.span.start).trim() === '';
  const isPlain = text.startsWith('build:', section.keyOffset) && !/[|>]/.test(text.charAt(offset));
  if (file.content(section) === null || !isAlone || !isPlain) return null;
  const start = section.keyOffset + 'build:'.length;
  const lines = [`context: ${text.slice(offset, end)}`, 'secrets:', `  - ${name}`];
  const block = lines.map((line) => `${endingOf(text)}${head.indent}  ${line}`).join('');
  return [{ span: { start, end }, text: block }];
}
