import type { YamlMap } from '../yaml/yaml-tree.ts';
import { readBakeAction } from './bake-action.ts';
import type { BakeSetting } from './bake-action.ts';
import type { Build, BuildFile, BuildNotice, FoundBuilds, WrittenValue } from './build.ts';
import { readDockerCommands } from './docker-command.ts';
import { resolveExpressions } from './expression.ts';
import type { Lookup } from './interpolate.ts';
import { partialImages } from './partial-images.ts';
import { joinPath } from './paths.ts';
import { knownValues, slice, splitAssignment, unknownAt } from './written-value.ts';
import { itemsAt, linesOf, mapAt, readYamlFile, textAt, writtenAt } from './yaml-file.ts';
import type { YamlFile } from './yaml-file.ts';

/** Also of those who copy its inputs. */
const BUILD_ACTION = /^[\w.-]+\/build-push-action(?:@|$)/;
/** Works out the tags of an image for the step that builds it. */
const METADATA_ACTION = /^[\w.-]+\/metadata-action(?:@|$)/;
const BAKE_ACTION = /^[\w.-]+\/bake-action(?:@|$)/;

/** A step, and what surrounds it. */
interface Step {
  readonly file: YamlFile;
  readonly step: YamlMap;
  readonly environment: Lookup;
  /** Where its commands run; null when it cannot be told. */
  readonly folder: string | null;
}

/** What workflows build, and what they set for the targets of bake files. */
export interface FoundWorkflows extends FoundBuilds {
  readonly settings: readonly BakeSetting[];
}

/**
 * The builds of the steps that use `docker/build-push-action`, and of plain `docker build` commands
 * (https://github.com/docker/build-push-action#inputs).
 */
export function readWorkflows(files: readonly BuildFile[]): FoundWorkflows {
  const builds: Build[] = [];
  const notices: BuildNotice[] = [];
  const settings: BakeSetting[] = [];
  for (const file of files) {
    const read = readYamlFile(file);
    if ('problem' in read) {
      notices.push(read);
      continue;
    }
    const metadata: Metadata = new Map();
    for (const step of stepsOf(read)) {
      const action = textAt(read, step.step, 'uses')?.value ?? '';
      if (METADATA_ACTION.test(action)) noteMetadata(step, metadata);
      const build = BUILD_ACTION.test(action) ? actionBuild(step, metadata) : null;
      if (build !== null) builds.push(build);
      if (BAKE_ACTION.test(action)) {
        settings.push(...readBakeAction(read, step.step, step.environment));
      }
      builds.push(...commandBuilds(step));
    }
  }
  return { builds, notices, settings };
}

function* stepsOf(file: YamlFile): Generator<Step, void> {
  const { root } = file;
  const jobs = [...mapAt(root, 'jobs').entries.values(), ...runsOf(root)];
  for (const { value: job } of jobs) {
    if (job.kind !== 'map') continue;
    for (const { value: step } of itemsAt(job, 'steps')) {
      if (step.kind !== 'map') continue;
      const levels = [step, job, root];
      const environment: Lookup = (name) => {
        const level = levels.find((map) => mapAt(map, 'env').entries.has(name));
        return level === undefined
          ? undefined
          : (textAt(file, mapAt(level, 'env'), name) ?? undefined);
      };
      yield { file, step, environment, folder: folderOfStep(file, levels, environment) };
    }
  }
}

function runsOf(root: YamlMap) {
  const runs = root.entries.get('runs');
  return runs === undefined ? [] : [runs];
}

function folderOfStep(
  file: YamlFile,
  [step, ...outer]: readonly YamlMap[],
  environment: Lookup,
): string | null {
  const maps = [step, ...outer.map((map) => mapAt(mapAt(map, 'defaults'), 'run'))];
  for (const map of maps) {
    const written = map === undefined ? null : textAt(file, map, 'working-directory');
    if (written === null) continue;
    const { value } = resolveExpressions(written, environment);
    return value === null ? null : joinPath('.', value);
  }
  return '.';
}

/** By the id of the step, the images that it names, without tags. */
type Metadata = Map<string, readonly WrittenValue[]>;

/** `images`: one a line, with or without `name=` and attributes (https://github.com/docker/metadata-action#images-input). */
function noteMetadata({ file, step }: Step, metadata: Metadata): void {
  const id = textAt(file, step, 'id')?.value ?? '';
  const entry = mapAt(step, 'with').entries.get('images');
  const content = entry === undefined ? null : file.content(entry);
  if (content === null || id === '') return;
  const names = linesOf(content).map((line) => {
    const [name = ''] = (line.value ?? '').replace(/^name=/, '').split(',');
    return { ...line, value: name.trim(), span: null };
  });
  metadata.set(id, names);
}

function actionBuild({ file, step, environment }: Step, metadata: Metadata): Build | null {
  const inputs = mapAt(step, 'with');
  const text = (key: string): WrittenValue | null => {
    const written = textAt(file, inputs, key);
    return written?.value ? resolveExpressions(withoutDefault(written), environment) : null;
  };
  const context = text('context');
  const folder = context === null ? '.' : joinContext(context);
  const path = text('file');
  // Without a folder that we know, only the file can tell; a folder elsewhere has the file elsewhere, too.
  if (folder === null && (context?.value !== null || path === null)) return null;
  const dockerfile = path === null ? joinPath(folder ?? '.', 'Dockerfile') : joinContext(path);
  if (dockerfile === null) return null;
  const used = step.entries.get('uses');
  const place = { path: file.path, line: file.lineOf(used?.keyOffset ?? step.offset) };
  const target = text('target')?.value ?? null;
  const args = readArguments({ file, inputs, environment });
  const images = imagesOf({ file, inputs, environment }, metadata);
  const found = { dockerfile, context: folder, target, args, ...images };
  return { kind: 'workflow', place, name: null, ...found };
}

/** `{{defaultContext}}` is the root of the repository. */
function withoutDefault(written: WrittenValue): WrittenValue {
  const [head] = /^\{\{ ?defaultContext ?\}\}:?/.exec(written.value ?? '') ?? [];
  if (head === undefined) return written;
  return written.value === head ? { ...written, value: '.' } : slice(written, head.length);
}

function joinContext({ value }: WrittenValue): string | null {
  return value === null ? null : joinPath('.', value);
}

interface Inputs {
  readonly file: YamlFile;
  readonly inputs: YamlMap;
  readonly environment: Lookup;
}

/** One line each: `NAME=value`; a `#` begins a comment line. */
function readArguments({ file, inputs, environment }: Inputs): ReadonlyMap<string, WrittenValue> {
  const args = new Map<string, WrittenValue>();
  const entry = inputs.entries.get('build-args');
  const content = entry === undefined ? null : file.content(entry);
  for (const line of content === null ? [] : linesOf(content)) {
    const text = line.value ?? '';
    if (text.startsWith('#')) continue;
    const isQuoted = /^"[^"]*"$/.test(text);
    const pair = splitAssignment(isQuoted ? slice(line, 1, -1) : line);
    if (pair === null || /[\s${]/.test(pair.name)) continue;
    const value = pair.value ?? environment(pair.name) ?? unknownAt(line);
    args.set(pair.name, resolveExpressions(value, environment));
  }
  return args;
}

function imagesOf(
  { file, inputs, environment }: Inputs,
  metadata: Metadata,
): Pick<Build, 'images' | 'partialImages'> {
  const entry = inputs.entries.get('tags');
  const written = entry === undefined ? null : writtenAt(file, entry);
  const tags = (written?.value ?? '')
    .split(/[\n,]/)
    .map((tag) => ({ ...unknownAt({ path: file.path, line: 1 }), value: tag.trim() }));
  const images = knownValues(tags.map((tag) => resolveExpressions(tag, environment)));
  const named = tags.flatMap((tag) => {
    const [, id = ''] = /^\$\{\{\s*steps\.([\w-]+)\.outputs\.tags\s*\}\}$/.exec(tag.value) ?? [];
    return metadata.get(id) ?? [];
  });
  const whole = named.map((name) => resolveExpressions(name, environment));
  const partial = partialImages([...tags, ...named], resolveExpressions, environment);
  return {
    images: [...new Set(images)],
    partialImages: [...new Set([...knownValues(whole), ...partial])],
  };
}

function commandBuilds({ file, step, environment, folder }: Step): Build[] {
  const entry = step.entries.get('run');
  const content = entry === undefined ? null : file.content(entry);
  if (content === null || folder === null) return [];
  return readDockerCommands(content, folder, environment);
}
