/** One thing to be done for one repository. */
export interface Job {
  /** What is to be done: `look`. */
  readonly kind: string;
  /** Whom it is for, by a name that a repository keeps when it is renamed. Its jobs run one at a time. */
  readonly repository: string;
  /** What of it, where a kind is about parts of a repository, such as `pull 7`; empty where it is about the whole. */
  readonly subject: string;
  /** Whose requests the host counts, such as an installation: a pause holds all of its jobs, and no others. */
  readonly account: string;
  readonly data: JobFields;
  readonly priority: JobPriority;
  /** What asked for it, for the log: the id of a delivery. */
  readonly cause: string;
  /** The trace that it is part of, as https://www.w3.org/TR/trace-context/#traceparent-header has it. */
  readonly trace?: string;
}

/** Flat, so that every store can keep it. */
export type JobFields = Readonly<Record<string, string | number | boolean | null>>;

/** Who waits for it: a person who gave a command, those who pushed, those who are told of a vulnerability, nobody. */
export type JobPriority = 'person' | 'push' | 'advisory' | 'sweep';

/** The first goes first. */
export const PRIORITIES: readonly JobPriority[] = ['person', 'push', 'advisory', 'sweep'];

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

/** A job that waits or runs, for people to see. */
export interface ListedJob {
  readonly job: Job;
  /** How often it was tried; the present try counts. */
  readonly attempts: number;
  /** Milliseconds since 1970 since when it waits, whatever has taken its place meanwhile. */
  readonly since: number;
  /** Milliseconds until it may begin; of one that runs 0. */
  readonly wait: number;
}

/** A list is for people: beyond this many the rest is left out. */
export const MOST_LISTED = 500;

export interface JobCounts {
  /** Those that wait for another try are among them. */
  readonly waiting: number;
  readonly running: number;
  readonly dead: number;
}

/** Does a job, and throws where it cannot; `attempt` counts from 1. The same job may come twice, so that it is to be idempotent. */
export type Worker = (job: Job, attempt: number) => Promise<void>;

export type JobDepths = Readonly<Record<JobPriority, number>>;

export interface QueueOptions {
  /** How many jobs run at once in this process, each for another repository. */
  readonly concurrency: number;
  /** How often a job is tried whose failure may pass. */
  readonly attempts: number;
  /** Milliseconds until the second try; the wait doubles with each, up to `longestWait`, and up to half of it is left to chance. */
  readonly firstWait: number;
  /** Milliseconds. A host that asks for a longer wait gets it. */
  readonly longestWait: number;
  /** Milliseconds that jobs have to end when the queue closes; what still runs then is put back. */
  readonly closingTime: number;
  /** What is to be done first where jobs may have been lost: the store is new, or has forgotten all. */
  readonly afterLoss: Job | null;
  /** From 0 to below 1. */
  readonly random: () => number;
}

/**
 * Work that waits. Of each kind one job waits for a repository and subject: a second one takes its place, with its data, the
 * higher priority of the two, and the wait of a failure before. A job that runs does not count as waiting. A host that asks
 * for a wait (`CodeHostError.retryAfter`) pauses the account.
 */
export interface JobQueue {
  readonly add: (job: Job) => Promise<void>;
  /**
   * Runs jobs from now on: those of a higher priority first, then the repository that waits for longer. Called once, and not
   * at all where this process only adds jobs.
   */
  readonly work: (worker: Worker) => void;
  /** Begins no job of this account for so many milliseconds; a pause that lasts longer stays as it is. */
  readonly pause: (account: string, milliseconds: number) => Promise<void>;
  /** Of all processes that share the queue. */
  readonly counts: () => Promise<JobCounts>;
  /** How many wait at each priority. */
  readonly depths: () => Promise<JobDepths>;
  /** Some of those that wait, or all that run: the highest priority first, up to `MOST_LISTED`. */
  readonly list: (state: 'waiting' | 'running') => Promise<readonly ListedJob[]>;
  /** Jobs that were given up, newest first; a queue may forget the oldest. */
  readonly dead: () => Promise<readonly DeadJob[]>;
  /** Begins no job any more, and resolves when those that run have ended or were put back. */
  readonly close: () => Promise<void>;
}
