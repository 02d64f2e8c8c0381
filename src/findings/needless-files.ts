import { compilePattern } from '../builds/ignore-pattern.ts';
import { readIgnoreFile } from '../builds/dockerignore.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { namedSources } from './build-context.ts';
import type { BuildContext } from './build-context.ts';
import { buildScripts, findIn } from './build-scripts.ts';
import type { BuildScripts } from './build-scripts.ts';
import { EDITOR_FOLDERS, NEEDLESS_KINDS, READS_ENV, READS_GIT } from './needless-kinds.ts';
import type { NeedlessKind } from './needless-kinds.ts';
import type { Precondition } from './rule.ts';

/** Something in the build context that the image does not need. */
export interface Needless {
  /** As a .dockerignore names it. */
  readonly entry: string;
  readonly conditions: readonly Precondition[];
}

interface World {
  readonly dockerfile: Dockerfile;
  readonly context: BuildContext;
  readonly scripts: BuildScripts;
  /** Names that `.gitignore` lists, without slashes and stars around them. */
  readonly untracked: ReadonlySet<string>;
}

/** What the build context certainly holds for nothing, as far as no .dockerignore keeps it out yet. */
export function needlessFiles(dockerfile: Dockerfile, context: BuildContext): Needless[] {
  const scripts = buildScripts(dockerfile, context);
  const world = { dockerfile, context, scripts, untracked: untrackedNames(context) };
  const found = [...history(world), ...settings(world), ...madeFiles(world)];
  return found.filter(({ entry }) => !isCovered(context, entry) && !isNamed(world, entry));
}

/** Names alone: a pattern that reaches into folders says more than we ask. */
function untrackedNames({ surroundings, folder }: BuildContext): ReadonlySet<string> {
  const paths = new Set(['.gitignore', folder === '.' ? '.gitignore' : `${folder}/.gitignore`]);
  const lines = [...paths].flatMap((path) => surroundings.text(path)?.split('\n') ?? []);
  return new Set(
    lines.flatMap((line) => {
      const [, name] = /^(?:\/|\*\*\/)?([\w.[\]-]+)(?:\/\*{0,2})?$/.exec(line.trim()) ?? [];
      return name === undefined ? [] : [name.replace('[Bb]in', 'bin').replace('[Oo]bj', 'obj')];
    }),
  );
}

function history({ context, scripts }: World): Needless[] {
  if (context.folder !== '.') return [];
  if (findIn(scripts, READS_GIT, 'Dockerfile') !== null) return [];
  const text = 'nothing that the build runs reads the history of git';
  return [{ entry: '.git', conditions: [condition(scripts, text)] }];
}

/** Those that git ignores: others are part of the program. */
function settings({ context, scripts, untracked }: World): Needless[] {
  const names = ['.env', '.env.local'].filter((name) => untracked.has(name));
  if (names.length === 0 || findIn(scripts, READS_ENV, 'Dockerfile') !== null) return [];
  const text = 'neither the build nor the program reads a `.env` file in the image';
  const absent = names.filter((name) => !context.files.includes(name));
  return absent.map((entry) => ({ entry, conditions: [condition(scripts, text)] }));
}

function condition({ unread }: BuildScripts, text: string): Precondition {
  const [first] = unread;
  if (first === undefined) return { text, state: 'held' };
  return { text: `${text} (${first} could not be read)`, state: 'unknown' };
}

function madeFiles(world: World): Needless[] {
  const entries = NEEDLESS_KINDS.filter((kind) => isNeedless(world, kind)).map(
    (kind) => kind.entry,
  );
  return [...new Set(entries)].map((entry) => ({ entry, conditions: [] }));
}

function isNeedless({ context, scripts, untracked }: World, kind: NeedlessKind): boolean {
  const { entry, name, marker, madeBy } = kind;
  const { files } = context;
  const isEditor = EDITOR_FOLDERS.has(name);
  const isTracked = files.some(readIgnoreFile(entry).ignores);
  if (isTracked ? !isEditor : !untracked.has(name)) return false;
  if (marker !== null && !files.some((path) => marker.test(path))) return false;
  if (madeBy === null) return !isMentioned(scripts, name);
  return [scripts.own, ...scripts.neighbours.map(({ text }) => text)].every(
    (text) => madeBy.test(text) || !takesContext(text),
  );
}

/** Whether a Dockerfile may take more of the context than files that it names. */
function takesContext(text: string): boolean {
  return /^[ \t]*(?:ONBUILD[ \t]+)?(?:COPY|ADD)(?=[ \t])(?!.*--from).*[ \t[",](?:\.\/?|\*|\/)[ \t",]/im.test(
    text,
  );
}

function isMentioned({ own, neighbours }: BuildScripts, name: string): boolean {
  return [own, ...neighbours.map(({ text }) => text)].some((text) => text.includes(name));
}

/** A sample of what the entry is meant for is kept out already, or taken on purpose. */
function isCovered({ ignoreFile, files }: BuildContext, entry: string): boolean {
  return samplesOf(entry, files).every(
    (sample) => ignoreFile.ignores(sample) || ignoreFile.takesBack(sample),
  );
}

function samplesOf(entry: string, files: readonly string[]): string[] {
  const name = entry.replace(/^\*\*\//, '');
  if (name === entry) return [name];
  const holders = files.filter((path) => /(?:^|\/)(?:package\.json|[^/]+\.\w+proj)$/.test(path));
  const folders = holders.map((path) => path.slice(0, path.lastIndexOf('/') + 1));
  return [...new Set([name, ...folders.map((folder) => folder + name)])];
}

/** True when a COPY, ADD or mount of any Dockerfile names what the entry would keep out. */
function isNamed({ dockerfile, scripts }: World, entry: string): boolean {
  const name = entry.replace(/^\*\*\//, '');
  const { ignores } = readIgnoreFile(entry);
  const isOwn = namedSources(dockerfile).some((source) => {
    return ignores(source) || compilePattern(source)?.(name) === true;
  });
  const copies = scripts.neighbours.flatMap(({ text }) => {
    return text.match(/^[ \t]*(?:COPY|ADD)[ \t].*$|--mount=\S+/gim) ?? [];
  });
  return isOwn || copies.some((line) => !line.includes('--from') && line.includes(name));
}
