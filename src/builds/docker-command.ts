import { readShellText } from '../dockerfile/shell.ts';
import type { ShellCommand, ShellWord } from '../dockerfile/shell-script.ts';
import type { Build, WrittenValue } from './build.ts';
import { resolveExpressions } from './expression.ts';
import { interpolate } from './interpolate.ts';
import type { Lookup } from './interpolate.ts';
import { partialImages } from './partial-images.ts';
import { joinPath } from './paths.ts';
import { knownValues, unknownAt } from './written-value.ts';
import type { Content } from './yaml-file.ts';

/** Words that begin a build, the rest of which is options and one folder. */
const BUILD =
  /^(?:docker (?:build|buildx build|image build|builder build)|podman (?:build|image build)|nerdctl build|buildah (?:build|bud)) /;

/** Options whose value is the next word (`docker build --help`), and that do not matter here. */
const OTHER_VALUES = new Set(
  `--add-host --allow --annotation --attest --build-context --builder --cache-from --cache-to
  --call --cgroup-parent --cpu-period --cpu-quota -c --cpu-shares --cpuset-cpus --cpuset-mems --iidfile
  --isolation --label -m --memory --memory-swap --metadata-file --network --no-cache-filter -o --output
  --platform --progress --provenance --sbom --secret --security-opt --shm-size --ssh --ulimit
  --format --layers-from --authfile -v --volume`.split(/\s+/),
);

/** The options that matter. */
const NAMES: ReadonlyMap<string, 'file' | 'tag' | 'target' | 'argument'> = new Map([
  ['-f', 'file'],
  ['--file', 'file'],
  ['-t', 'tag'],
  ['--tag', 'tag'],
  ['--target', 'target'],
  ['--build-arg', 'argument'],
]);

/** What stands in a workflow is replaced before the shell reads it; to the shell it is one word. */
const EXPRESSION = /\$\{\{[^}]{0,200}\}\}/g;

/** A piece of a command line, quotes included, as offsets into the content. */
interface Piece {
  readonly kind: 'file' | 'tag' | 'target' | 'argument' | 'folder';
  readonly start: number;
  readonly end: number;
}

interface Script {
  readonly content: Content;
  readonly environment: Lookup;
}

/**
 * The builds of the plain `docker build` commands of a shell text that runs in `folder`. A command
 * behind a change of folder that cannot be followed is left out.
 */
export function readDockerCommands(content: Content, folder: string, environment: Lookup): Build[] {
  if (!/\b(?:build|bud)\b/.test(content.text)) return [];
  const shell = content.text.replace(EXPRESSION, (expression) => 'x'.repeat(expression.length));
  const commands = readShellText(shell);
  const own = new Set(commands.flatMap(assignedNames));
  const lookup: Lookup = (name) => (own.has(name) ? undefined : environment(name));
  const script = { content, environment: lookup };
  const builds: Build[] = [];
  let current: string | null = folder;
  for (const command of commands) {
    if (command.name === 'cd' || command.name === 'pushd') {
      current = current === null ? null : changedFolder(current, command, script);
    } else if (current !== null) {
      const build = readBuild(command, current, script);
      if (build !== null) builds.push(build);
    }
  }
  return builds;
}

function assignedNames({ name, words, assignments }: ShellCommand): string[] {
  const exported = name === 'export' ? words.map(({ text }) => text.split('=', 1)[0] ?? '') : [];
  return [...exported, ...assignments.map((assignment) => assignment.name)];
}

function changedFolder(folder: string, command: ShellCommand, script: Script): string | null {
  const [, target] = command.words;
  if (target === undefined || command.words.length > 2 || command.nesting.length > 0) return null;
  const { value } = plainValue(script, target.span.start, target.span.end);
  return value === null ? null : joinPath(folder, value);
}

function readBuild({ words, span }: ShellCommand, folder: string, script: Script): Build | null {
  const head = words.slice(0, 3).map(({ value }) => value ?? '');
  const verb = BUILD.exec(`${head.join(' ')} `)?.[0]
    .trim()
    .split(' ');
  if (verb === undefined) return null;
  const pieces = [...readPieces(words.slice(verb.length))];
  const values = (kind: Piece['kind']) =>
    pieces
      .filter((piece) => piece.kind === kind)
      .map(({ start, end }) => plainValue(script, start, end));
  const paths = pathsOf(folder, values('folder'), values('file').at(-1));
  if (paths === null) return null;
  const { path, line } = script.content.part(span.start, span.start);
  const target = values('target').at(-1)?.value ?? null;
  const args = readArguments(script, pieces);
  const place = { path, line };
  const images = knownValues(values('tag'));
  const partial = partialImages(tagTexts(script, pieces), resolveTag, script.environment);
  const found = { images, partialImages: partial };
  return { kind: 'workflow', place, name: null, ...paths, target, args, ...found };
}

/** As written, without the quotes around them. */
function tagTexts({ content }: Script, pieces: readonly Piece[]): readonly WrittenValue[] {
  const tags = pieces.filter(({ kind }) => kind === 'tag');
  return tags.map(({ start, end }) => {
    const isQuoted = /^(["']).*\1$/s.test(content.text.slice(start, end));
    return isQuoted ? content.part(start + 1, end - 1) : content.part(start, end);
  });
}

function resolveTag(written: WrittenValue, environment: Lookup): WrittenValue {
  if (/["'\\`]|\$\(/.test(written.value ?? '')) return unknownAt(written);
  const isExpression = written.value?.includes('${{') === true;
  const known = isExpression ? written : interpolate(written, environment);
  return resolveExpressions(known, environment);
}

/** Null when the folder or the file cannot be told, comes from a pipe, or is not in the repository. */
function pathsOf(
  folder: string,
  [context, ...more]: readonly WrittenValue[],
  file: WrittenValue | undefined,
): Pick<Build, 'context' | 'dockerfile'> | null {
  const unknown = file?.value === null || file?.value === '-' || more.length > 0;
  if (unknown || !context?.value || context.value === '-') return null;
  const from = joinPath(folder, context.value);
  if (from === null) return null;
  const path = file === undefined ? joinPath(from, 'Dockerfile') : joinPath(folder, file.value);
  return path === null ? null : { context: from, dockerfile: path };
}

function* readPieces(words: readonly ShellWord[]): Generator<Piece, void> {
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined) return;
    const { text, span } = word;
    const [option = '', name = ''] = /^(--?[\w-]+)=?/.exec(text) ?? [];
    const kind = NAMES.get(name);
    const next = words[index + 1]?.span;
    if (option === '') yield { kind: 'folder', ...span };
    else if (option.endsWith('=')) {
      if (kind !== undefined) yield { kind, start: span.start + option.length, end: span.end };
    } else if (kind !== undefined || OTHER_VALUES.has(name)) {
      if (kind !== undefined && next !== undefined) yield { kind, ...next };
      index += 1;
    }
  }
}

function readArguments(
  script: Script,
  pieces: readonly Piece[],
): ReadonlyMap<string, WrittenValue> {
  const args = new Map<string, WrittenValue>();
  for (const { kind, start, end } of pieces) {
    if (kind !== 'argument') continue;
    const text = script.content.text.slice(start, end);
    const [head, quote = '', name] = /^(["']?)([A-Za-z_]\w*)(?:=|(?=["']?$))/.exec(text) ?? [];
    if (head === undefined || name === undefined) continue;
    const isAlone = !head.endsWith('=');
    const last = quote !== '' && text.endsWith(quote) ? end - 1 : end;
    const passed = script.environment(name) ?? unknownAt(script.content.part(start, end));
    const value = plainValue(script, start + head.length, last, quote === "'");
    args.set(name, isAlone ? resolveExpressions(passed, script.environment) : value);
  }
  return args;
}

/** The value of a word that is plain, or in one pair of quotes, with the variables that are known. */
function plainValue(
  { content, environment }: Script,
  from: number,
  to: number,
  isLiteral = false,
): WrittenValue {
  const raw = content.text.slice(from, to);
  const isQuoted = /^(["']).*\1$/s.test(raw);
  const part = isQuoted ? content.part(from + 1, to - 1) : content.part(from, to);
  const text = part.value ?? '';
  if (/["'\\`]|\$\(/.test(text)) return unknownAt(part);
  if (text.includes('${{')) return resolveExpressions(part, environment);
  if (isLiteral || raw.startsWith("'")) return part;
  return resolveExpressions(interpolate(part, environment), environment);
}
