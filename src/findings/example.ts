import type { UpgradeCandidate } from '../image/upgrade.ts';
import type { DownloadAnswer } from './download.ts';
import type { OrganisationPolicy } from './organisation-policy.ts';
import type { Vulnerability } from './scan-report.ts';
import type { Severity } from './severity.ts';

/** Runs as a test and becomes the documentation. */
export interface Example {
  /** Reads as a sentence: `a local directory is copied`. */
  readonly name: string;
  readonly before: string;
  /** Null when the rule reports and has no fix here. */
  readonly after: string | null;
  /** What a registry names to take instead, by the reference in use. */
  readonly outlooks?: Readonly<Record<string, Pick<UpgradeCandidate, 'reference' | 'kind'>>>;
  /** Images that the configuration allows, as patterns; every image without it. */
  readonly allowed?: readonly string[];
  /** What a scanner found in the image, traced to lines of `before`. */
  readonly scanned?: readonly ScannedExample[];
  /** What scanners saw installed in the image that is built from the last stage. */
  readonly installed?: readonly InstalledExample[];
  /** Other files of the repository, by path; the Dockerfile is `Dockerfile` at its root. */
  readonly files?: Readonly<Record<string, string>>;
  /** What becomes of other files, by path. */
  readonly filesAfter?: Readonly<Record<string, string>>;
  /** What the configuration of an organisation asks. */
  readonly policy?: Partial<OrganisationPolicy>;
  /** What the web answers, by address; nobody is asked without it. */
  readonly downloads?: Readonly<Record<string, DownloadAnswer>>;
}

/** A package in the image `app:1`. */
export interface InstalledExample {
  readonly name: string;
  /** As a package URL spells it. */
  readonly type: string;
  readonly version: string;
  /** Without a leading `/`. */
  readonly path?: string;
  /** Of a weakness that a newer version fixes. */
  readonly advisory?: string;
}

/** A weakness, or without a version a secret, that a scanner found. */
export interface ScannedExample {
  /** Of the instruction that brought it, 1-based. */
  readonly line: number;
  /** Name of the package; path of the secret. */
  readonly name: string;
  /** As a package URL spells it; `secret` for a secret. */
  readonly type: string;
  readonly version?: string;
  readonly fixed?: readonly string[];
  /** Of the advisory, or of the scanner's rule. */
  readonly id?: string;
  readonly severity?: Severity;
  readonly source?: string;
  readonly decision?: Vulnerability['decision'];
  /** The lock file, manifest or program that says which version. */
  readonly file?: string;
  readonly isBuildTool?: boolean;
  readonly silencedBy?: string;
}
