import type { BaseAddress } from '../config/base-address.ts';
import type { PullRequestsConfig } from '../config/pull-requests-schema.ts';
import type { Withdrawal } from './agenda.ts';
import type { History } from './history.ts';
import type { Listener } from './listener.ts';
import type { Proposal } from './proposal.ts';

/** Where proposals start from. */
export interface Head {
  /** Commit id, hexadecimal. */
  readonly commit: string;
  /** Null for a detached head. */
  readonly branch: string | null;
}

/** How the owner wants pull requests to look. */
export type PullRequestWishes = PullRequestsConfig;

export type FileContent =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };

/** A configuration that others extend. */
export type SharedFile =
  | {
      readonly kind: 'read';
      /** `owner/name`. */
      readonly repository: string;
      readonly path: string;
      readonly text: string;
    }
  /** There is none, or it is not for us to see. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly reason: string }
  /** It belongs to somebody else, who would decide what is done here. */
  | { readonly kind: 'foreign' }
  /** A folder has no owner with other repositories. */
  | { readonly kind: 'out-of-reach' };

/** What became of a proposal; `refused` says why nothing was written. */
export type ProposalOutcome =
  | {
      readonly kind: 'created' | 'updated' | 'unchanged';
      /** Where people find it, and what could not be done of the owner's wishes; on a code host only. */
      readonly address?: string;
      readonly notices?: readonly string[];
    }
  | { readonly kind: 'refused'; readonly reason: string };

/** What became of a withdrawal; `refused` says why the proposal stays. */
export type WithdrawalOutcome =
  { readonly kind: 'withdrawn' } | { readonly kind: 'refused'; readonly reason: string };

/** A code host, as far as the remediation of one repository needs it. */
export interface Repository {
  /** For people: a folder's name or `owner/name`. */
  readonly name: string;
  /** Where it lives: `github.com/acme/api`; empty where that is not known. */
  readonly addresses: readonly string[];
  readonly listener: Listener;
  readonly head: () => Promise<Head>;
  /** Paths of regular files at the head, relative to the root, with `/`. */
  readonly listFiles: () => Promise<readonly string[]>;
  /** Text files at the head, by path; binary, foreign encodings and too large files are refused by a reason. */
  readonly readFiles: (paths: readonly string[]) => Promise<ReadonlyMap<string, FileContent>>;
  /** A configuration of a repository of the same owner, at the tip of its default branch. */
  readonly readShared: (address: BaseAddress) => Promise<SharedFile>;
  /** What became of proposals on these branches, and all open ones whatever their branch. */
  readonly readHistory: (
    branches: readonly string[],
    wishes: PullRequestWishes,
  ) => Promise<History>;
  /** Makes branch, commit and pull request be as proposed; doing it twice changes nothing. */
  readonly ensureProposal: (
    proposal: Proposal,
    wishes: PullRequestWishes,
  ) => Promise<ProposalOutcome>;
  /** Takes an open proposal back, and says why in a word; a branch that a person worked on stays. */
  readonly withdrawProposal: (withdrawal: Withdrawal) => Promise<WithdrawalOutcome>;
}
