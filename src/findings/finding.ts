import type { Span } from '../dockerfile/span.ts';
import type { Aliases, Fix, Precondition, Safety } from './rule.ts';
import type { Severity } from './severity.ts';
import type { Instead, Remedy, TracedVulnerability } from './traced-vulnerability.ts';

/** 1-based line and column; columns count UTF-16 units, as editors and SARIF's default do. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** One problem in one file: found by a rule, or read from a scanner's report. */
export interface Finding {
  /** Id of the rule that found it. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly place: Place;
  readonly aliases: Aliases;
  /** The line may hold a secret and must not be quoted. */
  readonly sensitive: boolean;
  /** Stable while the line's text stays the same, wherever it moves; worked out when the first is asked for. */
  readonly fingerprint: () => string;
  /** Who found it: `seaworthy`, and the scanners that reported the same. */
  readonly witnesses: readonly string[];
  /** The vulnerability that scanners reported, for what a rule found in their reports; else null. */
  readonly traced: TracedVulnerability | null;
  /** Shared by all findings that the same edits cure. */
  readonly fix: Fix | null;
  /** Safety of `fix`; null without one. */
  readonly safety: Safety | null;
  /** Why there is no fix; null when there is one. */
  readonly left: string | null;
  /** What was looked at for the fix, or before it was left. */
  readonly preconditions: readonly Precondition[];
  /** Who can do something about it; null where there is a fix, or nothing was traced. */
  readonly remedy: Remedy | null;
  /** The image that a person could take because of it; null where none is known. */
  readonly instead: Instead | null;
  /** The comment or directive that silences it, in words; null when it counts. */
  readonly ignoredBy: string | null;
}
