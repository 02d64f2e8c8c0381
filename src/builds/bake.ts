import { readBakeHcl } from './bake-hcl.ts';
import { readBakeJson } from './bake-json.ts';
import { bakeGroup } from './bake-group.ts';
import type { BakeSource } from './bake-source.ts';
import { isBakeHcl } from './build-names.ts';
import type { BuildFile, BuildNotice, FoundBuilds } from './build.ts';
import { folderOf, nameOf } from './paths.ts';

/** The files that bake reads by itself, in its order: a later one has the last word. */
const DEFAULTS = [
  'docker-bake.json',
  'docker-bake.hcl',
  'docker-bake.override.json',
  'docker-bake.override.hcl',
];

/**
 * The builds of bake files. Those of the default names in one folder are one description, any other file
 * is one by itself. `isFile` tells whether the repository has a file: paths count from the folder in which
 * bake is called, which is that of the file or the root.
 */
export function readBakeFiles(
  files: readonly BuildFile[],
  isFile: (path: string) => boolean,
): FoundBuilds {
  const notices: BuildNotice[] = [];
  const groups = new Map<string, BakeSource[]>();
  const rank = ({ path }: BuildFile) => DEFAULTS.indexOf(nameOf(path));
  for (const file of files.toSorted((a, b) => rank(a) - rank(b))) {
    const source = isBakeHcl(file.path) ? readBakeHcl(file) : readBakeJson(file);
    if ('problem' in source) {
      notices.push(source);
      continue;
    }
    const key = rank(file) === -1 ? file.path : folderOf(file.path);
    const group = groups.get(key) ?? [];
    group.push(source);
    groups.set(key, group);
  }
  const found = [...groups.values()].map((group) => bakeGroup(group, isFile));
  return {
    builds: found.flatMap(({ builds }) => builds),
    notices: [...notices, ...found.flatMap((each) => each.notices)],
  };
}
