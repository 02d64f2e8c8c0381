import type { YamlMap } from '../yaml/yaml-tree.ts';
import type { Build, WrittenValue } from './build.ts';
import { resolveExpressions } from './expression.ts';
import type { Lookup } from './interpolate.ts';
import { splitAssignment } from './written-value.ts';
import { linesOf, mapAt } from './yaml-file.ts';
import type { YamlFile } from './yaml-file.ts';

/** Steps, and targets for each of them, that are put together at most. */
const MOST_BUILDS = 2000;

/** A build argument that a workflow sets for targets of bake files. */
export interface BakeSetting {
  /** The name of a target, or the beginning of names with a `*`. */
  readonly targets: string;
  readonly name: string;
  readonly value: WrittenValue;
  readonly place: Build['place'];
}

/** The `set` lines of a `docker/bake-action` step (https://github.com/docker/bake-action#inputs). */
export function readBakeAction(
  file: YamlFile,
  step: YamlMap,
  environment: Lookup,
): readonly BakeSetting[] {
  const entry = mapAt(step, 'with').entries.get('set');
  const content = entry === undefined ? null : file.content(entry);
  const place = { path: file.path, line: file.lineOf(step.offset) };
  return (content === null ? [] : linesOf(content)).flatMap((line): BakeSetting[] => {
    const pair = splitAssignment(line);
    const [, targets, name] = /^([^.\s]+)\.args\.(\w+)$/.exec(pair?.name ?? '') ?? [];
    const value = pair?.value ?? null;
    if (targets === undefined || name === undefined || value === null) return [];
    return [{ targets, name, place, value: resolveExpressions(value, environment) }];
  });
}

/** The builds of bake files with what workflows set for them, each as a build of its own. */
export function bakeActionBuilds(
  settings: readonly BakeSetting[],
  builds: readonly Build[],
): Build[] {
  const found: Build[] = [];
  for (const { targets, name, value, place } of settings) {
    for (const build of builds) {
      if (build.kind !== 'bake' || !isMatch(targets, build.name ?? '')) continue;
      if (found.length >= MOST_BUILDS) return found;
      found.push({ ...build, kind: 'workflow', place, args: new Map([[name, value]]) });
    }
  }
  return found;
}

function isMatch(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
