/** The configuration of an image as the builder wrote it; null or empty means "not set". */
export interface BuiltConfig {
  readonly user: string | null;
  readonly workdir: string | null;
  readonly shell: readonly string[] | null;
  readonly entrypoint: readonly string[] | null;
  readonly cmd: readonly string[] | null;
  readonly env: ReadonlyMap<string, string>;
  /** For instance `8080/tcp`. */
  readonly exposed: readonly string[];
  readonly volumes: readonly string[];
  readonly labels: ReadonlyMap<string, string>;
  /** Test, intervals and retries in one text. */
  readonly healthcheck: string | null;
  readonly stopSignal: string | null;
  readonly onbuild: readonly string[];
}

/** What stands at one path of an image. Times are left out: two builds never agree on them. */
export interface BuiltFile {
  readonly type: 'file' | 'directory' | 'link' | 'special';
  /** Permission bits with setuid, setgid and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Bytes. */
  readonly size: number;
  /** SHA-256 of a file's bytes in hexadecimal, the target of a link, empty for the rest. */
  readonly content: string;
}

export interface BuiltImage {
  readonly config: BuiltConfig;
  /** By absolute path. */
  readonly files: ReadonlyMap<string, BuiltFile>;
}
