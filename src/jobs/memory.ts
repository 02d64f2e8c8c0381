import type { DeadJob, Job, JobPriority, JobQueue, QueueOptions, Worker } from './job-queue.ts';
import { decideRetry } from './retry.ts';

/** The list of what was given up forgets beyond this many. */
const MOST_DEAD = 1000;

/** The longest that a timer of Node waits, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

const RANKS: Readonly<Record<JobPriority, number>> = { high: 0, normal: 1, low: 2 };

interface Waiting {
  readonly job: Job;
  /** How often it was tried. */
  readonly attempts: number;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  /** Counts up; of the first that waited in this place. */
  readonly order: number;
}

/** Jobs in the memory of this process, which end with it: what is lost comes back with the next event. */
export function createMemoryQueue(options: QueueOptions): JobQueue {
  const queue = new MemoryQueue(options);
  return {
    add: (job) => {
      queue.add(job);
      return Promise.resolve();
    },
    work: (worker) => {
      queue.work(worker);
    },
    counts: () => Promise.resolve(queue.counts()),
    dead: () => Promise.resolve(queue.dead.toReversed()),
    close: () => queue.close(),
  };
}

class MemoryQueue {
  readonly dead: DeadJob[] = [];
  readonly #options: QueueOptions;
  readonly #waiting = new Map<string, Waiting>();
  /** By repository. */
  readonly #running = new Map<string, Promise<void>>();
  #worker: Worker | null = null;
  #order = 0;
  #timer: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  add(job: Job): void {
    this.#put(job, { attempts: 0, notBefore: 0 });
    this.#begin();
  }

  work(worker: Worker): void {
    this.#worker = worker;
    this.#begin();
  }

  counts() {
    return {
      waiting: this.#waiting.size,
      running: this.#running.size,
      dead: this.dead.length,
    };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await Promise.all(this.#running.values());
  }

  #put(job: Job, { attempts, notBefore }: Pick<Waiting, 'attempts' | 'notBefore'>): void {
    const key = keyOf(job);
    const before = this.#waiting.get(key);
    this.#order += 1;
    this.#waiting.set(key, {
      job: { ...job, priority: higher(job.priority, before?.job.priority ?? job.priority) },
      attempts,
      notBefore: Math.max(notBefore, before?.notBefore ?? 0),
      order: before?.order ?? this.#order,
    });
  }

  /** Begins as many jobs as may run now, and comes back when the next one is due. */
  #begin(): void {
    const worker = this.#worker;
    if (worker === null || this.#isClosed) return;
    for (let next = this.#next(); next !== null; next = this.#next()) this.#run(next, worker);
    this.#wakeUp();
  }

  #next(): Waiting | null {
    if (this.#running.size >= this.#options.concurrency) return null;
    const now = Date.now();
    const ready = [...this.#waiting.values()].filter(
      ({ job, notBefore }) => notBefore <= now && !this.#running.has(job.repository),
    );
    return ready.sort(byTurn)[0] ?? null;
  }

  #run(waiting: Waiting, worker: Worker): void {
    const { job } = waiting;
    this.#waiting.delete(keyOf(job));
    // A worker may add jobs before it waits for anything: only what is known to run holds them back.
    const running = Promise.resolve()
      .then(() => this.#attempt(waiting, worker))
      .finally(() => {
        this.#running.delete(job.repository);
        this.#begin();
      });
    this.#running.set(job.repository, running);
  }

  async #attempt({ job, attempts }: Waiting, worker: Worker): Promise<void> {
    const attempt = attempts + 1;
    try {
      await worker(job, attempt);
    } catch (error) {
      const decision = decideRetry(error, attempt, this.#options);
      if (decision.kind === 'again') {
        this.#again({ job, attempts: attempt, notBefore: Date.now() + decision.wait });
        return;
      }
      this.dead.push({ job, reason: decision.reason, attempts: attempt, at: Date.now() });
      this.dead.splice(0, this.dead.length - MOST_DEAD);
    }
  }

  /** What has come meanwhile is newer than the job that failed: it only has to wait as long. */
  #again({ job, attempts, notBefore }: Omit<Waiting, 'order'>): void {
    const newer = this.#waiting.get(keyOf(job));
    this.#put(newer?.job ?? job, { attempts: newer?.attempts ?? attempts, notBefore });
  }

  #wakeUp(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    const now = Date.now();
    const due = [...this.#waiting.values()].map(({ notBefore }) => notBefore);
    const later = due.filter((at) => at > now);
    if (later.length === 0) return;
    const wait = Math.min(LONGEST_TIMER, Math.min(...later) - now);
    // An app that is told to end does not stay for what waits.
    this.#timer = setTimeout(() => {
      this.#begin();
    }, wait).unref();
  }
}

function keyOf({ kind, repository, subject }: Job): string {
  return JSON.stringify([kind, repository, subject]);
}

function higher(one: JobPriority, other: JobPriority): JobPriority {
  return RANKS[one] <= RANKS[other] ? one : other;
}

function byTurn(a: Waiting, b: Waiting): number {
  return RANKS[a.job.priority] - RANKS[b.job.priority] || a.order - b.order;
}
