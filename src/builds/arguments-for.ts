import type { GivenArgument, GivenArguments, GivenPlace } from '../dockerfile/given-arguments.ts';
import type { RepositoryBuilds, WrittenValue } from './build.ts';
import { folderOf } from './paths.ts';

/** Places that a reason names. */
const MOST_NAMED = 3;

/**
 * What the builds of one Dockerfile (relative to the root of the repository) pass as build arguments. Where
 * they do not agree there is no value but the reason. A name that none of them passes comes from the nearest
 * `.env` at or above the Dockerfile: shells and build tools pass those on. `shown` is how a person calls a
 * file of the repository.
 */
export function argumentsFor(
  { builds, environments }: RepositoryBuilds,
  dockerfilePath: string,
  shown: (path: string) => string = (path) => path,
): GivenArguments {
  const called = (values: readonly WrittenValue[]) =>
    values.map((value) => ({ ...value, path: shown(value.path) }));
  const found = new Map<string, WrittenValue[]>();
  for (const { dockerfile, args } of builds) {
    if (dockerfile !== dockerfilePath) continue;
    for (const [name, value] of args) {
      const values = found.get(name);
      if (values === undefined) found.set(name, [value]);
      else values.push(value);
    }
  }
  const given = new Map<string, GivenArgument>();
  for (const [name, values] of found) given.set(name, agreement(called(values), true));
  for (const folder of foldersUp(dockerfilePath)) {
    for (const [name, value] of environments.get(folder) ?? []) {
      if (!given.has(name)) given.set(name, agreement(called([value]), false));
    }
  }
  return given;
}

function agreement(values: readonly WrittenValue[], isPassed: boolean): GivenArgument {
  const value = values[0]?.value ?? null;
  const places = distinctPlaces(values);
  const [first, ...more] = places;
  const isAgreed = values.every((each) => each.value === value);
  if (value === null || first === undefined || !isAgreed) {
    return { value: null, reason: disagreement(values) };
  }
  return { value, places: [first, ...more], isPassed };
}

function distinctPlaces(values: readonly WrittenValue[]): GivenPlace[] {
  const places = new Map<string, GivenPlace>();
  for (const { path, line, span } of values) places.set(`${path}:${line}`, { path, line, span });
  return [...places.values()];
}

/** One place of each value. */
function disagreement(values: readonly WrittenValue[]): string {
  const words = new Map<string | null, string>();
  for (const { value, path, line } of values) {
    const what = value === null ? 'a value that only the build knows' : value;
    if (!words.has(value))
      words.set(value, `${path}:${line} gives ${what === '' ? 'nothing' : what}`);
  }
  const named = [...words.values()].slice(0, MOST_NAMED);
  return named.join(' but ');
}

/** `a/b/Dockerfile`: `a/b`, `a`, `.`. */
function foldersUp(path: string): string[] {
  const folders: string[] = [];
  for (let folder = folderOf(path); folder !== '.'; folder = folderOf(folder)) folders.push(folder);
  return [...folders, '.'];
}
