import { isComposeFile, isEnvFile, isManifestFile } from './build-names.ts';
import type { Build, BuildFile, Variables } from './build.ts';
import { composeWorkloads } from './compose-workloads.ts';
import { readEnvFile } from './env-file.ts';
import { manifestWorkloads } from './manifest-workloads.ts';
import { folderOf } from './paths.ts';
import type { Workload } from './workload.ts';

/**
 * How a repository runs the images that are built from the Dockerfile at `path`; `builds` are all builds of
 * that file. A service or a container belongs to it when it builds the file, or runs one of the images that
 * a build names. Files that cannot be read tell nothing. Linear in the size of the files.
 */
export function readWorkloads(
  files: readonly BuildFile[],
  path: string,
  builds: readonly Build[],
): readonly Workload[] {
  const named = (isOurs: (name: string) => boolean) => files.filter((file) => isOurs(file.path));
  const environments = new Map<string, Variables>();
  for (const file of named(isEnvFile)) environments.set(folderOf(file.path), readEnvFile(file));
  return [
    ...composeWorkloads(named(isComposeFile), environments, path, builds),
    ...manifestWorkloads(named(isManifestFile), builds),
  ];
}
