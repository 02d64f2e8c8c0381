import type { Dockerfile, Instruction, Stage } from '../../dockerfile/model.ts';
import type { ImageReference } from '../../image/reference.ts';
import type { Facts, Precondition } from '../rule.ts';

/** The only stage of a file, which is what is shipped. */
export interface SplitInput {
  readonly dockerfile: Dockerfile;
  readonly facts: Facts;
  readonly stage: Stage;
  /** The image that the stage stands on, with ARGs resolved. */
  readonly base: ImageReference;
  /** The catalogue's name of that image: `golang`. */
  readonly image: string;
}

/**
 * How one stage becomes two: a builder, which is the stage as it is up to `cut`, and a runtime stage, which
 * gets the configuration of the old one, the artefacts, and the instructions from `cut` on as they are.
 */
export interface Split {
  /** What was recognised, for messages: `the Go compiler`. */
  readonly tools: string;
  /** Image of the runtime stage; `facts.isAllowed` is asked for it by the rule. */
  readonly runtime: string;
  /** User of that image, by its number, which the file takes over as it sets none; none for root. */
  readonly user?: string;
  /** The user that the image would have, were the command in the exec form. */
  readonly userLater?: string;
  /**
   * The first instruction of the runtime stage; all before it stay in the builder. CMD, ENTRYPOINT, EXPOSE,
   * LABEL, VOLUME, STOPSIGNAL and HEALTHCHECK before it move to the runtime stage by themselves; ENV, WORKDIR,
   * USER, SHELL and the ARGs that are used there are repeated.
   */
  readonly cut: Instruction;
  /** Absolute paths of files and directories that the builder gives to the same places, shortest form. */
  readonly copies: readonly string[];
  /** Programs of the builder's own PATH that go to `/usr/local/bin`, where the runtime image finds them. */
  readonly onPath?: readonly string[];
  /** What has to run in the runtime stage before the copies, without RUN: `apk add --no-cache tzdata`. */
  readonly runs: readonly string[];
  /** What has to run at the end of the builder, without RUN: `npm prune --omit=dev`. */
  readonly builderRuns: readonly string[];
  /** Instructions before the cut that the runtime stage repeats as they are: a RUN that creates a user. */
  readonly repeated: readonly Instruction[];
  /** Variables that only the build uses: not repeated in the runtime stage. */
  readonly buildOnly: ReadonlySet<string>;
  readonly preconditions: readonly Precondition[];
  readonly evidence?: readonly Precondition[];
  /** What a reviewer should look at. */
  readonly review: string;
}

/** A build in the shipped image that no edit can split for sure. */
export interface Unsplit {
  readonly tools: string;
  /** What a person should do with this file: artefact, runtime image, `COPY --from`. One clause. */
  readonly left: string;
  readonly preconditions?: readonly Precondition[];
}

/** What is known of builds in one language. */
export interface Recipe {
  /** For a person: `Go`. */
  readonly language: string;
  /** Null where the file does not build a program of this language and start it. */
  readonly split: (input: SplitInput) => Split | Unsplit | null;
}

export function isSplit(answer: Split | Unsplit): answer is Split {
  return 'cut' in answer;
}
