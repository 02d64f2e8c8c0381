import type { ImageUse } from '../dockerfile/image-uses.ts';
import type { CheckedFile } from '../findings/checked-file.ts';
import type { Rule } from '../findings/rule.ts';
import type { ImageOutlook } from '../image/upgrade.ts';
import type { ReportsSummary } from '../remediation/summarize-reports.ts';

/** What `check` found. */
export interface CheckResult {
  readonly files: readonly CheckedFile[];
  /** All rules, also those that found nothing. */
  readonly rules: readonly Rule[];
  /** What became of the scan reports; null without any. */
  readonly reports: ReportsSummary | null;
  /** Findings that the baseline has, and `files` does not; null without a baseline. */
  readonly known: number | null;
}

/** One external image that a Dockerfile uses; lines and columns are 1-based. */
export interface ImageRow {
  /** As written. */
  readonly reference: string;
  /** With the values of ARG put in; null when that gives no name. */
  readonly resolved: string | null;
  readonly registry: string | null;
  readonly repository: string | null;
  readonly tag: string | null;
  readonly digest: string | null;
  readonly role: ImageUse['role'];
  /** Index of the stage; null for `# syntax`. */
  readonly stage: number | null;
  readonly line: number;
  readonly column: number;
  /** Where the value is written that a change would have to edit; without `path` in this file. */
  readonly definedAt: { readonly path?: string; readonly line: number };
  /** Builds that pass another value than the default of an ARG in `resolved`. */
  readonly overrides: readonly {
    readonly name: string;
    readonly value: string;
    readonly path: string;
    readonly line: number;
  }[];
  /** Why `resolved` is null or no reference. */
  readonly unresolved: string | null;
}

/** What `images` found. */
export interface ImagesResult {
  readonly files: readonly { readonly path: string; readonly images: readonly ImageRow[] }[];
}

/** One image, and where it is used; no places for one that was named on the command line. */
export interface UpgradeRow {
  readonly outlook: ImageOutlook;
  readonly places: readonly { readonly path: string; readonly line: number }[];
}
