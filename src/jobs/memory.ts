import { setTimeout as sleep } from 'node:timers/promises';
import { MOST_LISTED, PRIORITIES } from './job-queue.ts';
import type {
  DeadJob,
  Job,
  JobDepths,
  JobPriority,
  JobQueue,
  ListedJob,
  QueueOptions,
  Worker,
} from './job-queue.ts';
import { decideRetry } from './retry.ts';

/** The list of what was given up forgets beyond this many. */
const MOST_DEAD = 1000;

/** The longest that a timer of Node waits, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

interface Waiting {
  readonly job: Job;
  /** How often it was tried. */
  readonly attempts: number;
  /** Milliseconds of the clock that nobody sets. */
  readonly notBefore: number;
  /** Milliseconds since 1970. */
  readonly since: number;
}

export interface MemoryJobQueue extends JobQueue {
  /** Milliseconds for which no job of this account begins. */
  readonly pauseLeft: (account: string) => number;
}

/** Jobs in the memory of this process, which end with it: what is lost is derived again by `afterLoss`. */
export function createMemoryQueue(options: QueueOptions): MemoryJobQueue {
  const queue = new MemoryQueue(options);
  return {
    add: (job) => {
      queue.add(job);
      return Promise.resolve();
    },
    work: (worker) => {
      queue.work(worker);
    },
    pause: (account, milliseconds) => {
      queue.pause(account, milliseconds);
      return Promise.resolve();
    },
    pauseLeft: (account) => queue.pauseLeft(account),
    counts: () => Promise.resolve(queue.counts()),
    depths: () => Promise.resolve(queue.depths()),
    list: (state) => Promise.resolve(queue.list(state)),
    dead: () => Promise.resolve(queue.dead.toReversed()),
    close: () => queue.close(),
  };
}

class MemoryQueue {
  readonly dead: DeadJob[] = [];
  readonly #options: QueueOptions;
  /** Of each priority, the first that came first. */
  readonly #waiting = new Map(PRIORITIES.map((one) => [one, new Map<string, Waiting>()]));
  /** By repository. */
  readonly #running = new Map<string, Promise<void>>();
  readonly #runs = new Map<string, Waiting>();
  /** When each account may go on. */
  readonly #pauses = new Map<string, number>();
  #worker: Worker | null = null;
  #isClosed = false;

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  add(job: Job): void {
    this.#put({ job, attempts: 0, notBefore: 0, since: Date.now() });
    this.#begin();
  }

  work(worker: Worker): void {
    this.#worker = worker;
    if (this.#options.afterLoss !== null) this.add(this.#options.afterLoss);
    this.#begin();
  }

  pause(account: string, milliseconds: number): void {
    const end = performance.now() + milliseconds;
    if (end <= (this.#pauses.get(account) ?? 0)) return;
    this.#pauses.set(account, end);
    this.#comeBack(end);
  }

  pauseLeft(account: string): number {
    return Math.max(0, (this.#pauses.get(account) ?? 0) - performance.now());
  }

  depths(): JobDepths {
    const of = (priority: JobPriority) => this.#waiting.get(priority)?.size ?? 0;
    return { person: of('person'), push: of('push'), advisory: of('advisory'), sweep: of('sweep') };
  }

  counts() {
    const sizes = [...this.#waiting.values()].map(({ size }) => size);
    return {
      waiting: sizes.reduce((sum, size) => sum + size, 0),
      running: this.#running.size,
      dead: this.dead.length,
    };
  }

  list(state: 'waiting' | 'running'): readonly ListedJob[] {
    const waiting = [...this.#waiting.values()].flatMap((jobs) => [...jobs.values()]);
    const all = state === 'waiting' ? waiting : [...this.#runs.values()];
    const now = performance.now();
    return all.slice(0, MOST_LISTED).map(({ job, attempts, notBefore, since }) => {
      const due = Math.max(notBefore, this.#pauses.get(job.account) ?? 0);
      return state === 'waiting'
        ? { job, attempts, since, wait: Math.max(0, Math.ceil(due - now)) }
        : { job, attempts: attempts + 1, since, wait: 0 };
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const hasEnded = Promise.all(this.#running.values());
    const timer = new AbortController();
    const patience = sleep(this.#options.closingTime, null, { signal: timer.signal });
    await Promise.race([hasEnded, patience]);
    timer.abort();
    // An aborted wait rejects, and nobody waits for it any more.
    await patience.catch(() => null);
  }

  /** Where one of its kind waits already, it keeps that one's place. */
  #put({ job, attempts, notBefore, since }: Waiting): void {
    const key = keyOf(job);
    const before = this.#find(key);
    const priority = higher(job.priority, before?.job.priority ?? job.priority);
    if (before !== null && before.job.priority !== priority) this.#delete(before);
    const due = Math.max(notBefore, before?.notBefore ?? 0);
    this.#waiting.get(priority)?.set(key, {
      job: { ...job, priority },
      attempts,
      notBefore: due,
      since: before?.since ?? since,
    });
    this.#comeBack(due);
  }

  #find(key: string): Waiting | null {
    for (const jobs of this.#waiting.values()) {
      const found = jobs.get(key);
      if (found !== undefined) return found;
    }
    return null;
  }

  #delete({ job }: Waiting): void {
    this.#waiting.get(job.priority)?.delete(keyOf(job));
  }

  /** Begins as many jobs as may run now. */
  #begin(): void {
    const worker = this.#worker;
    if (worker === null || this.#isClosed) return;
    for (let next = this.#next(); next !== null; next = this.#next()) this.#run(next, worker);
  }

  #next(): Waiting | null {
    if (this.#running.size >= this.#options.concurrency) return null;
    const now = performance.now();
    for (const jobs of this.#waiting.values()) {
      for (const one of jobs.values()) if (this.#isReady(one, now)) return one;
    }
    return null;
  }

  #isReady({ job, notBefore }: Waiting, now: number): boolean {
    const due = Math.max(notBefore, this.#pauses.get(job.account) ?? 0);
    return due <= now && !this.#running.has(job.repository);
  }

  #run(waiting: Waiting, worker: Worker): void {
    const { job } = waiting;
    this.#delete(waiting);
    // A worker may add jobs before it waits for anything: only what is known to run holds them back.
    const running = Promise.resolve()
      .then(() => this.#attempt(waiting, worker))
      .finally(() => {
        this.#running.delete(job.repository);
        this.#runs.delete(job.repository);
        this.#begin();
      });
    this.#running.set(job.repository, running);
    this.#runs.set(job.repository, waiting);
  }

  async #attempt({ job, attempts, since }: Waiting, worker: Worker): Promise<void> {
    const attempt = attempts + 1;
    try {
      await worker(job, attempt);
    } catch (error) {
      const decision = decideRetry(error, attempt, this.#options);
      if (decision.pause !== null) this.pause(job.account, decision.pause);
      if (decision.kind === 'again') {
        this.#again({
          job,
          attempts: attempt,
          notBefore: performance.now() + decision.wait,
          since,
        });
        return;
      }
      this.dead.push({ job, reason: decision.reason, attempts: attempt, at: Date.now() });
      this.dead.splice(0, this.dead.length - MOST_DEAD);
    }
  }

  /** What has come meanwhile is newer than the job that failed: it only has to wait as long. */
  #again({ job, attempts, notBefore, since }: Waiting): void {
    const newer = this.#find(keyOf(job));
    this.#put({ job: newer?.job ?? job, attempts: newer?.attempts ?? attempts, notBefore, since });
  }

  #comeBack(at: number): void {
    const wait = at - performance.now();
    if (wait <= 0) return;
    // An app that is told to end does not stay for what waits.
    setTimeout(
      () => {
        this.#begin();
        this.#comeBack(at);
      },
      Math.min(LONGEST_TIMER, Math.ceil(wait)),
    ).unref();
  }
}

function keyOf({ kind, repository, subject }: Job): string {
  return JSON.stringify([kind, repository, subject]);
}

function higher(one: JobPriority, other: JobPriority): JobPriority {
  return PRIORITIES.indexOf(one) <= PRIORITIES.indexOf(other) ? one : other;
}
