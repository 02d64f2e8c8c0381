import type { Fix, Safety } from '../findings/rule.ts';

/** A fix that is in the patch. `line` is 1-based, in the file as it was. */
export interface AppliedFix {
  readonly rule: string;
  readonly safety: Safety;
  readonly title: string;
  readonly effects: readonly string[];
  readonly line: number;
  /** First and last line that each edit touches, 1-based, in the file as it was. */
  readonly editedLines: readonly (readonly [first: number, last: number])[];
  readonly fix: Fix;
}

/** A finding whose fix is not in the patch, and why. */
export interface LeftFix {
  readonly rule: string;
  readonly reason: string;
  readonly line: number;
  /** Safety of a fix that passed no gate because the policy does not allow it; null otherwise. */
  readonly withheld: Safety | null;
  /** True when there was a fix and the gate refused it. */
  readonly isRefused: boolean;
}

/** New text of one file, what went in, what was left out. */
export interface Patch {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly changed: boolean;
  readonly applied: readonly AppliedFix[];
  readonly left: readonly LeftFix[];
  /** Why the whole file was left alone, or null. */
  readonly notice: string | null;
}

/** What may be applied. */
export interface FixPolicy {
  readonly safeties: readonly Safety[];
  /** Ids of the rules to apply; null means all that `rules` holds. */
  readonly only: readonly string[] | null;
  /** Whether fixes that take other images are among them. */
  readonly moveImages: boolean;
}
