import type { Dockerfile, Stage } from '../dockerfile/model.ts';
import type { InstalledVersion } from '../findings/installed-version.ts';
import type { ReportedProblem } from '../findings/scan-report.ts';
import type {
  BaseAssessment,
  TracedSecret,
  TracedVulnerability,
} from '../findings/traced-vulnerability.ts';

/** What scan reports say; `path` is that of a Dockerfile. */
export interface ScanKnowledge {
  /** Traced to the text of `dockerfile`, which may be an edited one. */
  readonly vulnerabilities: (
    path: string,
    dockerfile: Dockerfile,
  ) => readonly TracedVulnerability[];
  readonly secrets: (path: string, dockerfile: Dockerfile) => readonly TracedSecret[];
  /** Of one package, in images that were built from the stage, or from one that is built on it. */
  readonly installed: (
    path: string,
    dockerfile: Dockerfile,
    stage: Stage,
    type: string,
    name: string,
  ) => readonly InstalledVersion[];
  /** What of the reports no line of `dockerfile` causes, each a clause for a person. */
  readonly notices: (path: string, dockerfile: Dockerfile) => readonly string[];
  /** `reference` is resolved; null where no report tells of a vulnerability in it. */
  readonly assessment: (path: string, reference: string) => BaseAssessment | null;
  /** What scanners say of the text of the file, with their tool's name. */
  readonly problems: (path: string) => readonly WitnessedProblem[];
}

export interface WitnessedProblem {
  readonly problem: ReportedProblem;
  readonly tool: string;
}

/** Nobody scanned anything. */
export const NO_SCANS: ScanKnowledge = {
  vulnerabilities: () => [],
  secrets: () => [],
  installed: () => [],
  notices: () => [],
  assessment: () => null,
  problems: () => [],
};
