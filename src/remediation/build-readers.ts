import { isBuildFile, isManifestFile } from '../builds/build-names.ts';
import { manifestPorts } from '../builds/manifest-ports.ts';
import { passFileAsSecret } from '../builds/file-secret-edits.ts';
import { passAsSecret } from '../builds/secret-edits.ts';
import { readBuilds } from '../builds/read-builds.ts';
import { readWorkloads } from '../builds/read-workloads.ts';
import type { BuildReaders } from './surroundings-book.ts';

/** Reads compose and bake files, workflows and manifests. */
export const BUILD_READERS: BuildReaders = {
  isWanted: (path) => isBuildFile(path) || isManifestFile(path),
  builds: (files, hasFile) =>
    readBuilds(
      files.filter(({ path }) => isBuildFile(path)),
      hasFile,
    ).builds,
  workloads: readWorkloads,
  editors: { passAsSecret, passFileAsSecret, manifestPorts },
};
