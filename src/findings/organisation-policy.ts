/** What an organisation asks of all its Dockerfiles beyond the rules. */
export interface OrganisationPolicy {
  readonly mirrors: readonly Mirror[];
  readonly labels: readonly RequiredLabel[];
  readonly banned: readonly BannedInstruction[];
  /**
   * Whether packages get versions: `versions` writes those that a report or a lock file tells, `snapshot` besides
   * takes the packages of Debian from the archive of a day.
   */
  readonly pins: 'off' | 'versions' | 'snapshot';
  /**
   * What a stage that is split off ships its program on: the plain image of the distribution, or `distroless`
   * where the program needs no library, no shell and no package.
   */
  readonly runtime: 'plain' | 'distroless';
}

/** Images whose full name begins with `from` are to be taken from `to`, which takes its place. */
export interface Mirror {
  /** `docker.io/library/`: registry and repository, written out. */
  readonly from: string;
  readonly to: string;
}

export interface RequiredLabel {
  readonly key: string;
  /**
   * The value to write. `{source}` stands for the address of the repository, `{title}` for its name and
   * `{licenses}` for what its manifest says; without a value a person has to find one.
   */
  readonly value?: string | undefined;
  readonly reason?: string | undefined;
}

export interface BannedInstruction {
  /** Keyword in capitals. */
  readonly instruction: string;
  /** What its arguments have to look like; `*` stands for anything. Every one without it. */
  readonly value?: string | undefined;
  /** Whether a fix may take it out. */
  readonly remove: boolean;
  readonly reason?: string | undefined;
}

export const NO_POLICY: OrganisationPolicy = {
  mirrors: [],
  labels: [],
  banned: [],
  pins: 'off',
  runtime: 'plain',
};
