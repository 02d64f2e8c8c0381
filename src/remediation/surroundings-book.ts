import type { Build, BuildFile } from '../builds/build.ts';
import type { Workload } from '../builds/workload.ts';
import type { BuildEditors, Surroundings } from '../findings/surroundings.ts';

/** The files of a repository, read when they are asked for. Paths are relative to its root, with `/`. */
export interface RepositoryFiles {
  readonly paths: () => readonly string[];
  /** A text file; null where it is missing, no text, or too large. */
  readonly text: (path: string) => string | null;
  /** Where the repository lives: `github.com/acme/api`. */
  readonly addresses: readonly string[];
}

/** What reads build files and manifests: heavy, and loaded only where a repository has some. */
export interface BuildReaders {
  readonly isWanted: (path: string) => boolean;
  readonly builds: (
    files: readonly BuildFile[],
    hasFile: (path: string) => boolean,
  ) => readonly Build[];
  /** How the images are run that are built from the Dockerfile at `path`. */
  readonly workloads: (
    files: readonly BuildFile[],
    path: string,
    builds: readonly Build[],
  ) => readonly Workload[];
  readonly editors: BuildEditors;
}

/** What stands around Dockerfiles, by their paths as the checks know them. */
export interface SurroundingsBook {
  /** Null where nothing is known but the text. */
  readonly of: (path: string) => Surroundings | null;
  /** The book after changes to other files, which fixes of the Dockerfile at `path` make. */
  readonly with: (path: string, changes: ReadonlyMap<string, string>) => SurroundingsBook;
}

/** For a text that is all there is. */
export const NO_SURROUNDINGS: SurroundingsBook = { of: () => null, with: () => NO_SURROUNDINGS };

/** Without build files there is nothing to edit. */
const NO_EDITORS: BuildEditors = {
  passAsSecret: () => ({ ok: true, files: [] }),
  passFileAsSecret: () => ({ ok: true, files: [] }),
  manifestPorts: () => [],
};

const NO_READERS: BuildReaders = {
  isWanted: () => false,
  builds: () => [],
  workloads: () => [],
  editors: NO_EDITORS,
};

/** The book of one repository, whose Dockerfiles are known by their paths from its root. */
export function surroundingsIn(
  files: RepositoryFiles,
  readers: BuildReaders = NO_READERS,
): SurroundingsBook {
  const paths = later(() => files.paths());
  const known = later(() => new Set(paths()));
  const hasFile = (path: string) => known().has(path);
  const text = (path: string) => (hasFile(path) ? files.text(path) : null);
  const buildFiles = later(() =>
    paths().flatMap((path) => {
      const content = readers.isWanted(path) ? text(path) : null;
      return content === null ? [] : [{ path, text: content }];
    }),
  );
  const allBuilds = later(() => readers.builds(buildFiles(), hasFile));
  const of = (path: string): Surroundings => {
    const builds = later(() => allBuilds().filter(({ dockerfile }) => dockerfile === path));
    const workloads = later(() => readers.workloads(buildFiles(), path, builds()));
    const { addresses } = files;
    const { editors } = readers;
    return { path, files: paths, hasFile, text, addresses, builds, workloads, editors };
  };
  return {
    of,
    with: (_, changes) => surroundingsIn(changed(files, changes), readers),
  };
}

function changed(files: RepositoryFiles, changes: ReadonlyMap<string, string>): RepositoryFiles {
  return {
    paths: () => [...new Set([...files.paths(), ...changes.keys()])],
    text: (path) => changes.get(path) ?? files.text(path),
    addresses: files.addresses,
  };
}

/** Computes at the first call. */
function later<Value extends object>(compute: () => Value): () => Value {
  let value: Value | null = null;
  return () => (value ??= compute());
}
