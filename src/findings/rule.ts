import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import type { Memory } from '../dockerfile/once.ts';
import type { ImageConfig } from '../dockerfile/image-config.ts';
import type { ImageUse } from '../dockerfile/image-uses.ts';
import type { ShellScript } from '../dockerfile/shell-script.ts';
import type { Span } from '../dockerfile/span.ts';
import type { TextEdit } from '../dockerfile/text-edit.ts';
import type { ImageFacts } from '../image/facts.ts';
import type { LifecycleState } from '../image/lifecycle-state.ts';
import type { ImageReference } from '../image/reference.ts';
import type { ImageOutlook, UpgradeCandidate, UpgradeKind } from '../image/upgrade.ts';
import type { DownloadAnswer, DownloadQuestion } from './download.ts';
import type { Example } from './example.ts';
import type { OrganisationPolicy } from './organisation-policy.ts';
import type { Severity } from './severity.ts';
import type { Companion, Surroundings } from './surroundings.ts';
import type {
  BaseAssessment,
  Instead,
  Remedy,
  TracedSecret,
  TracedVulnerability,
} from './traced-vulnerability.ts';

/** `safe`: the built image behaves the same. `review`: right, but a person should look. */
export type Safety = 'safe' | 'review';

/** The parts of an image that a fix may change; an empty list means none. */
export type Effect =
  | 'user'
  | 'workdir'
  | 'env'
  | 'shell'
  | 'entrypoint'
  | 'cmd'
  | 'expose'
  | 'volume'
  | 'healthcheck'
  | 'stopsignal'
  | 'labels'
  /** The instructions that run in images built on this one. */
  | 'onbuild'
  | 'base'
  | 'packages'
  | 'files';

/** A change to the list of instructions that a fix declares; the gate allows no other. */
export type InstructionChange =
  | { readonly kind: 'remove'; readonly keyword: string }
  | { readonly kind: 'insert'; readonly keyword: string }
  | { readonly kind: 'replace'; readonly keyword: string; readonly by: string };

/**
 * A change to the commands inside a RUN (CMD, ENTRYPOINT, HEALTHCHECK) that a fix declares; the gate
 * allows no other. A command is written as its words with single blanks: `rm -rf /var/lib/apt/lists/*`.
 */
export type CommandChange =
  /** One more argument of a command that begins with `command`, for instance `apt-get` and `-y`. */
  | { readonly kind: 'add-argument'; readonly command: string; readonly argument: string }
  | { readonly kind: 'remove-argument'; readonly command: string; readonly argument: string }
  /** An argument becomes another one in the same place: `curl=8.5.0-r0` to `curl=8.5.0-r1`. */
  | {
      readonly kind: 'replace-argument';
      readonly command: string;
      readonly argument: string;
      readonly by: string;
    }
  /** The command's name changes: `apt` to `apt-get`. */
  | { readonly kind: 'rename'; readonly command: string; readonly by: string }
  /** A prefix command goes, what it ran stays: `sudo`. */
  | { readonly kind: 'unwrap'; readonly command: string }
  /** A command put behind all others. */
  | { readonly kind: 'append'; readonly command: string }
  /** A command put before all others. */
  | { readonly kind: 'prepend'; readonly command: string }
  | { readonly kind: 'remove'; readonly command: string };

/**
 * Something that has to be true for the fix to be right, printed in the pull request. The posture `balanced`
 * proposes only fixes whose preconditions all hold, `strict` also those of which some are unknown; where one
 * did not hold there is no fix.
 */
export interface Precondition {
  readonly text: string;
  readonly state: 'held' | 'did not hold' | 'unknown';
}

/** Edits that belong together and cure one problem. */
export interface Fix {
  /** Imperative, for a list in a pull request: `Use COPY instead of ADD for local files`. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** When it differs from the rule's: a rule may downgrade to `review`, never upgrade. */
  readonly safety?: Safety;
  /** What a reviewer should look at; needed when the safety is `review`. */
  readonly review?: string;
  /** When they differ from the rule's. */
  readonly effects?: readonly Effect[];
  readonly instructions?: readonly InstructionChange[];
  readonly commands?: readonly CommandChange[];
  readonly preconditions?: readonly Precondition[];
  /** What was looked at besides; printed like the preconditions, but the fix is right either way. */
  readonly evidence?: readonly Precondition[];
  /** Changes to other files of the repository, without which the edits would be wrong or half of the cure. */
  readonly companions?: readonly Companion[];
  /** When they differ from the rule's. */
  readonly paths?: readonly string[];
  /** Images of the file that become others, all of them; the gate allows no other. */
  readonly moves?: readonly ImageMove[];
  /** The last stage becomes two; the gate compares the old last stage with the new one, and with the builder. */
  readonly splitStage?: StageSplit;
}

/** One stage cut in two: what stands before the cut builds, and what stands behind it is shipped. */
export interface StageSplit {
  /** Image of the new last stage. */
  readonly runtime: string;
  /** Name of the stage that builds. */
  readonly builder: string;
  /** Offset of the first instruction that stays in the last stage. */
  readonly cut: number;
  /** Absolute paths that are copied out of the builder, each to the same place. */
  readonly copies: readonly string[];
  /** Absolute paths of programs that are copied to `/usr/local/bin`. */
  readonly onPath: readonly string[];
  /** Commands of RUNs that are new in the last stage, one RUN each. */
  readonly runs: readonly string[];
  /** Commands of RUNs that are new at the end of the builder, one RUN each. */
  readonly builderRuns: readonly string[];
  /** Variables of ENV that only the builder keeps. */
  readonly buildOnly: readonly string[];
}

export interface ImageMove {
  /** As resolved from the Dockerfile. */
  readonly from: string;
  readonly to: UpgradeCandidate;
}

/** One place where a rule is broken. */
export type Problem = FoundProblem &
  (
    | Answer
    /** Takes long, and is not worked out where only the number of findings counts. */
    | { readonly fix?: never; readonly left?: never; readonly answer: () => Answer }
  );

interface FoundProblem {
  readonly span: Span;
  /** For the Dockerfile's author: what is wrong here. */
  readonly message: string;
  /** What scanners saw and where it was traced to: such a problem is known by the advisory's id. */
  readonly traced?: TracedVulnerability;
  readonly secret?: TracedSecret;
}

/** What can be done about a problem: a fix, or the reason why there is none. */
export type Answer =
  | { readonly fix: Fix; readonly left?: never }
  | {
      readonly fix: null;
      /** Why it is left alone and what a person should do, one clause without a final dot. */
      readonly left: string;
      /** What was looked at before it was left. */
      readonly preconditions?: readonly Precondition[];
      /** Who can do something, for what is traced. */
      readonly remedy?: Remedy;
      /** An image that a person could take because of it. */
      readonly instead?: Instead;
    };

/** What is known beyond the text of the Dockerfile. */
export interface Facts {
  /** Facts of the image at the bottom of the stage (through `FROM stage`), field by field or `'unknown'`. */
  readonly base: (stage: Stage) => ImageFacts;
  /** The interpreted configuration in force just before the instruction. */
  readonly before: (instruction: Instruction) => ImageConfig;
  /** The interpreted configuration that the stage yields. */
  readonly result: (stage: Stage) => ImageConfig;
  /** The commands inside; null when there are none or the shell in force is not a POSIX one. */
  readonly script: (instruction: Instruction) => ShellScript | null;
  /** Facts of any image, whether the file uses it or not. */
  readonly image: (reference: ImageReference) => ImageFacts;
  /** Of the product in the image and of the distribution below it, as far as their dates are known. */
  readonly lifecycles: (reference: ImageReference) => readonly LifecycleState[];
  /** What the registry says about the future of an image of this file; null when it was not asked. */
  readonly outlook: (use: ImageUse) => ImageOutlook | null;
  /** False when the configuration lists the images that may be used, and this one is not among them. */
  readonly isAllowed: (reference: ImageReference) => boolean;
  /** What scan reports say of images built from this file, traced to its text; empty without reports. */
  readonly vulnerabilities: () => readonly TracedVulnerability[];
  readonly secrets: () => readonly TracedSecret[];
  /**
   * What another image would do about the vulnerabilities of a base image; null where no report tells of
   * any, or where the file now names another image than when the reports were read.
   */
  readonly assessment: (use: ImageUse) => BaseAssessment | null;
  /** What the repository holds around the file; null where only its text is known. */
  readonly surroundings: () => Surroundings | null;
  /** The answer to a question that the rule `asks`; null where nobody was asked. */
  readonly download: (question: DownloadQuestion) => DownloadAnswer | null;
  /** What the organisation asks beyond the rules. */
  readonly policy: OrganisationPolicy;
  readonly memory: Memory;
}

/** Ids of the same problem in other tools, as these print them. */
export interface Aliases {
  readonly hadolint?: readonly string[];
  readonly trivy?: readonly string[];
  readonly checkov?: readonly string[];
  /** Query titles and query ids (UUIDs). */
  readonly kics?: readonly string[];
  readonly buildkit?: readonly string[];
  /** dockle's ids and those of the CIS Docker Benchmark. */
  readonly dockle?: readonly string[];
  readonly sonar?: readonly string[];
  readonly semgrep?: readonly string[];
}

export interface Rule {
  /** Kebab-case, the same as the file's name. */
  readonly id: string;
  /** One sentence, the problem: `ADD is used where COPY does the same`. */
  readonly summary: string;
  /** Why it matters, and what the fix does, in a few plain sentences. */
  readonly rationale: string;
  readonly severity: Severity;
  /** Safety of its fixes; null when the rule only reports. */
  readonly safety: Safety | null;
  /** True for matters of taste or policy: silent unless the posture is `strict` or the rule is named. */
  readonly opinionated?: boolean;
  /** True when the line of a finding may hold a secret: it is never quoted. */
  readonly sensitive?: boolean;
  /** True when its fixes take another image, which a registry has to name: none without the network. */
  readonly movesImages?: boolean;
  /** Moves of an image that whoever silences this rule there does not want either, whichever rule offers them. */
  readonly refusesMoves?: readonly UpgradeKind[];
  readonly effects: readonly Effect[];
  /**
   * Files of the built image that its fixes add, change or remove, as patterns (`/var/lib/apt/lists/**`): a
   * comparison of real builds accepts no others.
   */
  readonly paths?: readonly string[];
  readonly aliases: Aliases;
  /**
   * Keywords, commands and package managers of RUN, and variables: the rule is asked only about files
   * that mention one of them. Absent for a rule that may find something in any file.
   */
  readonly about?: readonly string[];
  /** Addresses of documents. */
  readonly references: readonly string[];
  readonly examples: readonly Example[];
  /** What its fixes would have to know from the web; asked only where somebody wants these fixes. */
  asks?(dockerfile: Dockerfile, facts: Facts): Iterable<DownloadQuestion>;
  /** Yields problems in file order. No I/O, no clock, no exception for ordinary input. */
  check(dockerfile: Dockerfile, facts: Facts): Iterable<Problem>;
}
