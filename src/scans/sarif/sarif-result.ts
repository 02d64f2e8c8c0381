import type {
  ReportedProblem,
  ReportedSecret,
  ScanTarget,
  Vulnerability,
} from '../../findings/scan-report.ts';
import type { Severity } from '../../findings/severity.ts';

/** A rule of a SARIF log (SARIF 2.1.0, section 3.49), or of an alert that was made of one. */
export interface SarifRule {
  /** That of the result, which may say more than the rule's own. */
  readonly id: string;
  readonly name: string | null;
  /** Short, of one line. */
  readonly title: string | null;
  readonly description: string | null;
  /** Plain text where there is some, else Markdown. */
  readonly help: string;
  readonly link: string | null;
  /** Untrusted: each scanner has its own. */
  readonly properties: unknown;
}

/** One result with everything that a scanner may have put facts into. */
export interface SarifResult {
  /** Name of the driver: `Trivy`. */
  readonly tool: string;
  readonly rule: SarifRule;
  /** With its placeholders filled in. */
  readonly message: string;
  readonly severity: Severity;
  readonly properties: unknown;
  /** Of the first physical location, as `artifactPath` reads it. */
  readonly path: string | null;
  readonly lines: ReportedProblem['lines'];
  /** Fully qualified names of the logical locations. */
  readonly logicalNames: readonly string[];
  /** What the proposed fixes say. */
  readonly fixes: readonly string[];
  readonly silencedBy: string | null;
}

/** What a result of the log stands for. */
export type SarifFinding =
  | {
      readonly kind: 'vulnerability';
      readonly vulnerability: Vulnerability;
      /** What the result itself tells of the target. */
      readonly target: Partial<ScanTarget>;
    }
  | { readonly kind: 'problem'; readonly problem: ReportedProblem }
  | { readonly kind: 'secret'; readonly secret: ReportedSecret }
  /** Nothing that a Dockerfile or an image can be blamed for: a licence. */
  | { readonly kind: 'left-out' };

/** What one scanner writes into its results: the knowledge of its texts and properties. */
export interface SarifTool {
  /** Matches the name of the driver. */
  readonly names: RegExp;
  /** What the scanner looks at when a result does not say it. */
  readonly looksAt: 'image' | 'files';
  /** Null for a result that is an ordinary problem. */
  readonly read: (result: SarifResult) => readonly SarifFinding[] | null;
}
