import type { Build, BuildFile } from '../builds/build.ts';
import type { FileSecret } from '../builds/file-secret.ts';
import type { ManifestPort } from '../builds/manifest-ports.ts';
import type { SecretsOutcome } from '../builds/secret-edits.ts';
import type { Workload } from '../builds/workload.ts';
import type { TextEdit } from '../dockerfile/text-edit.ts';

/** Work on build files and manifests; its parsers are loaded only where a repository has such files. */
export interface BuildEditors {
  /** Makes every build that passes an argument pass a secret with that id instead. */
  readonly passAsSecret: (
    builds: readonly Build[],
    name: string,
    textOf: (path: string) => string | null,
  ) => SecretsOutcome;
  /** Makes every build give a file as a secret. */
  readonly passFileAsSecret: (
    builds: readonly Build[],
    secret: FileSecret,
    textOf: (path: string) => string | null,
  ) => SecretsOutcome;
  /** Where the resources around a container of Kubernetes name one of its ports. */
  readonly manifestPorts: (
    files: readonly BuildFile[],
    workload: Workload,
    port: number,
  ) => readonly ManifestPort[];
}

/**
 * What the repository holds around one Dockerfile. All paths are relative to its root, with `/`. Nothing is
 * read before it is asked for, and everything is untrusted.
 */
export interface Surroundings {
  /** Path of the Dockerfile itself. */
  readonly path: string;
  /** Paths of the regular files of the repository, those that git ignores left out. */
  readonly files: () => readonly string[];
  readonly hasFile: (path: string) => boolean;
  /** A text file; null where there is none, or it cannot be read as text or was too large. */
  readonly text: (path: string) => string | null;
  /** Where the repository lives: `github.com/acme/api`; empty where that is not known. */
  readonly addresses: readonly string[];
  /** How the repository builds this Dockerfile: compose, bake, workflows. Empty where nothing tells. */
  readonly builds: () => readonly Build[];
  /** How the repository runs the images that are built from this Dockerfile. */
  readonly workloads: () => readonly Workload[];
  readonly editors: BuildEditors;
}

/** A change to another file of the repository that belongs to a fix. */
export type Companion =
  /** Offsets are those of `Surroundings.text(path)`. */
  | { readonly path: string; readonly edits: readonly TextEdit[] }
  /** A file that is not there yet, and all of its text. */
  | { readonly path: string; readonly create: string };
