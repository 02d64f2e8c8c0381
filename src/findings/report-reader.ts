import type { ScanReport } from './scan-report.ts';

export type ReadResult =
  | { readonly ok: true; readonly report: ScanReport }
  /** `problem`: which field is not what it should be, one clause without a final dot. */
  | { readonly ok: false; readonly problem: string };

/** Recognises one scanner's format by its content, and reads it. No I/O, no clock. */
export interface ReportReader {
  /** Kebab-case, the same as the file's name. */
  readonly id: string;
  /** For people: `Trivy`. */
  readonly tool: string;
  /** What the reader reads, one line for the documentation: `JSON of \`trivy image\`, …`. */
  readonly formats: string;
  /**
   * True when the document has the marks of this format and of no other: a look at a few fields.
   * `document` is what JSON or YAML holds, never trusted: a key may be `__proto__`.
   */
  readonly recognizes: (document: unknown) => boolean;
  /** Only for a document that it recognizes. Never throws for what a document holds. */
  readonly read: (document: unknown) => ReadResult;
}
