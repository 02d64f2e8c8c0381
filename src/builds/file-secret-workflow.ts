import type { TextEdit } from '../dockerfile/text-edit.ts';
import type { Build, BuildFile } from './build.ts';
import type { FileSecret } from './file-secret.ts';
import { ACTION, commandSpan, DOCKER, holdsLine, placesOf } from './secret-workflow.ts';
import type { Place } from './secret-workflow.ts';
import { behind, endingOf, lineAt, linesBelow } from './source-lines.ts';
import { itemsAt, mapAt, readYamlFile, textAt } from './yaml-file.ts';

/**
 * Gives the builds of steps a secret out of a file
 * (https://github.com/docker/build-push-action#inputs, `secret-files`). Null where one cannot be edited exactly.
 */
export function workflowFileSecret(
  source: BuildFile,
  builds: readonly Build[],
  secret: FileSecret,
): TextEdit[] | null {
  const file = readYamlFile(source);
  if ('problem' in file) return null;
  const places = [...placesOf(file, source.text)];
  const edits: TextEdit[] = [];
  const lines = new Set<number>();
  for (const build of builds) {
    const { line } = build.place;
    if (lines.has(line)) continue;
    lines.add(line);
    const place = places.find((one) => isPlace(one, line));
    const run = place?.step.entries.get('run');
    if (place === undefined) return null;
    const own =
      run === undefined
        ? actionEdits(place, build, secret)
        : commandEdits(place, commandSpan(source.text, file, run, line), build, secret);
    if (own === null) return null;
    edits.push(...own);
  }
  return edits;
}

function isPlace(place: Place, line: number): boolean {
  const { step, file } = place;
  const uses = step.entries.get('uses');
  if (uses !== undefined) return file.lineOf(uses.keyOffset) === line;
  const run = step.entries.get('run');
  return run !== undefined && holdsLine(place, run, line);
}

/** The files lie in the workspace, where the repository has to be. */
function hasCheckout({ file, levels, step }: Place): boolean {
  const [, job] = levels;
  const steps = job === undefined ? [] : itemsAt(job, 'steps').map(({ value }) => value);
  return steps.slice(0, steps.indexOf(step)).some((one) => {
    if (one.kind !== 'map') return false;
    const action = textAt(file, one, 'uses')?.value ?? '';
    return action.startsWith('actions/checkout@') && !mapAt(one, 'with').entries.has('path');
  });
}

function actionEdits(place: Place, { context }: Build, secret: FileSecret): TextEdit[] | null {
  const { file, text, step } = place;
  const action = textAt(file, step, 'uses')?.value ?? '';
  if (context === null || !ACTION.test(action) || !hasCheckout(place)) return null;
  const inputs = step.entries.get('with');
  const [first] = inputs?.value.kind === 'map' ? inputs.value.entries.values() : [];
  if (inputs?.value.kind !== 'map' || first === undefined) return null;
  const { indent, span } = lineAt(text, first.keyOffset);
  if (span.start + indent.length !== first.keyOffset) return null;
  const line = `${secret.id}=${secret.path}`;
  const ending = endingOf(text);
  const known = inputs.value.entries.get('secret-files');
  if (known === undefined) {
    const last = linesBelow(text, lineAt(text, inputs.keyOffset)).at(-1);
    return last === undefined
      ? null
      : [added(text, last, `${indent}secret-files: |${ending}${indent}  ${line}`)];
  }
  if (known.value.kind !== 'scalar' || known.value.style !== 'literal') return null;
  const lines = linesBelow(text, lineAt(text, known.keyOffset));
  if (lines.some((one) => one.text.trim() === line)) return [];
  const last = lines.at(-1);
  return last === undefined ? null : [added(text, last, `${last.indent}${line}`)];
}

function added(text: string, last: ReturnType<typeof lineAt>, block: string): TextEdit {
  const { at, lead } = behind(text, last);
  const tail = lead === '' ? endingOf(text) : '';
  return { span: { start: at, end: at }, text: `${lead}${block}${tail}` };
}

/** `docker build … .` of a shell text: one plain command whose last word is the folder. */
function commandEdits(
  place: Place,
  span: { readonly start: number; readonly end: number },
  { context }: Build,
  { id, path }: FileSecret,
): TextEdit[] | null {
  const body = place.text.slice(span.start, span.end);
  const match = DOCKER.exec(body);
  if (match === null || context === null || /DOCKER_BUILDKIT=["']?0/.test(place.text)) return null;
  const command = body.slice(match.index).split(/[;&|]/, 1)[0] ?? '';
  if (DOCKER.test(body.slice(match.index + command.length))) return null;
  const folder = lastWord(command);
  const from = folder === null ? null : sourceBehind(folder, context, path);
  if (from === null) return null;
  const option = `--secret id=${id},src=${from}`;
  if (body.includes(option)) return [];
  const at = span.start + match.index + match[0].length;
  return [{ span: { start: at, end: at }, text: ` ${option}` }];
}

/** Options without a value, behind which the folder may stand. */
const SWITCH = /^(?:--(?:push|load|pull|no-cache|quiet|rm|force-rm|squash)|-q|--[\w-]+=.*)$/s;

/** The last word, in plain letters, where it is no value of an option; null for another. */
function lastWord(command: string): string | null {
  const words = command
    .replace(/\\\r?\n/g, ' ')
    .trim()
    .split(/\s+/);
  const [, word] = /^["']?([\w./@-]+)["']?$/.exec(words.at(-1) ?? '') ?? [];
  const previous = words.at(-2) ?? '';
  const isValue = previous.startsWith('-') && !SWITCH.test(previous);
  return word === undefined || word.startsWith('-') || isValue ? null : word;
}

/** The file as it is called where `folder` is the folder that the build sees; null where that cannot be told. */
function sourceBehind(folder: string, context: string, path: string): string | null {
  const inner = context === '.' ? path : path.slice(context.length + 1);
  const isInside = context === '.' || path.startsWith(`${context}/`);
  const parts = folder.split('/').filter((part) => part !== '' && part !== '.');
  if (!isInside || folder.startsWith('/') || parts.includes('..')) return null;
  const clean = parts.join('/');
  const isMeant = clean === '' || context === clean || context.endsWith(`/${clean}`);
  return isMeant ? [...parts, inner].join('/') : null;
}
