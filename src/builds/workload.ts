import type { Span } from '../dockerfile/span.ts';

/** How a repository runs a container: a service of a compose file, or a container of a Kubernetes resource. */
export interface Workload {
  readonly kind: 'compose' | 'kubernetes';
  /** Where it is written; 1-based line. */
  readonly place: { readonly path: string; readonly line: number };
  /** Of the service or the container. */
  readonly name: string;
  /** As written, after interpolation; null where only the build or nobody tells. */
  readonly image: string | null;
  /** Path of the Dockerfile that it is built from, relative to the root; null where it is not built from one. */
  readonly dockerfile: string | null;
  /** `user:` or `runAsUser` (`1000`, `1000:1000`, `app`); null where the image decides. */
  readonly user: string | null;
  /** `runAsNonRoot: true`: a user that is a name, or root, is refused. */
  readonly requiresNonRoot: boolean;
  /** `fsGroup`: Kubernetes gives volumes to this group, of which the container is one; null where nothing does. */
  readonly volumeGroup: string | null;
  /** `privileged: true`, or capabilities that are added: it does what only root may do. */
  readonly isPrivileged: boolean;
  /** `command:` or `args:` and `entrypoint:` or `command:` in place of the image's own. */
  readonly replacesCommand: boolean;
  /** Ports inside the container that it publishes or names. */
  readonly ports: readonly WorkloadPort[];
  /** Paths inside the container where something is mounted. */
  readonly mounts: readonly WorkloadMount[];
  /** Variables that it sets; null for a value that cannot be told. */
  readonly environment: ReadonlyMap<string, string | null>;
  /** How Compose asks whether it works; null where it does not. Probes of Kubernetes are none. */
  readonly healthcheck: WorkloadHealthcheck | null;
}

export interface WorkloadHealthcheck {
  /** 1-based. */
  readonly line: number;
  /** The words of an exec form, or a text for the shell. */
  readonly command: readonly string[] | string;
  /** As HEALTHCHECK takes them: `--interval=30s`. */
  readonly options: readonly string[];
}

export interface WorkloadPort {
  readonly container: number;
  /** 1-based line where it is written. */
  readonly line: number;
  /** Of the digits in the file; null where they cannot be told from the text around them. */
  readonly span: Span | null;
}

export interface WorkloadMount {
  /** Absolute path inside the container. */
  readonly path: string;
  /** `volume`: named, keeps its old owner. `bind`: a path of the host. `other`: secrets, configuration, temporary. */
  readonly source: 'volume' | 'bind' | 'other';
  /** Of the volume, or the path on the host; null where it has none. */
  readonly name: string | null;
  readonly isReadOnly: boolean;
  readonly line: number;
}
