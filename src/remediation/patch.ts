import type { Finding } from '../findings/finding.ts';
import type { Fix, Precondition, Safety } from '../findings/rule.ts';
import type { Severity } from '../findings/severity.ts';
import type { TracedVulnerability } from '../findings/traced-vulnerability.ts';
import type { ChangedCompanion } from './companion-files.ts';
import type { SharedFix } from './shared-fixes.ts';

/** A finding that is gone after a fix. `line` is 1-based, in the file as it was. */
export interface CuredFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly line: number;
  /** What scanners reported; null for what a rule found on its own. */
  readonly traced: TracedVulnerability | null;
}

/** A fix that is in the patch. `line` is 1-based, in the file as it was. */
export interface AppliedFix {
  readonly rule: string;
  readonly safety: Safety;
  readonly title: string;
  readonly effects: readonly string[];
  readonly line: number;
  /** What each edit touches. */
  readonly editedLines: readonly LineRange[];
  readonly fix: Fix;
  /** What a "no" to it is remembered by. */
  readonly mark: string;
  /** Ids of the high and critical advisories among what it cures. */
  readonly advisories: readonly string[];
  /** All findings that these edits cure: several where a fix is shared, as by advisories about one image. */
  readonly cures: readonly CuredFinding[];
}

/** A finding whose fix is not in the patch, and why. */
export interface LeftFix {
  readonly rule: string;
  readonly severity: Severity;
  readonly reason: string;
  /** What was looked at. */
  readonly preconditions: readonly Precondition[];
  readonly line: number;
  /** Safety of a fix that passed no gate because the policy does not allow it; null otherwise. */
  readonly withheld: Safety | null;
  /** True when there was a fix and the gate refused it. */
  readonly isRefused: boolean;
  /** What scanners reported; null for what a rule found on its own. */
  readonly traced: TracedVulnerability | null;
}

/** A finding that a scanner's vulnerability became. */
export interface TracedFinding extends Finding {
  readonly traced: TracedVulnerability;
}

/** New text of one file, what went in, what was left out. */
export interface Patch {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly changed: boolean;
  /** Other files of the repository that change with it. */
  readonly companions: readonly ChangedCompanion[];
  readonly applied: readonly AppliedFix[];
  readonly left: readonly LeftFix[];
  /** What scanners reported of the file as it was, silenced findings left out. */
  readonly scanned: readonly TracedFinding[];
  /** Why the whole file was left alone, or null. */
  readonly notice: string | null;
}

/** What of a fix a "no" of before may be about. */
export interface RefusableFix extends Pick<AppliedFix, 'rule' | 'mark' | 'advisories'> {
  /** Shortest names of the images that it moves. */
  readonly images: readonly string[];
}

/** Says why a fix must not be proposed again; null where nobody said no to it. */
export type Refusals = (fix: RefusableFix) => string | null;

/** First and last line of an edit, 1-based, in the file as it was. */
export type LineRange = readonly [first: number, last: number];

/** Where a fix would be made. */
export interface FixPlace {
  readonly rule: string;
  /** Of the finding that it is listed under; 1-based, in the file as it was. */
  readonly line: number;
  readonly fix: Fix;
  /** Of each edit. */
  readonly lines: readonly LineRange[];
}

/** What may be applied. */
export interface FixPolicy {
  readonly safeties: readonly Safety[];
  /** Ids of the rules to apply; null means all that `rules` holds. */
  readonly only: readonly string[] | null;
  /** Whether fixes that take other images are among them. */
  readonly moveImages: boolean;
  /** Whether fixes are among them of which some precondition is unknown; they are without it. */
  readonly takeUnknown?: boolean;
  /** Which fixes are among them by where they would be made; all without it. */
  readonly isPlaceOpen?: (place: FixPlace) => boolean;
  /** Which fixes are among them by all that their edits cure; all without it. */
  readonly takes?: (shared: SharedFix, path: string) => boolean;
  /** What nobody wants again; none without it. */
  readonly refusals?: Refusals;
}
