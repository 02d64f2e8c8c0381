import type { Instruction } from '../../../dockerfile/model.ts';
import { copiesOf } from '../../copies.ts';
import type { Copy } from '../../copies.ts';
import type { Precondition } from '../../rule.ts';
import { isWithin } from '../../shipped-stages.ts';
import { contextFiles } from '../context-files.ts';
import type { SplitInput } from '../recipe.ts';
import { cleanPath, parentOf, pathIn } from '../paths.ts';

/** Files besides the program that the image ships, and that the program may read. */
export interface Assets {
  /** Absolute paths in the builder. */
  readonly copies: readonly string[];
  /** Files of the build folder about which nobody can tell; empty for none, null where they are not known. */
  readonly others: readonly string[] | null;
  /** Why they cannot be told; one clause. */
  readonly left: string | null;
}

/** The tree in which the program is built, and what in it is only for the build. */
export interface SourceTree {
  /** Absolute path. */
  readonly directory: string;
  /** Names of sources and build files: `\.go$`. */
  readonly isSource: RegExp;
}

/** Folders that programs read at run time. */
const ASSET_FOLDER =
  /^(?:templates?|static|public|assets?|views?|configs?|conf|etc|migrations?|locales?|i18n|lang|web|www|html|htdocs|certs?|resources?|data|dist|ui|themes?|fonts?|img|images|css|js)$/i;

/** Files that programs read at run time. */
const ASSET_FILE =
  /\.(?:ya?ml|json|toml|ini|conf|cfg|env|html?|tmpl|gohtml|css|js|sql|pem|crt|key|txt|csv|xml|properties|db|sqlite3?|mmdb|wasm|so)$/i;

/** Files of a project that no program reads. */
const PROJECT_FILE =
  /(?:^|\/)(?:\.(?!env)[^/]+|[^/]*dockerfile[^/]*|(?:docker-)?compose[^/]*\.ya?ml|makefile|gnumakefile|[^/]*\.mk|taskfile\.ya?ml|readme[^/]*|licen[cs]e[^/]*|copying|notice|authors|codeowners|changelog[^/]*|[^/]*\.md|jenkinsfile|skaffold\.ya?ml|renovate\.json|benchmark_config\.json)$|(?:^|\/)(?:\.[^/]+|vendor|testdata|tests?|docs?|examples?|k8s|charts?|helm|scripts?|ci|build|target|node_modules)\//i;

/** Where files go that every image has: they cannot be copied whole. */
const SHARED_DIRECTORY =
  /^\/(?:|bin|sbin|lib|etc|opt|home|root|var|tmp|usr|usr\/(?:bin|sbin|lib|share|local|local\/(?:bin|sbin|lib|share|etc)))$/;

export function assetsOf(input: SplitInput, cut: Instruction, tree: SourceTree): Assets {
  const copies = new Set<string>();
  let others: string[] | null = [];
  for (const copy of copiesOf(input.dockerfile)) {
    if (copy.instruction.span.start >= cut.span.start) continue;
    const found = assetsIn(input, copy, tree);
    if (found.left !== null) return { copies: [], others: null, left: found.left };
    for (const path of found.copies) copies.add(path);
    others = others === null || found.others === null ? null : [...others, ...found.others];
  }
  return { copies: [...copies], others, left: null };
}

function assetsIn(input: SplitInput, copy: Copy, tree: SourceTree): Assets {
  const { workdir } = input.facts.before(copy.instruction);
  const target = pathIn(workdir === 'unknown' ? null : (workdir ?? '/'), copy.destination.path);
  if (target === null) {
    return refused(`where \`${copy.destination.path}\` is cannot be told from the file`);
  }
  const isInTree = isWithin(target, tree.directory) || isWithin(tree.directory, slashless(target));
  const results = copy.sources.map(({ path }) =>
    isInTree && copy.from === null
      ? fromTree(input, copy, path, target, tree)
      : fromElsewhere(input, copy, path, target),
  );
  return join(
    copy.instruction.heredocs.length > 0 && !isInTree ? [...results, only([target])] : results,
  );
}

function join(results: readonly Assets[]): Assets {
  const left = results.find((one) => one.left !== null)?.left ?? null;
  const isKnown = results.every(({ others }) => others !== null);
  return {
    copies: results.flatMap(({ copies }) => copies),
    others: isKnown ? results.flatMap(({ others }) => others ?? []) : null,
    left,
  };
}

function only(copies: readonly string[]): Assets {
  return { copies, others: [], left: null };
}

function refused(left: string): Assets {
  return { copies: [], others: null, left };
}

/** What stands outside the sources is there for the program. */
function fromElsewhere(input: SplitInput, copy: Copy, source: string, target: string): Assets {
  const isUnpacked =
    copy.instruction.keyword === 'ADD' && /^[a-z]+:|\.(?:tar|tgz|tbz2|txz|tar\.\w+)$/i.test(source);
  if (isUnpacked || /[*?[$]/.test(source)) {
    return refused(`which files \`${source}\` brings is not in the file`);
  }
  if (isFile(input, source)) return only([fileTarget(copy, source, target)]);
  if (copy.from !== null) {
    const isClear =
      !copy.destination.path.endsWith('/') || /\/s?bin\/$/.test(copy.destination.path);
    if (!isClear)
      return refused(`whether \`${source}\` of \`${copy.from}\` is a file is not in the file`);
    return only([fileTarget(copy, source, target)]);
  }
  if (!SHARED_DIRECTORY.test(target)) return only([target]);
  const names = new Set(filesBelow(input, source)?.map((path) => path.split('/')[0] ?? ''));
  if (names.size === 0)
    return refused(`which files \`${source}\` brings into \`${target}\` cannot be told`);
  return only([...names].map((name) => cleanPath(`${target}/${name}`)));
}

/** Sources stay behind; what is named as something that programs read comes along. */
function fromTree(
  input: SplitInput,
  copy: Copy,
  source: string,
  target: string,
  { directory, isSource }: SourceTree,
): Assets {
  const name = source.split('/').findLast((part) => part !== '' && part !== '.') ?? '';
  if (isSource.test(name) || PROJECT_FILE.test(name)) return only([]);
  if (name !== '' && ASSET_FILE.test(name) && !/[*?[]/.test(name)) {
    return only([fileTarget(copy, source, target)]);
  }
  if (
    name !== '' &&
    ASSET_FOLDER.test(name) &&
    target !== directory &&
    !isWithin(directory, target)
  ) {
    return only([target]);
  }
  const files = filesBelow(input, source);
  if (files === null) return { copies: [], others: null, left: null };
  return inFolder(files, target, isSource);
}

/** Folders with a telling name and no sources in them are copied, everything else is only named. */
function inFolder(files: readonly string[], target: string, isSource: RegExp): Assets {
  const withSources = new Set(files.filter((path) => isSource.test(path)).map(firstOf));
  const loose = files.filter((path) => !isSource.test(path) && !PROJECT_FILE.test(path));
  const isAsset = (path: string) =>
    path.includes('/') && ASSET_FOLDER.test(firstOf(path)) && !withSources.has(firstOf(path));
  const folders = new Set(loose.filter(isAsset).map(firstOf));
  return {
    copies: [...folders].map((folder) => cleanPath(`${target}/${folder}`)),
    others: loose.filter((path) => !isAsset(path)),
    left: null,
  };
}

function firstOf(path: string): string {
  return path.split('/')[0] ?? '';
}

/** Files below a folder of the context, relative to it; null where none is known. */
function filesBelow(input: SplitInput, source: string): string[] | null {
  const context = contextFiles(input);
  if (context === null || /[*?[$]/.test(source)) return null;
  const folder = cleanPath(source).slice(1);
  const prefix = folder === '' ? '' : `${folder}/`;
  const files = context.paths
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length));
  return files.some((path) => !PROJECT_FILE.test(path)) ? files : null;
}

function isFile(input: SplitInput, source: string): boolean {
  const context = contextFiles(input);
  const path = cleanPath(source).slice(1);
  if (context !== null && context.paths.includes(path)) return true;
  return /[^/.]\.\w{1,8}$/.test(path);
}

function fileTarget({ sources, destination }: Copy, source: string, target: string): string {
  const isFolder =
    sources.length > 1 ||
    /(?:^|\/)\.{0,2}$/.test(destination.path) ||
    SHARED_DIRECTORY.test(target);
  const name = source.slice(source.lastIndexOf('/') + 1);
  return isFolder ? cleanPath(`${target}/${name}`) : target;
}

function slashless(path: string): string {
  return path === '/' ? '' : path;
}

const MOST_NAMED = 3;

/** The precondition that a build folder asks for. */
export function assetsCondition({ others }: Assets, directory: string): Precondition {
  const text = `the program reads nothing else below \`${directory}\` at run time`;
  if (others === null)
    return { text: `${text}; which files the build folder has is not known`, state: 'unknown' };
  if (others.length === 0) return { text, state: 'held' };
  const more = others.length > MOST_NAMED ? ` and ${others.length - MOST_NAMED} more` : '';
  const named = others.slice(0, MOST_NAMED).map((path) => `\`${path}\``);
  return { text: `${text}, where ${named.join(', ')}${more} would be`, state: 'unknown' };
}

/** True where a path of the command line is there for sure in what is copied. */
export function isCovered(path: string, copies: readonly string[]): boolean {
  return copies.some((copied) => isWithin(path, copied) || parentOf(path) === copied);
}
