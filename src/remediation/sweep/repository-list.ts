export type Visibility = 'public' | 'private' | 'internal';

/** A repository as the list of its owner shows it. */
export interface ListedRepository {
  /** What the code host knows it by, whatever its name. */
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  /** Name of the default branch and its tip, a commit id; null in a repository without a commit. */
  readonly branch: string | null;
  readonly commit: string | null;
  readonly isArchived: boolean;
  readonly isFork: boolean;
  readonly visibility: Visibility;
  readonly topics: readonly string[];
  /** The one that most of it is written in; null where the host found none. */
  readonly language: string | null;
  /** On disk at the host. */
  readonly kilobytes: number;
  /** When any of its pull requests last changed, RFC 3339; null where there is none. */
  readonly pullsAt: string | null;
  /** Why it cannot be looked at, one clause; null where nothing speaks against it. */
  readonly problem: string | null;
}

export interface RepositoryPage {
  readonly repositories: readonly ListedRepository[];
  /** Of all pages together, as far as the host knows. */
  readonly total: number;
  /** What the next page is asked with; null after the last. */
  readonly next: string | null;
}

/** Reads one page of a list of repositories; `after` is what the page before says, null for the first. */
export type ReadRepositoryPage = (after: string | null) => Promise<RepositoryPage>;
