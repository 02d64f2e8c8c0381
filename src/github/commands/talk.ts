import type { Rule } from '../../findings/rule.ts';
import type { GitHubClient, RepositoryName } from '../client.ts';
import type { GitHubIdentity } from '../identity.ts';

/** All that is needed to answer people in one repository. */
export interface TalkDeps {
  readonly client: GitHubClient;
  readonly name: RepositoryName;
  readonly identity: GitHubIdentity;
  /** Those that can be explained and refused. */
  readonly rules: readonly Rule[];
}

/** Who did something, as the `sender` of an event. */
export interface Actor {
  readonly login: string;
  readonly isBot: boolean;
}

/** What came of it; `needsLook`: the repository is to be looked at again, which does what was asked for. */
export interface TalkOutcome {
  readonly needsLook: boolean;
}

export const SILENCE: TalkOutcome = { needsLook: false };
