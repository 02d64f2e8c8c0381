import type { AppliedFix, LeftFix } from './patch.ts';

/**
 * `hardening`: all safe fixes of a repository. `review`: the review fixes of one rule. `upgrade`: one
 * image moves to another. `digests`: digests are added or made fresh. `campaign`: what one campaign changes everywhere.
 */
export const PROPOSAL_KINDS = ['hardening', 'review', 'upgrade', 'digests', 'campaign'] as const;

export type ProposalKind = (typeof PROPOSAL_KINDS)[number];

/** What a proposal is about; two proposals with the same key are the same. */
export interface ProposalKey {
  readonly kind: ProposalKind;
  /** The rule of a review, the image of an upgrade (`node-20-slim`), what a campaign changes, `all` for the others. */
  readonly subject: string;
  /** Hash of the set of fixes, so that a "no" holds for exactly these. */
  readonly to: string;
}

export interface ProposedFile {
  readonly path: string;
  /** Null for a file that is not there yet. */
  readonly before: string | null;
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
