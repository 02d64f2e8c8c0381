/** The words of one builder's command line; `image` is a name that we made ourselves. */
export interface BuilderCommands {
  /** For people: `docker buildx`. */
  readonly name: string;
  readonly program: string;
  /** Commands that all succeed where it is there and can build. */
  readonly probes: readonly (readonly string[])[];
  readonly build: (request: BuildWords) => readonly string[];
  /** Writes a `docker-archive` to a path. */
  readonly save: (image: string, path: string) => readonly string[];
  /** Commands before the run, the run, and what removes the container afterwards. */
  readonly run: (image: string, container: string, command: readonly string[]) => RunWords;
  readonly remove: (image: string) => readonly string[];
  /** Exit codes of a run by which the builder tells that it could not start the command. */
  readonly unstarted: readonly number[];
  /** Null where a daemon builds, which tidies up by itself. */
  readonly leftBehind: LeftBehindCommands | null;
}

/** How to find the containers of a build that was ended. */
export interface LeftBehindCommands {
  /** Prints a full id a line, also of containers that only a build knows. */
  readonly list: readonly string[];
  /** Prints where the store is, as JSON. */
  readonly info: readonly string[];
  readonly remove: (id: string) => readonly string[];
}

export interface RunWords {
  readonly prepare: readonly string[] | null;
  readonly start: readonly string[];
  readonly remove: readonly string[];
}

export interface BuildWords {
  readonly image: string;
  readonly dockerfile: string;
  readonly context: string;
  readonly target: string | null;
  readonly args: ReadonlyMap<string, string>;
  /** Text that no other build has. */
  readonly marker: string;
}

/** The options that all have. */
export function commonBuildWords({ image, dockerfile, target, args }: BuildWords): string[] {
  return [
    `--file=${dockerfile}`,
    `--tag=${image}`,
    ...(target === null ? [] : [`--target=${target}`]),
    ...[...args].map(([name, value]) => `--build-arg=${name}=${value}`),
  ];
}

/** A secret that no command asks for, by which the containers of this build are known. */
export function markedBy({ marker, dockerfile }: BuildWords): string {
  return `--secret=id=${marker},src=${dockerfile}`;
}
