import type { Span } from '../dockerfile/span.ts';
import type { Aliases, Fix, Safety } from './rule.ts';
import type { Severity } from './severity.ts';

/** 1-based line and column; columns count UTF-16 units, as editors and SARIF's default do. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** One problem in one file: found by a rule, or read from a scanner's report. */
export interface Finding {
  /** Rule id, or the advisory's id. */
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
  readonly fix: Fix | null;
  /** Safety of `fix`; null without one. */
  readonly safety: Safety | null;
  /** Why there is no fix; null when there is one. */
  readonly left: string | null;
  /** The comment or directive that silences it, in words; null when it counts. */
  readonly ignoredBy: string | null;
}
