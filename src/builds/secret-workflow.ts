import type { TextEdit } from '../dockerfile/text-edit.ts';
import type { YamlEntry, YamlMap } from '../yaml/yaml-tree.ts';
import type { Build, BuildFile } from './build.ts';
import type { SecretOutcome } from './secret-outcome.ts';
import { behind, endingOf, lineAt, linesBelow } from './source-lines.ts';
import type { SourceLine } from './source-lines.ts';
import { itemsAt, mapAt, readYamlFile } from './yaml-file.ts';
import type { YamlFile } from './yaml-file.ts';

/** Actions that have the input `secrets`. */
export const ACTION = /^(?:docker|depot|useblacksmith)\/build-push-action(?:@|$)/;

/** A value that is filled in when the workflow runs: no secret stands in the file. */
const EXPRESSION = /^\$\{\{[^{}]{1,200}\}\}$/;

/** A step of a workflow or of an action. */
export interface Place {
  readonly file: YamlFile;
  readonly text: string;
  readonly step: YamlMap;
  /** The mappings around the step, its own first, that may have `env`. */
  readonly levels: readonly YamlMap[];
}

/** Moves a build argument of a step to its secrets (https://docs.docker.com/build/ci/github-actions/secrets/). */
export function workflowSecret(
  source: BuildFile,
  build: Build,
  name: string,
): SecretOutcome | null {
  const file = readYamlFile(source);
  if ('problem' in file || build.name !== null || source.text.startsWith('\uFEFF')) return null;
  for (const place of placesOf(file, source.text)) {
    const { step } = place;
    const uses = step.entries.get('uses');
    if (uses !== undefined && file.lineOf(uses.keyOffset) === build.place.line) {
      return ACTION.test(file.content(uses)?.text ?? '') ? actionEdits(place, name) : null;
    }
    const run = step.entries.get('run');
    if (run !== undefined && holdsLine(place, run, build.place.line)) {
      return commandEdits(place, run, build.place.line, name);
    }
  }
  return null;
}

export function* placesOf(file: YamlFile, text: string): Generator<Place> {
  const { root } = file;
  const jobs = [...mapAt(root, 'jobs').entries.values(), root.entries.get('runs')];
  for (const job of jobs) {
    if (job?.value.kind !== 'map') continue;
    for (const { value: step } of itemsAt(job.value, 'steps')) {
      if (step.kind === 'map') yield { file, text, step, levels: [step, job.value, root] };
    }
  }
}

/** Action inputs: one `NAME=value` a line. */
function actionEdits({ file, text, step }: Place, name: string): SecretOutcome | null {
  const inputs = mapAt(step, 'with');
  const key = inputs.entries.get('build-args');
  if (key?.value.kind !== 'scalar' || !text.startsWith('build-args:', key.keyOffset)) return null;
  const head = lineAt(text, key.keyOffset);
  const others = inputs.entries.get('secrets');
  const rename = { span: { start: key.keyOffset, end: key.keyOffset + 10 }, text: 'secrets' };
  if (key.value.style !== 'literal') {
    const [, value = ''] = new RegExp(`^${name}=(.*)$`).exec(file.content(key)?.text ?? '') ?? [];
    return EXPRESSION.test(value) && others === undefined ? { ok: true, edits: [rename] } : null;
  }
  const lines = linesBelow(text, head);
  const own = lines.filter((line) => line.text.trim().startsWith(`${name}=`));
  const [line] = own;
  const value = line?.text.trim().slice(name.length + 1) ?? '';
  if (line === undefined || own.length > 1 || !EXPRESSION.test(value)) return null;
  const isOnly = lines.every((each) => each === line || each.text.trim() === '');
  if (others === undefined && isOnly) return { ok: true, edits: [rename] };
  const secrets = others === undefined ? null : secretsBlock(text, others);
  if (others !== undefined && secrets === null) return null;
  const removed = isOnly
    ? { start: head.span.start, end: line.span.end }
    : { start: line.span.start, end: line.span.end };
  const added = secrets === null ? newBlock(text, key, lines, line) : oneMore(text, secrets, line);
  return added === null ? null : { ok: true, edits: [{ span: removed, text: '' }, added] };
}

/** The lines of a literal block under `secrets`; null for another form. */
function secretsBlock(text: string, entry: YamlEntry): SourceLine[] | null {
  if (entry.value.kind !== 'scalar' || entry.value.style !== 'literal') return null;
  return linesBelow(text, lineAt(text, entry.keyOffset));
}

function oneMore(text: string, lines: readonly SourceLine[], line: SourceLine): TextEdit | null {
  const last = lines.at(-1);
  if (last === undefined) return null;
  const { at, lead } = behind(text, last);
  const tail = lead === '' ? endingOf(text) : '';
  return { span: { start: at, end: at }, text: `${lead}${last.indent}${line.text.trim()}${tail}` };
}

function newBlock(
  text: string,
  { keyOffset }: YamlEntry,
  lines: readonly SourceLine[],
  line: SourceLine,
): TextEdit | null {
  const last = lines.at(-1);
  if (last === undefined) return null;
  const indent = ' '.repeat(keyOffset - lineAt(text, keyOffset).span.start);
  const ending = endingOf(text);
  const block = `${indent}secrets: |${ending}${line.text}`;
  const { at, lead } = behind(text, last);
  const isOpen = lead !== '';
  const start = isOpen && last !== line ? lead : '';
  return { span: { start: at, end: at }, text: `${start}${block}${isOpen ? '' : ending}` };
}

export function holdsLine({ text, file }: Place, { keyOffset }: YamlEntry, line: number): boolean {
  const first = file.lineOf(keyOffset);
  return line >= first && line <= first + linesBelow(text, lineAt(text, keyOffset)).length;
}

/** The command that knows `--secret`. */
export const DOCKER = /\bdocker\s+(?:(?:buildx|image|builder)\s+)?build\b/;

/** `docker build --build-arg NAME…` of a shell text. */
function commandEdits(
  place: Place,
  run: YamlEntry,
  line: number,
  name: string,
): SecretOutcome | null {
  const { file, text } = place;
  const command = commandSpan(text, file, run, line);
  const body = text.slice(command.start, command.end);
  if (!DOCKER.test(body) || /DOCKER_BUILDKIT=["']?0/.test(text)) return null;
  const pattern = new RegExp(
    `--build-arg[ =](["']?)${name}(?:=(["']?)(\\$\\{\\{[^{}]{1,200}\\}\\}|\\$\\{?\\w{1,100}\\}?)\\2)?\\1(?=[\\s\\\\]|$)`,
    'g',
  );
  const [match, ...more] = body.matchAll(pattern);
  if (match === undefined || more.length > 0) return null;
  const start = command.start + match.index;
  const span = { start, end: start + match[0].length };
  const value = match[3] ?? '';
  const option = (variable: string) => ({ span, text: `--secret id=${name},env=${variable}` });
  if (value === '') return { ok: true, edits: [option(name)] };
  const [, variable] = /^\$\{?(\w+)\}?$/.exec(value) ?? [];
  if (variable !== undefined) {
    return hasEnv(place, variable) && match[1] !== "'" && match[2] !== "'"
      ? { ok: true, edits: [option(variable)] }
      : null;
  }
  const set = environmentEdit(place, run, name, value);
  return set === null ? null : { ok: true, edits: [...set, option(name)] };
}

/** The lines of one command: those that end with a backslash go on. */
export function commandSpan(text: string, file: YamlFile, run: YamlEntry, line: number) {
  let at = run.keyOffset;
  while (file.lineOf(at) < line) at = lineAt(text, at).span.end;
  const { start } = lineAt(text, at).span;
  let last = lineAt(text, at);
  while (/\\\s*$/.test(last.text) && last.span.end < text.length)
    last = lineAt(text, last.span.end);
  return { start, end: last.span.end };
}

function hasEnv({ levels }: Place, name: string): boolean {
  return levels.some((map) => mapAt(map, 'env').entries.has(name));
}

/** Gives the step a variable; no edit where it has it already, null where it has another one of that name. */
function environmentEdit(
  place: Place,
  run: YamlEntry,
  name: string,
  value: string,
): TextEdit[] | null {
  const { file, text, step } = place;
  const ending = endingOf(text);
  const entry = step.entries.get('env');
  if (entry === undefined) {
    if (hasEnv(place, name)) return null;
    const indent = ' '.repeat(run.keyOffset - lineAt(text, run.keyOffset).span.start);
    const lines = `env:${ending}${indent}  ${name}: ${value}${ending}${indent}`;
    return [{ span: { start: run.keyOffset, end: run.keyOffset }, text: lines }];
  }
  if (entry.value.kind !== 'map' || entry.value.entries.size === 0) return null;
  const known = entry.value.entries.get(name);
  if (known !== undefined) return file.content(known)?.text === value ? [] : null;
  const [first] = entry.value.entries.values();
  if (first === undefined || entry.offset !== entry.value.offset) return null;
  const line = lineAt(text, first.keyOffset);
  const isBlock = line.span.start + line.indent.length === first.keyOffset;
  if (!isBlock) return null;
  const { start } = line.span;
  return [{ span: { start, end: start }, text: `${line.indent}${name}: ${value}${ending}` }];
}
