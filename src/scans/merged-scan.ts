import type {
  ReportedPackage,
  ReportedProblem,
  ReportedSecret,
  ScanTarget,
  Vulnerability,
} from '../findings/scan-report.ts';

/** One weakness of one package in one layer, whoever reported it. */
export interface MergedVulnerability {
  readonly vulnerability: Vulnerability;
  /** All places in the image where it was found. */
  readonly paths: readonly string[];
  /** Tools, each once, in the order of the reports. */
  readonly witnesses: readonly string[];
  /** Who says that it does not count, in words; null when it counts. */
  readonly silencedBy: string | null;
}

export interface MergedSecret {
  readonly secret: ReportedSecret;
  readonly witnesses: readonly string[];
  readonly silencedBy: string | null;
}

export interface MergedProblem {
  readonly problem: ReportedProblem;
  readonly tool: string;
  readonly silencedBy: string | null;
}

/** What all reports say of one target. */
export interface MergedScan {
  /** Each field from the report that tells most. */
  readonly target: ScanTarget;
  /** Tools that looked at it. */
  readonly tools: readonly string[];
  /** The worst first: exploited, then severity, then EPSS. */
  readonly vulnerabilities: readonly MergedVulnerability[];
  readonly secrets: readonly MergedSecret[];
  readonly problems: readonly MergedProblem[];
  /** What the reports list as installed, vulnerable or not; empty where they tell of findings only. */
  readonly packages: readonly ReportedPackage[];
}
