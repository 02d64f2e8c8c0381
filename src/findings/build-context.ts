import { ignorePaths, pathWithin, readIgnoreFile } from '../builds/dockerignore.ts';
import type { IgnoreFile } from '../builds/dockerignore.ts';
import { compilePattern } from '../builds/ignore-pattern.ts';
import { folderOf } from '../builds/paths.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { mountsOf } from '../dockerfile/mounts.ts';
import { once } from '../dockerfile/once.ts';
import { copiesOf } from './copies.ts';
import { oncePerFile } from './once-per-file.ts';
import type { Facts } from './rule.ts';
import type { Surroundings } from './surroundings.ts';

/** The folder that a build of this Dockerfile sees. */
export interface BuildContext {
  readonly surroundings: Surroundings;
  /** Relative to the root of the repository; `.` is the root. */
  readonly folder: string;
  /** The file that says what is ignored, there or not. */
  readonly ignorePath: string;
  /** Its text; null when it is not there. */
  readonly ignoreText: string | null;
  readonly ignoreFile: IgnoreFile;
  /** Files of the repository in it, relative to it, ignored ones included. */
  readonly files: readonly string[];
}

export type ContextOutcome =
  | { readonly context: BuildContext; readonly left?: never }
  /** Why it is not known, one clause; null where nothing is known but the text. */
  | { readonly context: null; readonly left: string | null };

/** The build context, where the repository tells. */
export const contextOf = oncePerFile(findContext);

function findContext(dockerfile: Dockerfile, facts: Facts): ContextOutcome {
  const surroundings = facts.surroundings();
  if (surroundings === null) return { context: null, left: null };
  const folders = contextFolders(dockerfile, surroundings);
  const [folder] = folders;
  if (folder === undefined || folders.length > 1) {
    const names = folders.map(nameOfFolder).join(' and ');
    return { context: null, left: `which folder is the build context is not certain (${names})` };
  }
  const [own, common] = ignorePaths(surroundings.path, folder);
  const ignorePath = surroundings.hasFile(own) ? own : common;
  const ignoreText = surroundings.text(ignorePath);
  if (ignoreText === null && surroundings.hasFile(ignorePath)) {
    return { context: null, left: `${ignorePath} cannot be read` };
  }
  const files = surroundings.files().flatMap((path) => pathWithin(folder, path) ?? []);
  const ignoreFile = readIgnoreFile(ignoreText ?? '');
  return { context: { surroundings, folder, ignorePath, ignoreText, ignoreFile, files } };
}

function nameOfFolder(folder: string): string {
  return folder === '.' ? 'the root of the repository' : folder;
}

/** Those that builds name; without a build, the folder of the Dockerfile or the root, whichever has its sources. */
function contextFolders(dockerfile: Dockerfile, surroundings: Surroundings): string[] {
  const told = surroundings.builds().map(({ context }) => context);
  const known = [...new Set(told.filter((folder) => folder !== null))];
  if (known.length > 0) return known;
  const folders = [...new Set([folderOf(surroundings.path), '.'])];
  const names = namedSources(dockerfile).filter((path) => !/[*?[\\$]/.test(path));
  const fitting = folders.filter((folder) => {
    const has = (path: string) => isThere(surroundings, folder, path);
    return names.length > 0 && names.every(has);
  });
  return fitting.length === 1 ? fitting : folders;
}

function isThere(surroundings: Surroundings, folder: string, path: string): boolean {
  const whole = folder === '.' ? path : `${folder}/${path}`;
  if (surroundings.hasFile(whole)) return true;
  return surroundings.files().some((file) => file.startsWith(`${whole}/`));
}

/** What COPY, ADD and mounts take from the build context by name, cleaned; the whole context is no name. */
export const namedSources = once(findNamed);

function findNamed(dockerfile: Dockerfile): readonly string[] {
  const copied = copiesOf(dockerfile)
    .filter(({ from }) => from === null)
    .flatMap(({ sources }) => sources.map(({ path }) => path));
  const mounted = dockerfile.instructions.flatMap((outer) =>
    mountsOf(outer.trigger ?? outer).flatMap(({ type, fields }) => {
      const isContext = type === 'bind' && !fields.has('from');
      return isContext ? [fields.get('source')?.value ?? '.'] : [];
    }),
  );
  const isLocal = (path: string) => !/^[\w.+-]+(?::\/\/|@)/.test(path) && !isWholeContext(path);
  return [...new Set([...copied, ...mounted].filter(isLocal).map(cleanSource))];
}

/**
 * The sources themselves, and what patterns among them match. A folder is one name: some of what is in it may
 * be ignored.
 */
export function filesNamed(dockerfile: Dockerfile, { files }: BuildContext): readonly string[] {
  return namedSources(dockerfile).flatMap((source) => {
    const matches = /[*?[]/.test(source) ? compilePattern(source) : null;
    return matches === null ? [source] : files.filter(matches);
  });
}

function cleanSource(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

/** `.`, `./`, `*`, `/` and the like. */
export function isWholeContext(path: string): boolean {
  return /^\.{0,1}\/{0,2}\*?$/.test(path) && path !== '';
}

/** Other Dockerfiles of the repository that may be built from the same folder, and use the same file. */
export function neighboursOf({ surroundings, ignorePath, folder }: BuildContext): string[] {
  if (ignorePath === `${surroundings.path}.dockerignore`) return [];
  return surroundings.files().filter((path) => {
    if (path === surroundings.path || !DOCKERFILE.test(path)) return false;
    return !surroundings.hasFile(`${path}.dockerignore`) && pathWithin(folder, path) !== null;
  });
}

/** Wider than what is checked: a template is built, too. */
const DOCKERFILE = /(?:^|\/)(?:[^/]*\.)?(?:dockerfile|containerfile)(?:\.[^/]*)?$/i;
