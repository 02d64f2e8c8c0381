import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { isBuildFile } from '../builds/build-names.ts';
import type { RepositoryBuilds } from '../builds/build.ts';
import type { GivenArguments } from '../dockerfile/given-arguments.ts';
import { checkoutRoot, findBuildFiles } from '../local/find-build-files.ts';
import { pathMatcher } from '../remediation/path-patterns.ts';
import { isInside } from './inputs.ts';

/** What the builds around Dockerfiles pass, read when it is first asked for. */
export interface GivenValues {
  /** The build arguments of a Dockerfile; places are paths from the current folder. */
  readonly of: (dockerfile: string) => Promise<GivenArguments>;
  /** For standard error: what could not be read so far. */
  readonly notices: readonly string[];
}

/**
 * Reads the build files of the checkout that a Dockerfile is in, else of the folder among `paths` that holds
 * it, else of the current folder.
 */
export function openGivenValues(paths: readonly string[], exclude: readonly string[]): GivenValues {
  const known = new Map<string, Promise<RepositoryBuilds>>();
  const notices: string[] = [];
  const isExcluded = pathMatcher(exclude);
  return {
    notices,
    of: async (dockerfile) => {
      const root = rootOf(resolve(dockerfile), paths);
      const name = (path: string) => shown(join(root, path));
      const isLeftOut = (path: string) => isInside(name(path)) && isExcluded(name(path));
      const reading = known.get(root) ?? readBelow(root, isLeftOut, notices);
      known.set(root, reading);
      const path = relative(root, resolve(dockerfile)).split(sep).join('/');
      const { argumentsFor } = await import('../builds/arguments-for.ts');
      return argumentsFor(await reading, path, name);
    },
  };
}

function rootOf(dockerfile: string, paths: readonly string[]): string {
  const folder = dirname(dockerfile);
  const holds = (path: string) => !relative(path, dockerfile).startsWith('..');
  const given = paths.map((path) => resolve(path)).filter((path) => isFolder(path) && holds(path));
  const current = resolve('.');
  return checkoutRoot(folder) ?? given[0] ?? (holds(current) ? current : folder);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** From the current folder, also where that leads out of it. */
function shown(path: string): string {
  return relative('.', path).split(sep).join('/');
}

/** The readers are loaded only where there is something to read: that takes longer than the rest. */
async function readBelow(
  root: string,
  isLeftOut: (path: string) => boolean,
  notices: string[],
): Promise<RepositoryBuilds> {
  const { readBuilds } = await import('../builds/read-builds.ts');
  const isWanted = (path: string) => isBuildFile(path) && !isLeftOut(path);
  const { files, unread, isCut } = findBuildFiles(root, isWanted);
  const name = (path: string) => shown(join(root, path));
  const found = readBuilds(files, (path) => existsSync(join(root, path)));
  if (isCut) notices.push(`${root}: too large; only ${files.length} of its build files are read`);
  notices.push(...unread.map(({ path, reason }) => `${name(path)}: ${reason}`));
  notices.push(
    ...found.notices.map(({ path, line, problem }) => `${name(path)}:${line}: ${problem}`),
  );
  return found;
}
