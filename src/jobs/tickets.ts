import { Queue, Worker } from 'bullmq';
import type { WorkerOptions } from 'bullmq';
import type { RedisConnections } from '../redis/redis-connections.ts';
import type { Due, TicketKey } from './redis-jobs.ts';

/** The name of the queue in BullMQ. */
const NAME = 'repositories';

/** More often than any process stalls: only a job knows how often it may be tried. */
const ENDLESS = 1_000_000_000;

interface TicketFields {
  readonly repository: string;
}

/** A ticket that this process has. */
export interface HeldTicket {
  readonly repository: string;
  /** Gives it back, for another process. */
  readonly release: () => Promise<unknown>;
}

export interface TicketOptions {
  readonly redis: RedisConnections;
  readonly prefix: string;
  /** How many this process holds at once. */
  readonly concurrency: number;
  /** Milliseconds after which the ticket of a process that has died goes to another. */
  readonly lease: number;
  readonly onError: (error: unknown) => void;
}

/**
 * Jobs of BullMQ, at most one for each repository: it brings the repository to one process alone, when it is due and by its
 * rank, and to another if that one dies.
 */
export class Tickets {
  readonly #options: TicketOptions;
  readonly #queue: Queue<TicketFields>;
  #worker: Worker<TicketFields> | null = null;

  constructor(options: TicketOptions) {
    this.#options = options;
    const { redis, prefix, onError } = options;
    this.#queue = new Queue(NAME, { connection: redis.hasty, prefix, skipWaitingForReady: true });
    this.#queue.on('error', onError);
  }

  /** Has the repository brought no later than it is due. One that is held already is asked for again by `take`'s `next`. */
  async ensure(repository: string, { wait, rank }: Due): Promise<void> {
    const jobId = idOf(repository);
    const priority = rank + 1;
    const ticket = await this.#queue.getJob(jobId);
    if (ticket === undefined) {
      await this.#queue.add(NAME, { repository }, { jobId, priority, delay: wait });
      return;
    }
    // What has begun meanwhile needs neither.
    if (ticket.priority > priority) await ticket.changePriority({ priority }).catch(() => null);
    if (wait === 0 && ticket.delay > 0) await ticket.promote().catch(() => null);
  }

  /** Takes tickets from now on; `next` is told of each that has been used up. */
  take(use: (ticket: HeldTicket) => Promise<void>, next: (repository: string) => void): void {
    const worker = new Worker<TicketFields>(
      NAME,
      (job, token) =>
        use({ repository: job.data.repository, release: () => job.moveToWait(token) }),
      this.#workerOptions(),
    );
    this.#worker = worker;
    worker.on('error', this.#options.onError);
    worker.on('completed', ({ data }) => {
      next(data.repository);
    });
    worker.on('failed', (job) => {
      if (job !== undefined) next(job.data.repository);
    });
  }

  #workerOptions(): WorkerOptions {
    const { redis, prefix, concurrency, lease } = this.#options;
    return {
      connection: redis.patient,
      prefix,
      concurrency,
      lockDuration: lease,
      stalledInterval: lease / 2,
      maxStalledCount: ENDLESS,
      // Seconds. A ticket that is taken from a dead process wakes nobody up.
      drainDelay: 1,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    };
  }

  keyOf(repository: string): TicketKey {
    const id = idOf(repository);
    return { repository, id, key: this.#queue.toKey(id) };
  }

  /** Where BullMQ keeps the ids of those that are due later. */
  delayedKey(): string {
    return this.#queue.toKey('delayed');
  }

  /** Takes no ticket any more; those that are held stay so. */
  async stop(): Promise<void> {
    await this.#worker?.pause(true);
  }

  /** `isForced`: some are still held. */
  async close(isForced: boolean): Promise<void> {
    await this.#worker?.close(isForced);
    await this.#queue.close();
  }
}

/** BullMQ takes no id with a colon, and none of digits alone. */
function idOf(repository: string): string {
  return `of-${encodeURIComponent(repository)}`;
}
