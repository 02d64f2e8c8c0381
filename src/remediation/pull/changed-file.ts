/** One file of a pull request, as the code host tells it. */
export interface ChangedFile {
  /** At the head of the pull request, relative to the root, with `/`. */
  readonly path: string;
  readonly kind: 'added' | 'changed' | 'removed';
  /** How many lines were added or removed; none in a file that only has another name now. */
  readonly changes: number;
  /** Hunks as `git diff` prints them, from the first `@@`; null where the code host shows none. */
  readonly patch: string | null;
}
