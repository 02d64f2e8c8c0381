/** What is kept of a repository that was looked at. */
export interface RememberedHead {
  /** Saves the whole answer while the same token asks; with another one the commit tells as much. */
  readonly etag: string;
  readonly commit: string;
  /** What else the look was built on: whatever it says differently now asks for another look. */
  readonly basis: string;
}

/** The tips of default branches at which all was done that there was to do, by the id of the repository. */
export interface RememberedHeads {
  /** Null where another look is due in any case. */
  readonly find: (repository: number, basis: string) => Promise<RememberedHead | null>;
  readonly remember: (repository: number, head: RememberedHead) => Promise<void>;
  readonly forget: (repository: number) => Promise<void>;
}
