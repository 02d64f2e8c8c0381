import { bakeActionBuilds } from './bake-action.ts';
import { readBakeFiles } from './bake.ts';
import { isBakeFile, isComposeFile, isEnvFile, isWorkflow } from './build-names.ts';
import type { BuildFile, RepositoryBuilds, Variables } from './build.ts';
import { readComposeFiles } from './compose.ts';
import { readEnvFile } from './env-file.ts';
import { folderOf } from './paths.ts';
import { readWorkflows } from './workflow.ts';

/**
 * What the files of a repository say about how its Dockerfiles are built. A file that cannot be read is a
 * notice. `isFile` tells whether the repository has a file. Linear in the size of the files.
 */
export function readBuilds(
  files: readonly BuildFile[],
  isFile: (path: string) => boolean,
): RepositoryBuilds {
  const environments = new Map<string, Variables>();
  for (const file of files) {
    if (isEnvFile(file.path)) environments.set(folderOf(file.path), readEnvFile(file));
  }
  const named = (isOurs: (path: string) => boolean) => files.filter(({ path }) => isOurs(path));
  const workflows = readWorkflows(named(isWorkflow));
  const bake = readBakeFiles(named(isBakeFile), isFile);
  const found = [readComposeFiles(named(isComposeFile), environments), bake, workflows];
  const set = bakeActionBuilds(workflows.settings, bake.builds);
  return {
    builds: [...found.flatMap(({ builds }) => builds), ...set],
    notices: found.flatMap(({ notices }) => notices),
    environments,
  };
}
