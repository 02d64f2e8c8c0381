import type { YamlMap } from '../yaml/yaml-tree.ts';
import type { Build, BuildFile, BuildNotice, Environments, FoundBuilds } from './build.ts';
import type { WrittenValue } from './build.ts';
import { interpolate } from './interpolate.ts';
import type { Lookup } from './interpolate.ts';
import { partialImages } from './partial-images.ts';
import { folderOf, joinPath, nameOf } from './paths.ts';
import { knownValues, splitAssignment, unknownAt } from './written-value.ts';
import { itemsAt, mapAt, readYamlFile, textAt, writtenAt } from './yaml-file.ts';
import type { YamlFile } from './yaml-file.ts';

const MAIN = /^(?:docker-)?compose\.ya?ml$/i;

interface Source {
  readonly file: YamlFile;
  readonly lookup: Lookup;
  /** What the same service says in the main file of the folder, which this one is merged into. */
  readonly main: Source | null;
}

/** How a service is built; null for what it does not say. */
interface Section {
  readonly context: WrittenValue | null;
  readonly dockerfile: WrittenValue | null;
  readonly target: WrittenValue | null;
  readonly isInline: boolean;
}

/**
 * The builds of the services of compose files. A file beside the main one may leave out what that says
 * (https://docs.docker.com/reference/compose-file/build/).
 */
export function readComposeFiles(
  files: readonly BuildFile[],
  environments: Environments,
): FoundBuilds {
  const builds: Build[] = [];
  const notices: BuildNotice[] = [];
  const mains = new Map<string, Source>();
  const isMain = ({ path }: BuildFile) => MAIN.test(nameOf(path));
  for (const file of [...files.filter(isMain), ...files.filter((each) => !isMain(each))]) {
    const read = readYamlFile(file);
    if ('problem' in read) {
      notices.push(read);
      continue;
    }
    const folder = folderOf(file.path);
    const lookup = (name: string) => environments.get(folder)?.get(name);
    const source = {
      file: read,
      lookup,
      main: isMain(file) ? null : (mains.get(folder) ?? null),
    };
    if (isMain(file) && !mains.has(folder)) mains.set(folder, source);
    readServices(source, builds, notices);
  }
  return { builds, notices };
}

function readServices(source: Source, builds: Build[], notices: BuildNotice[]): void {
  const { file } = source;
  for (const [name, entry] of mapAt(file.root, 'services').entries) {
    if (entry.value.kind !== 'map') continue;
    const built = entry.value.entries.get('build');
    if (built === undefined) continue;
    const place = { path: file.path, line: file.lineOf(built.keyOffset) };
    const section = sectionOf(source, name);
    if (section.isInline) {
      const problem = `the Dockerfile of the service ${name} is written here (dockerfile_inline) and is not read`;
      notices.push({ ...place, problem });
      continue;
    }
    const paths = pathsOf(folderOf(file.path), section);
    if (paths === null) continue;
    const target = section.target?.value ?? null;
    const args = readArguments(source, mapAt(entry.value, 'build'));
    const tags = tagsOf(source, entry.value);
    const images = [...new Set(knownValues(tags.map((tag) => interpolate(tag, source.lookup))))];
    const found = { images, partialImages: partialImages(tags, interpolate, source.lookup) };
    builds.push({ kind: 'compose', place, name, ...paths, target, args, ...found });
  }
}

/** Null when the folder or the file cannot be told, or is not in the repository. */
function pathsOf(
  folder: string,
  { context, dockerfile }: Section,
): Pick<Build, 'context' | 'dockerfile'> | null {
  if (context?.value === null || dockerfile?.value === null) return null;
  const from = joinPath(folder, context?.value ?? '.');
  const path = from === null ? null : joinPath(from, dockerfile?.value ?? 'Dockerfile');
  return path === null ? null : { context: from, dockerfile: path };
}

/** What the service says, else what the one says that it extends in the same file, else the main file. */
function sectionOf(source: Source, name: string, depth = 0): Section {
  const service = mapAt(mapAt(source.file.root, 'services'), name);
  const own = ownSection(source, service);
  const extended =
    textAt(source.file, service, 'extends')?.value ?? extendedService(source, service);
  const base = extended === null || depth > 5 ? null : sectionOf(source, extended, depth + 1);
  const main = source.main === null ? null : sectionOf(source.main, name, depth + 1);
  return {
    context: own.context ?? base?.context ?? main?.context ?? null,
    dockerfile: own.dockerfile ?? base?.dockerfile ?? main?.dockerfile ?? null,
    target: own.target ?? base?.target ?? main?.target ?? null,
    isInline: own.isInline || (own.dockerfile === null && (base ?? main)?.isInline === true),
  };
}

function extendedService({ file }: Source, service: YamlMap): string | null {
  const extended = mapAt(service, 'extends');
  return extended.entries.has('file') ? null : (textAt(file, extended, 'service')?.value ?? null);
}

function ownSection(source: Source, service: YamlMap): Section {
  const short = text(source, service, 'build');
  if (short !== null) return { context: short, dockerfile: null, target: null, isInline: false };
  const build = mapAt(service, 'build');
  return {
    context: text(source, build, 'context'),
    dockerfile: text(source, build, 'dockerfile'),
    target: text(source, build, 'target'),
    isInline: build.entries.has('dockerfile_inline'),
  };
}

function text({ file, lookup }: Source, map: YamlMap, key: string): WrittenValue | null {
  const written = textAt(file, map, key);
  return written === null ? null : interpolate(written, lookup);
}

/** As written. */
function tagsOf({ file }: Source, service: YamlMap): WrittenValue[] {
  const tags = itemsAt(mapAt(service, 'build'), 'tags').map((tag) => writtenAt(file, tag));
  return [textAt(file, service, 'image'), ...tags].filter((tag) => tag !== null);
}

function readArguments(
  { file, lookup }: Source,
  build: YamlMap,
): ReadonlyMap<string, WrittenValue> {
  const args = new Map<string, WrittenValue>();
  const add = (name: string, offset: number, written: WrittenValue | null): void => {
    // A name alone takes its value from the environment, which the `.env` file is part of.
    const passed = lookup(name) ?? unknownAt({ path: file.path, line: file.lineOf(offset) });
    args.set(name, written === null ? passed : interpolate(written, lookup));
  };
  for (const [name, entry] of mapAt(build, 'args').entries) {
    add(name, entry.keyOffset, writtenAt(file, entry));
  }
  for (const item of itemsAt(build, 'args')) {
    const written = writtenAt(file, item);
    const pair = written === null ? null : splitAssignment(written);
    if (pair !== null) add(pair.name, item.offset, pair.value);
  }
  return args;
}
