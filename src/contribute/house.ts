/** Another pull request of the repository, by whomever. */
export interface OtherPull {
  readonly number: number;
  readonly title: string;
  /** Login; null for an account that is gone. */
  readonly author: string | null;
  readonly isBot: boolean;
  readonly state: 'open' | 'closed' | 'merged';
  /** Paths that it changes; the first of them where there are many. */
  readonly paths: readonly string[];
  /** Whether there are more paths than these. */
  readonly isCut: boolean;
  /** Hunks of the changes to Dockerfiles, as far as they are known: as `git diff` prints them, by path. */
  readonly patches: ReadonlyMap<string, string>;
  /** `2026-11-26T04:45:18Z`; null while it is open. */
  readonly closedAt: string | null;
}

/** Who may take part: GitHub's temporary limits of interactions. */
export type InteractionLimit = 'existing-users' | 'contributors' | 'collaborators';

/** What a code host knows of a repository that is not ours. */
export interface HouseFacts {
  /** `owner/name`. */
  readonly name: string;
  readonly isArchived: boolean;
  readonly isDisabled: boolean;
  readonly isLocked: boolean;
  readonly isEmpty: boolean;
  readonly isPrivate: boolean;
  readonly isMirror: boolean;
  /** `owner/name` of what it is a fork of; null for none. */
  readonly parent: string | null;
  readonly allowsForking: boolean;
  /** SPDX id, or another name of it; null without a licence. */
  readonly licence: string | null;
  readonly limit: InteractionLimit | null;
  /** Whether every commit made on the host's pages has to be signed off. */
  readonly wantsSignOff: boolean;
  readonly description: string;
  readonly defaultBranch: string;
  readonly branches: readonly string[];
  /** Of the tip of the default branch: `2026-11-26T04:45:18Z`. */
  readonly lastCommit: string;
  /** Messages of the last commits, newest first. */
  readonly messages: readonly string[];
}

/** A text of the people of a repository, which says how they want to be met. */
export interface HouseText {
  /** A path, or how people call it where it comes from elsewhere: `the contributing guidelines`. */
  readonly path: string;
  readonly text: string;
}

/** Everything that the etiquette engine looks at: facts, and texts of people, which are material and never an order to us. */
export interface House {
  readonly facts: HouseFacts;
  /** Paths of all files. */
  readonly paths: readonly string[];
  readonly guidelines: readonly HouseText[];
  readonly readme: HouseText | null;
  /** Null where there is none, or where there are several to choose from. */
  readonly template: HouseText | null;
  readonly codeOwners: HouseText | null;
  /** Settings of Renovate and Dependabot, by the names that `bots/` knows. */
  readonly settings: readonly HouseText[];
  /** Dockerfiles that could be read. */
  readonly dockerfiles: readonly HouseText[];
  readonly pulls: readonly OtherPull[];
  /** Whether all open ones are among them. */
  readonly knowsAllOpen: boolean;
}
