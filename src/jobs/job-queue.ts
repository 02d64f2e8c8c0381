/** One thing to be done for one repository. */
export interface Job {
  /** What is to be done: `look`. */
  readonly kind: string;
  /** Whom it is for, by a name that a repository keeps when it is renamed. Its jobs run one at a time. */
  readonly repository: string;
  /** What of it, where a kind is about parts of a repository, such as `pull 7`; empty where it is about the whole. */
  readonly subject: string;
  readonly data: JobFields;
  readonly priority: JobPriority;
  /** What asked for it, for the log: the id of a delivery. */
  readonly cause: string;
}

/** Flat, so that every store can keep it. */
export type JobFields = Readonly<Record<string, string | number | boolean | null>>;

/** `high`: a person waits for it. `low`: nobody does. */
export type JobPriority = 'high' | 'normal' | 'low';

/** A job that was given up. */
export interface DeadJob {
  readonly job: Job;
  /** What the last error said. */
  readonly reason: string;
  /** How often it was tried. */
  readonly attempts: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface JobCounts {
  /** Those that wait for another try are among them. */
  readonly waiting: number;
  readonly running: number;
  readonly dead: number;
}

/** Does a job, and throws where it cannot; `attempt` counts from 1. */
export type Worker = (job: Job, attempt: number) => Promise<void>;

export interface QueueOptions {
  /** How many jobs run at once, each for another repository. */
  readonly concurrency: number;
  /** How often a job is tried whose failure may pass. */
  readonly attempts: number;
  /** Milliseconds until the second try; the wait doubles with each, up to `longestWait`. */
  readonly firstWait: number;
  /** Milliseconds. A host that asks for a longer wait gets it. */
  readonly longestWait: number;
}

/**
 * Work that waits. Of each kind one job waits for a repository and subject: a second one takes its place, with its data, the
 * higher priority of the two, and the wait of a failure before. A job that runs does not count as waiting.
 */
export interface JobQueue {
  readonly add: (job: Job) => Promise<void>;
  /** Runs jobs from now on, by priority, then in the order in which they came. Called once. */
  readonly work: (worker: Worker) => void;
  readonly counts: () => Promise<JobCounts>;
  /** Jobs that were given up, newest first; a queue may forget the oldest. */
  readonly dead: () => Promise<readonly DeadJob[]>;
  /** Begins no job any more, and resolves when those that run have ended. */
  readonly close: () => Promise<void>;
}
