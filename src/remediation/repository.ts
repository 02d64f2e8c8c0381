import type { Proposal } from './proposal.ts';

/** Where proposals start from. */
export interface Head {
  /** Commit id, hexadecimal. */
  readonly commit: string;
  /** Null for a detached head. */
  readonly branch: string | null;
}

export type FileContent =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };

/** What became of a proposal; `refused` says why nothing was written. */
export type ProposalOutcome =
  | { readonly kind: 'created' | 'updated' | 'unchanged' }
  | { readonly kind: 'refused'; readonly reason: string };

/** A code host, as far as the remediation of one repository needs it. */
export interface Repository {
  /** For people: a folder's name or `owner/name`. */
  readonly name: string;
  /** Where it lives: `github.com/acme/api`; empty where that is not known. */
  readonly addresses: readonly string[];
  readonly head: () => Promise<Head>;
  /** Paths of regular files at the head, relative to the root, with `/`. */
  readonly listFiles: () => Promise<readonly string[]>;
  /** A text file at the head; binary, foreign encodings and too large files are refused by a reason. */
  readonly readFile: (path: string) => Promise<FileContent>;
  /** Makes branch, commit and pull request be as proposed; doing it twice changes nothing. */
  readonly ensureProposal: (proposal: Proposal) => Promise<ProposalOutcome>;
}
