import { ignorePaths, pathWithin, readIgnoreFile } from '../builds/dockerignore.ts';
import { folderOf, joinPath, nameOf } from '../builds/paths.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { mountsOf } from '../dockerfile/mounts.ts';
import { resolveDirectory } from '../dockerfile/work-directory.ts';
import { stageChain } from './base-image.ts';
import { copiesOf } from './copies.ts';
import type { Copy } from './copies.ts';
import type { Facts, Precondition } from './rule.ts';
import { isWithin } from './shipped-stages.ts';
import type { Run } from './runs.ts';
import type { Surroundings } from './surroundings.ts';
import { fitsWildcard } from './wildcard.ts';

/** The folder of the repository that a build sees, and how that is known. */
export interface Context {
  readonly folder: string;
  /** For a person: `compose.yaml line 3 says so`. */
  readonly source: string;
}

/**
 * The contexts that may be meant: those of the builds of the repository, else the folder of the Dockerfile and
 * the root.
 */
export function contextsOf({ path, builds }: Surroundings): Context[] {
  const told = new Map<string, Context>();
  for (const { context, place } of builds()) {
    const source = `line ${place.line} of ${place.path} says so`;
    if (context !== null && !told.has(context)) told.set(context, { folder: context, source });
  }
  if (told.size > 0) return [...told.values()];
  return [...new Set([folderOf(path), '.'])].map((folder) => {
    return { folder, source: 'the files that are copied are there' };
  });
}

/**
 * The path in the repository of a file that a RUN finds in its working directory, when the build sees `context`;
 * null where no COPY, ADD or mount brings it from there.
 */
export function broughtFrom(
  dockerfile: Dockerfile,
  facts: Facts,
  run: Run,
  { folder }: Context,
  name: string,
): string | null {
  const around = facts.surroundings();
  const directory = facts.before(run.run).workdir;
  if (around === null || directory === null || !directory.startsWith('/')) return null;
  const mounted = mountedFile(run, folder, directory, name);
  if (mounted !== null) return around.hasFile(mounted) ? mounted : null;
  const chain = stageChain(run.stage);
  const before = copiesOf(dockerfile).filter(({ instruction, stage, from }) => {
    const isReached = chain.includes(stage) && stage.instructions.includes(instruction);
    return isReached && from === null && instruction.span.start < run.run.span.start;
  });
  for (const copy of before.toReversed()) {
    const found = copiedFile(facts, copy, around, folder, directory, name);
    if (found !== null) return found;
  }
  return null;
}

function mountedFile({ run }: Run, folder: string, directory: string, name: string): string | null {
  for (const { type, fields } of mountsOf(run)) {
    const target = fields.get('target')?.value ?? null;
    if (type !== 'bind' || target === null || fields.has('from')) continue;
    const place = resolveDirectory(directory, target, false);
    const source = joinPath(folder, rootless(fields.get('source')?.value ?? '.'));
    if (source === null) continue;
    if (place === join(directory, name)) return source;
    if (withoutSlash(place) === withoutSlash(directory)) return joinPath(source, name);
  }
  return null;
}

function copiedFile(
  facts: Facts,
  copy: Copy,
  around: Surroundings,
  folder: string,
  directory: string,
  name: string,
): string | null {
  const { workdir } = facts.before(copy.instruction);
  const target = resolveDirectory(workdir ?? '/', copy.destination.path, false);
  for (const { path } of copy.sources) {
    const source = /[$[?]/.test(path) ? null : joinPath(folder, rootless(path));
    if (source === null) continue;
    const found = fileOf(source, withoutSlash(target), withoutSlash(directory), name, around);
    if (found !== null) return found;
  }
  return null;
}

/** The file that lands in `directory` as `name` when `source` is copied to `target`. */
function fileOf(
  source: string,
  target: string,
  directory: string,
  name: string,
  around: Surroundings,
): string | null {
  if (nameOf(source).includes('*')) {
    const own = joinPath(folderOf(source), name);
    const isMeant = target === directory && fitsWildcard(nameOf(source), name);
    return own !== null && isMeant && around.hasFile(own) ? own : null;
  }
  if (around.hasFile(source)) {
    const isMeant = target === join(directory, name) || target === directory;
    return isMeant && nameOf(source) === name ? source : null;
  }
  if (!isWithin(directory, target)) return null;
  const found = joinPath(source, `.${directory.slice(target.length)}/${name}`);
  return found !== null && around.hasFile(found) ? found : null;
}

/** Sources are relative to the context, with or without a slash. */
function rootless(path: string): string {
  return path.replace(/^\/+/, '') || '.';
}

function withoutSlash(path: string): string {
  return path.endsWith('/') ? path.replace(/\/+$/, '') : path;
}

function join(directory: string, name: string): string {
  return `${withoutSlash(directory)}/${name}`;
}

/** The `.dockerignore` of a context, as it reads for one file of the repository. */
export interface IgnoreVerdict {
  /** Where it is, or would be. */
  readonly path: string;
  /** Unknown where it is there and cannot be read. */
  readonly isIgnored: boolean | 'unknown';
}

const STATES = new Map<IgnoreVerdict['isIgnored'], Precondition['state']>([
  [true, 'did not hold'],
  [false, 'held'],
]);

/** That the context of a build has a file that the repository has. */
export function notIgnored({ isIgnored }: IgnoreVerdict, name: string): Precondition {
  const text = `no \`.dockerignore\` keeps \`${name}\` out`;
  return { text, state: STATES.get(isIgnored) ?? 'unknown' };
}

/** Whether the file that ignores things keeps a file of the repository out of the context. */
export function ignoreVerdict(
  { path: dockerfile, text, hasFile }: Surroundings,
  { folder }: Context,
  file: string,
): IgnoreVerdict {
  const [own, common] = ignorePaths(dockerfile, folder);
  const path = hasFile(own) ? own : common;
  const content = text(path);
  if (content === null) return { path, isIgnored: hasFile(path) ? 'unknown' : false };
  const inContext = pathWithin(folder, file);
  return {
    path,
    isIgnored: inContext === null ? 'unknown' : readIgnoreFile(content).ignores(inContext),
  };
}
