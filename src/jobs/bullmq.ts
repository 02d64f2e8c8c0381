import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RedisConnections } from '../redis/redis-connections.ts';
import type { Job, JobQueue, QueueOptions, Worker } from './job-queue.ts';
import { RedisJobs, queueError } from './redis-jobs.ts';
import type { Run, RunEnd } from './redis-jobs.ts';
import { decideRetry } from './retry.ts';
import { Tickets } from './tickets.ts';
import type { HeldTicket } from './tickets.ts';

export interface RedisQueueOptions extends QueueOptions {
  readonly redis: RedisConnections;
  /** All keys begin with it; braces keep them on one node of a cluster. */
  readonly prefix: string;
  /** Milliseconds after which others take over what a process ran that does not answer any more. */
  readonly lease: number;
  /** Told what goes wrong in the background; it is tried again in any case. */
  readonly onError: (error: unknown) => void;
}

/**
 * Jobs in Redis, for several processes. What is to be done is kept by `RedisJobs`, so that the newest data can take the place of
 * older ones at any time; a ticket of BullMQ for each repository brings it to a process. A ticket that has been used is
 * followed by another where something is left, and `mend` finds what a crash has left without one.
 */
export function createRedisQueue(options: RedisQueueOptions): JobQueue {
  const queue = new RedisQueue(options);
  return {
    add: (job) => queue.add(job),
    work: (worker) => {
      queue.work(worker);
    },
    pause: (account, milliseconds) => queue.jobs.pause(account, milliseconds),
    counts: () => queue.jobs.counts(),
    depths: () => queue.jobs.depths(),
    list: (state) => queue.jobs.list(state),
    dead: () => queue.jobs.dead(),
    close: () => queue.close(),
  };
}

interface Running {
  readonly run: Run;
  readonly ticket: HeldTicket;
}

class RedisQueue {
  /** Fails at once where Redis is gone. */
  readonly jobs: RedisJobs;
  /** Waits for Redis. */
  readonly #runs: RedisJobs;
  readonly #options: RedisQueueOptions;
  readonly #tickets: Tickets;
  readonly #running = new Map<Running, Promise<void>>();
  /** What is on its way to Redis. */
  readonly #errands = new Set<Promise<void>>();
  /** Ends what `work` does from time to time. */
  #rest = (): void => undefined;
  #isClosed = false;

  constructor(options: RedisQueueOptions) {
    const { redis, prefix } = options;
    this.#options = options;
    this.jobs = new RedisJobs(redis.hasty, prefix);
    this.#runs = new RedisJobs(redis.patient, prefix);
    this.#tickets = new Tickets(options);
  }

  async add(job: Job): Promise<void> {
    const due = await this.jobs.put(job);
    try {
      if (due !== null) await this.#tickets.ensure(job.repository, due);
    } catch (cause) {
      throw queueError(cause);
    }
  }

  work(worker: Worker): void {
    const { lease, redis } = this.#options;
    this.#tickets.take(
      (ticket) => this.#use(ticket, worker),
      (repository) => {
        this.#run(this.#follow(repository));
      },
    );
    const mend = () => {
      this.#run(this.#mend());
    };
    const renew = () => {
      this.#run(this.#renew());
    };
    // What ran while Redis was away is known again before anybody takes it for lost.
    redis.hasty.on('ready', renew).on('ready', mend);
    const timers = [setInterval(renew, lease / 3), setInterval(mend, lease * 3)];
    this.#rest = () => {
      redis.hasty.off('ready', renew).off('ready', mend);
      for (const timer of timers) clearInterval(timer);
    };
    mend();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#tickets.stop();
    const timer = new AbortController();
    const patience = sleep(this.#options.closingTime, null, { signal: timer.signal });
    await Promise.race([Promise.allSettled(this.#running.values()), patience]);
    timer.abort();
    // An aborted wait rejects, and nobody waits for it any more.
    await patience.catch(() => null);
    const left = [...this.#running.keys()];
    await Promise.allSettled(left.map((one) => this.#return(one)));
    this.#rest();
    await this.#tickets.close(left.length > 0);
    await Promise.allSettled(this.#errands);
  }

  async #use(ticket: HeldTicket, worker: Worker): Promise<void> {
    if (this.#isClosed) return;
    const { repository } = ticket;
    const run = await this.#runs.begin(repository, randomUUID(), this.#options);
    if (run === null) return;
    const running = { run, ticket };
    const ended = this.#attempt(run, worker);
    this.#running.set(running, ended);
    await ended.finally(() => this.#running.delete(running));
  }

  async #attempt(run: Run, worker: Worker): Promise<void> {
    const { job, attempt } = run;
    const end = await worker(job, attempt).then(
      (): RunEnd => ({ outcome: 'done' }),
      (error: unknown): RunEnd => {
        const decision = decideRetry(error, attempt, this.#options);
        return decision.kind === 'again'
          ? { outcome: 'again', ...decision }
          : { outcome: 'dead', ...decision };
      },
    );
    await this.#runs.end(run, end);
  }

  async #return({ run, ticket }: Running): Promise<void> {
    await this.jobs.end(run, { outcome: 'back' });
    await ticket.release();
  }

  async #follow(repository: string): Promise<void> {
    const due = await this.jobs.due(repository);
    if (due !== null) await this.#tickets.ensure(repository, due);
  }

  async #renew(): Promise<void> {
    const runs = [...this.#running.keys()].map(({ run }) => run);
    await this.jobs.renew(runs, this.#options.lease);
  }

  /** Finds what has to be done though no ticket brings it. */
  async #mend(): Promise<void> {
    const { afterLoss } = this.#options;
    const due = afterLoss === null ? null : await this.jobs.putAfterLoss(afterLoss);
    if (afterLoss !== null && due !== null) {
      await this.#tickets.ensure(afterLoss.repository, due);
    }
    for await (const names of this.jobs.busyRepositories()) {
      const keys = names.map((name) => this.#tickets.keyOf(name));
      const stray = await this.jobs.stray(this.#tickets.delayedKey(), keys);
      for (const name of stray) await this.#follow(name);
    }
  }

  #run(errand: Promise<void>): void {
    const ended = errand.catch(this.#options.onError).finally(() => this.#errands.delete(ended));
    this.#errands.add(ended);
  }
}
