import { isBuildFile, isManifestFile } from '../builds/build-names.ts';
import type { BuildFile, BuildNotice, RepositoryBuilds } from '../builds/build.ts';
import { readManifest } from '../builds/manifests.ts';
import type { NamedImage } from '../builds/manifests.ts';
import { readBuilds } from '../builds/read-builds.ts';
import { isIgnoreFile, readIgnoreFiles } from '../scans/read-ignore-files.ts';
import type { Silence } from '../scans/silence.ts';

/** What a repository itself tells of its images and of what scanners find in them. */
export interface RepositoryContext {
  readonly builds: RepositoryBuilds;
  /** Images that its Kubernetes manifests run. */
  readonly manifests: readonly NamedImage[];
  /** What its ignore files say. */
  readonly silences: readonly Silence[];
  /** Where it lives: `github.com/acme/api`. */
  readonly addresses: readonly string[];
  /** Whether it has a file; paths are relative to the root, with `/`. */
  readonly hasFile: (path: string) => boolean;
  readonly notices: readonly BuildNotice[];
}

/** True for the files of a repository that `readContext` reads. */
export function isContextFile(path: string): boolean {
  return isBuildFile(path) || isIgnoreFile(path) || isManifestFile(path);
}

/** Reads what the files say; one that is broken is a notice. `today` is `YYYY-MM-DD`. */
export function readContext(
  files: readonly BuildFile[],
  known: Pick<RepositoryContext, 'addresses' | 'hasFile'>,
  today: string | null,
): RepositoryContext {
  const builds = readBuilds(
    files.filter(({ path }) => isBuildFile(path)),
    known.hasFile,
  );
  const ignores = readIgnoreFiles(
    files.filter(({ path }) => isIgnoreFile(path)),
    today,
  );
  const manifests = files.filter(({ path }) => isManifestFile(path)).flatMap(readManifest);
  const notices = [...builds.notices, ...ignores.notices];
  return { ...known, builds, manifests, silences: ignores.silences, notices };
}
