import type { AppliedFix, LeftFix } from './patch.ts';

/** What a proposal is about; two proposals with the same key are the same. */
export interface ProposalKey {
  /** `hardening`: all safe fixes of a repository. `review`: the review fixes of one rule. */
  readonly kind: 'hardening' | 'review';
  /** The rule of a review proposal, `all` for hardening. */
  readonly subject: string;
  /** Hash of the set of fixes, so that a "no" holds for exactly these. */
  readonly to: string;
}

export interface ProposedFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** A fix that is in a proposal. `line` is 1-based, in the file as it was. */
export interface ProposedFix extends AppliedFix {
  readonly path: string;
}

export interface LeftFinding extends LeftFix {
  readonly path: string;
}

/** The pull request that should exist. */
export interface Proposal {
  readonly key: ProposalKey;
  readonly branch: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  readonly files: readonly ProposedFile[];
  readonly fixes: readonly ProposedFix[];
}
