import { oncePerFile } from '../once-per-file.ts';
import type { Surroundings } from '../surroundings.ts';
import type { SplitInput } from './recipe.ts';

/** The files that a build of the Dockerfile sees, by their paths in its context. */
export interface ContextFiles {
  readonly surroundings: Surroundings;
  /** Relative to the root of the repository, empty for the root itself. */
  readonly folder: string;
  /** Relative to the folder; those that .dockerignore may leave out are not in it. */
  readonly paths: readonly string[];
}

/** Null where nothing is known, or where builds see different folders. */
export function contextFiles({ dockerfile, facts }: SplitInput): ContextFiles | null {
  return knownContext(dockerfile, facts).context;
}

const knownContext = oncePerFile((_, facts) => {
  const surroundings = facts.surroundings();
  return { context: surroundings === null ? null : readContext(surroundings) };
});

function readContext(surroundings: Surroundings): ContextFiles | null {
  const contexts = new Set(surroundings.builds().map(({ context }) => context));
  const [only = folderOf(surroundings.path)] = contexts;
  if (contexts.size > 1 || only === null) return null;
  const folder = only === '.' ? '' : only;
  const prefix = folder === '' ? '' : `${folder}/`;
  const ignored = ignoredNames(surroundings, prefix);
  const paths = surroundings
    .files()
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length))
    .filter((path) => !path.split('/').some((part) => ignored.has(part)));
  return { surroundings, folder, paths };
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

/** Names in .dockerignore, whatever the pattern says about them: what it may leave out is not counted on. */
function ignoredNames(surroundings: Surroundings, prefix: string): ReadonlySet<string> {
  const text = surroundings.text(`${prefix}.dockerignore`) ?? '';
  const lines = text.split('\n').filter((line) => !/^\s*[#!]/.test(line));
  return new Set(lines.flatMap((line) => line.trim().split('/')).filter((part) => part !== ''));
}

/** The text of a file of the context; null where it cannot be read. */
export function contextText({ surroundings, folder }: ContextFiles, path: string): string | null {
  return surroundings.text(folder === '' ? path : `${folder}/${path}`);
}
