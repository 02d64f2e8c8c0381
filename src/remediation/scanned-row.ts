import { fixOf } from '../findings/vulnerability-text.ts';
import { SEVERITIES } from '../findings/severity.ts';
import type { Severity } from '../findings/severity.ts';
import type { Remedy } from '../findings/traced-vulnerability.ts';
import type { TracedFinding } from './patch.ts';

/**
 * What becomes of a vulnerability: `fixed` by the change at hand, `separate` where a fix of its own cures it, else
 * who can do something.
 */
export type ScannedState = 'fixed' | 'separate' | Remedy;

/** One vulnerability of a file that scanners reported. */
export interface ScannedRow {
  readonly path: string;
  readonly finding: TracedFinding;
  readonly state: ScannedState;
  /**
   * What the package is after a fix: the version of the new image, else the smallest with the fix; null when the
   * package is gone, undefined where nothing is fixed or that is not known.
   */
  readonly becomes: string | null | undefined;
}

/** States that count together, in the order of a table. */
export const OUTCOMES = ['fixed', 'separate', 'rebuild', 'remaining', 'not-assessed'] as const;

export type Outcome = (typeof OUTCOMES)[number];

const OUTCOME_OF: Readonly<Record<ScannedState, Outcome>> = {
  fixed: 'fixed',
  separate: 'separate',
  rebuild: 'rebuild',
  source: 'remaining',
  'by-hand': 'remaining',
  'base-image': 'remaining',
  vendor: 'remaining',
  'not-assessed': 'not-assessed',
};

export function outcomeOf(state: ScannedState): Outcome {
  return OUTCOME_OF[state];
}

export interface OutcomeCount {
  readonly outcome: Outcome;
  /** One number for each severity of the table. */
  readonly counts: readonly number[];
  readonly all: number;
}

export interface OutcomeTable {
  /** Those that occur, the worst first. */
  readonly severities: readonly Severity[];
  /** Those that occur. */
  readonly lines: readonly OutcomeCount[];
}

/** How many vulnerabilities of each severity have which outcome. */
export function countOutcomes(rows: readonly ScannedRow[]): OutcomeTable {
  const severities = SEVERITIES.filter((severity) =>
    rows.some(({ finding }) => finding.severity === severity),
  );
  const lines = OUTCOMES.map((outcome): OutcomeCount => {
    const own = rows.filter(({ state }) => outcomeOf(state) === outcome);
    const counts = severities.map(
      (severity) => own.filter(({ finding }) => finding.severity === severity).length,
    );
    return { outcome, counts, all: own.length };
  });
  return { severities, lines: lines.filter(({ all }) => all > 0) };
}

/** The version after the change, for a person: the fixed one where the new image is known to have it or a newer one. */
export function versionText({ becomes, finding }: ScannedRow): string {
  if (becomes === null) return 'gone';
  if (becomes !== undefined) return becomes;
  const fixed = fixOf(finding.traced.vulnerability);
  return fixed === null ? 'a fixed one' : `${fixed} or newer`;
}
