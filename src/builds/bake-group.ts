import { writtenText } from './bake-source.ts';
import type { BakeSource, BakeTarget, BakeValue } from './bake-source.ts';
import type { Build, BuildNotice, FoundBuilds, WrittenValue } from './build.ts';
import type { HclValue } from './hcl.ts';
import { folderOf, joinPath } from './paths.ts';
import { resolveTemplate } from './template.ts';
import { knownValues, unknownAt } from './written-value.ts';

/** More than anybody writes; what is inherited is copied, so that these bound time and memory. */
const MOST_TARGETS = 500;
const MOST_VARIABLES = 500;
const MOST_ARGUMENTS = 500;

/** A target with what it inherits. */
interface Section {
  readonly attributes: ReadonlyMap<string, BakeValue>;
  readonly args: ReadonlyMap<string, WrittenValue>;
}

interface Group {
  readonly targets: ReadonlyMap<string, readonly BakeTarget[]>;
  readonly variables: ReadonlyMap<string, BakeValue>;
  readonly values: Map<string, WrittenValue>;
  readonly sections: Map<string, Section>;
  readonly inherited: Set<string>;
}

const EMPTY: Section = { attributes: new Map(), args: new Map() };

/** The builds of bake files that are read together, the last of which has the last word. */
export function bakeGroup(
  sources: readonly BakeSource[],
  isFile: (path: string) => boolean,
): FoundBuilds {
  const group = openGroup(sources);
  const builds: Build[] = [];
  const notices: BuildNotice[] = [];
  const path = sources[0]?.path ?? '';
  for (const name of group.targets.keys()) sectionOf(group, name);
  const base = baseOf(group, path, isFile);
  for (const [name, [first]] of group.targets) {
    const section = sectionOf(group, name);
    if (first === undefined || isTemplate(group, name, section)) continue;
    const place = { path: first.path, line: first.line };
    const inline = section.attributes.get('dockerfile-inline');
    if (inline !== undefined) {
      const problem = `the Dockerfile of the target ${name} is written here (dockerfile-inline) and is not read`;
      notices.push({ path: inline.file.path, line: inline.file.lineOf(inline.offset), problem });
      continue;
    }
    const paths = pathsOf(group, section, base);
    if (paths === null) continue;
    const target = textOf(group, section.attributes.get('target'))?.value ?? null;
    const images = knownValues(listOf(group, section.attributes.get('tags')));
    const { args } = section;
    builds.push({ kind: 'bake', place, name, ...paths, target, args, images, partialImages: [] });
  }
  if (group.targets.size >= MOST_TARGETS) {
    notices.push({ path, line: 1, problem: `only its first ${MOST_TARGETS} targets are read` });
  }
  return { builds, notices };
}

function openGroup(sources: readonly BakeSource[]): Group {
  const targets = new Map<string, BakeTarget[]>();
  const variables = new Map<string, BakeValue>();
  for (const source of sources) {
    for (const [name, value] of source.variables) {
      if (variables.size < MOST_VARIABLES || variables.has(name)) variables.set(name, value);
    }
    for (const [name, target] of source.targets) {
      const same = targets.get(name);
      if (same !== undefined) same.push(target);
      else if (targets.size < MOST_TARGETS) targets.set(name, [target]);
    }
  }
  return { targets, variables, values: new Map(), sections: new Map(), inherited: new Set() };
}

/** Only there for others to inherit from. */
function isTemplate({ inherited }: Group, name: string, { attributes }: Section): boolean {
  return inherited.has(name) && !attributes.has('context') && !attributes.has('dockerfile');
}

/** What a target inherits, and over it what it says itself; a target that inherits itself ends there. */
function sectionOf(group: Group, name: string): Section {
  const known = group.sections.get(name);
  if (known !== undefined) return known;
  group.sections.set(name, EMPTY);
  const own = new Map<string, BakeValue>();
  const declared = group.targets.get(name) ?? [];
  for (const target of declared) {
    for (const [key, value] of target.attributes) own.set(key, value);
  }
  const attributes = new Map<string, BakeValue>();
  const args = new Map<string, WrittenValue>();
  for (const parent of knownValues(listOf(group, own.get('inherits')))) {
    group.inherited.add(parent);
    const section = sectionOf(group, parent);
    for (const [key, value] of section.attributes) attributes.set(key, value);
    addArguments(args, section.args);
  }
  for (const [key, value] of own) attributes.set(key, value);
  for (const target of declared) addArguments(args, argumentsOf(group, target));
  const section = { attributes, args };
  group.sections.set(name, section);
  return section;
}

function addArguments(
  args: Map<string, WrittenValue>,
  more: ReadonlyMap<string, WrittenValue>,
): void {
  for (const [name, value] of more) {
    if (args.size < MOST_ARGUMENTS || args.has(name)) args.set(name, value);
  }
}

function argumentsOf(group: Group, target: BakeTarget): ReadonlyMap<string, WrittenValue> {
  const args = new Map<string, WrittenValue>();
  const written = target.attributes.get('args');
  if (written?.value.kind !== 'object') return args;
  const { file } = written;
  for (const [name, { value, offset }] of written.value.entries) {
    if (isNull(group, value)) continue;
    const unknown = unknownAt({ path: file.path, line: file.lineOf(offset) });
    args.set(name, textOf(group, { value, offset, file }) ?? unknown);
  }
  return args;
}

/** True for `null` and for a variable that is that by default: bake does not pass it. */
function isNull({ variables }: Group, value: HclValue): boolean {
  const preset = value.kind === 'name' ? variables.get(value.name)?.value : value;
  return preset?.kind === 'null';
}

/** The value of a text or a variable; null for nothing and for what only bake can work out. */
function textOf(group: Group, found: BakeValue | undefined): WrittenValue | null {
  if (found === undefined) return null;
  const { value, file } = found;
  const lookup = (name: string) => variableOf(group, name);
  if (value.kind === 'name') return lookup(value.name) ?? unknownAt(writtenText(value, file));
  return value.kind === 'text' ? resolveTemplate(writtenText(value, file), lookup) : null;
}

/** The default of a variable; one that is made of itself is unknown. */
function variableOf(group: Group, name: string): WrittenValue | undefined {
  const known = group.values.get(name);
  const preset = group.variables.get(name);
  if (known !== undefined || preset === undefined) return known;
  const unknown = unknownAt(writtenText(preset.value, preset.file));
  group.values.set(name, unknown);
  const value = textOf(group, preset) ?? unknown;
  group.values.set(name, value);
  return value;
}

function listOf(group: Group, found: BakeValue | undefined): (WrittenValue | null)[] {
  if (found?.value.kind !== 'list') return [];
  const items: readonly HclValue[] = found.value.items.slice(0, MOST_ARGUMENTS);
  return items.map((value) => textOf(group, { ...found, value }));
}

/**
 * The folder from which the paths count: that of the file, or the root where none of the Dockerfiles is in the
 * one but some are in the other.
 */
function baseOf(group: Group, path: string, isFile: (path: string) => boolean): string {
  const folders = [folderOf(path), '.'];
  const sections = [...group.sections.values()];
  const holds = (folder: string) =>
    sections.some((section) => isFile(pathsOf(group, section, folder)?.dockerfile ?? ''));
  return folders.find(holds) ?? folderOf(path);
}

/** Null when a path cannot be told, or leads out of the repository. */
function pathsOf(
  group: Group,
  { attributes }: Section,
  folder: string,
): Pick<Build, 'context' | 'dockerfile'> | null {
  const [context, dockerfile] = ['context', 'dockerfile'].map((key) => attributes.get(key));
  const contextText = context === undefined ? '.' : textOf(group, context)?.value;
  const fileText = dockerfile === undefined ? 'Dockerfile' : textOf(group, dockerfile)?.value;
  if (!contextText || !fileText) return null;
  const from = joinPath(folder, contextText);
  const path = from === null ? null : joinPath(from, fileText);
  return path === null ? null : { context: from, dockerfile: path };
}
