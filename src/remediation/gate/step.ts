import type { TextEdit } from '../../dockerfile/text-edit.ts';
import type { Finding } from '../../findings/finding.ts';
import type { Effect, Fix } from '../../findings/rule.ts';
import type { Checked } from '../check.ts';
import type { ChangedCompanion } from '../companion-files.ts';

/** A fix as it goes in: the findings that it cures and the fix itself. */
export interface Candidate {
  /** The one that it is listed under. */
  readonly finding: Finding;
  /** All that the same edits cure, that one included. */
  readonly findings: readonly Finding[];
  readonly fix: Fix;
  /** What the fix declares to change: its own effects, or its rule's. */
  readonly effects: readonly Effect[];
}

/** One round of edits: the file before, the fixes, their edits, the file after. */
export interface Step {
  readonly before: Checked;
  readonly after: Checked;
  readonly candidates: readonly Candidate[];
  readonly edits: readonly TextEdit[];
  /** Other files of the repository that change with it. */
  readonly companions: readonly ChangedCompanion[];
}

/** The parts of the gate, by their number in the design. */
export type GatePart =
  | 'bytes'
  | 'instructions'
  | 'configuration'
  | 'commands'
  | 'findings'
  | 'settled'
  | 'companions'
  | 'split';

export interface Refusal {
  readonly part: GatePart;
  /** One clause, for a person. */
  readonly reason: string;
}
