import { BaseAdapter } from '@bull-board/api/dist/queueAdapters/base.js';
import type { JobStatus, QueueJob, QueueJobJson, Status } from '@bull-board/api/typings/app';
import type { Job, JobQueue } from '../../jobs/job-queue.ts';
import { PRIORITIES } from '../../jobs/job-queue.ts';

/** What is shown of the queue. */
export type ShownQueue = Pick<JobQueue, 'counts' | 'list' | 'dead'>;

const STATES = ['active', 'waiting', 'failed'] as const;
type State = (typeof STATES)[number];

/** Nothing can be changed here: bull-board asks for none of it of a queue that is read only. */
const READ_ONLY = 'this board only shows';

/**
 * Our jobs as bull-board shows queues. Its own adapter for BullMQ would show the tickets, which say of a job only the
 * repository. A class, because bull-board takes only what extends its own.
 */
export class JobBoard extends BaseAdapter {
  readonly #queue: ShownQueue;

  constructor(queue: ShownQueue) {
    super('bullmq', { readOnlyMode: true, displayName: 'Jobs' });
    this.#queue = queue;
  }

  override getName(): string {
    return 'jobs';
  }

  override getStatuses(): Status[] {
    return ['latest', ...STATES];
  }

  override getJobStatuses(): JobStatus[] {
    return [...STATES];
  }

  override async getJobCounts() {
    const { waiting, running, dead } = await this.#queue.counts();
    const none = { latest: 0, 'waiting-children': 0, prioritized: 0, completed: 0 };
    return { ...none, delayed: 0, paused: 0, active: running, waiting, failed: dead };
  }

  override async getJobs(statuses: JobStatus[], start = 0, end = -1): Promise<QueueJob[]> {
    const asked = STATES.filter((state) => statuses.includes(state));
    const lists = await Promise.all(asked.map((state) => this.#shown(state)));
    const last = end < 0 ? undefined : end + 1;
    return lists.flatMap((list) => list.slice(start, last));
  }

  override async getJob(id: string): Promise<QueueJob | undefined> {
    const state = STATES.find((one) => id.startsWith(`${one}-`));
    if (state === undefined) return undefined;
    return (await this.#shown(state)).find((one) => one.toJSON().id === id);
  }

  async #shown(state: State): Promise<readonly QueueJob[]> {
    if (state === 'failed') {
      const dead = await this.#queue.dead();
      return dead.map(({ job, reason, attempts, at }) =>
        shownJob(state, job, { attempts, at, failedReason: reason }),
      );
    }
    const listed = await this.#queue.list(state === 'active' ? 'running' : 'waiting');
    return listed.map(({ job, attempts, since, wait }) =>
      shownJob(state, job, { attempts, at: since, delay: wait }),
    );
  }

  override getJobLogs(): Promise<string[]> {
    return Promise.resolve([]);
  }

  override getMetrics(): ReturnType<BaseAdapter['getMetrics']> {
    return Promise.resolve({ meta: { count: 0, prevTS: 0, prevCount: 0 }, data: [], count: 0 });
  }

  /** Of Redis nothing is told here. */
  override getRedisInfo(): Promise<null> {
    return Promise.resolve(null);
  }

  override isPaused(): Promise<boolean> {
    return Promise.resolve(false);
  }

  override getGlobalConcurrency(): Promise<null> {
    return Promise.resolve(null);
  }

  override getJobSchedulers(): Promise<[]> {
    return Promise.resolve([]);
  }

  override getJobSchedulersCount(): Promise<number> {
    return Promise.resolve(0);
  }

  override addJob = refuse;
  override clean = refuse;
  override empty = refuse;
  override obliterate = refuse;
  override pause = refuse;
  override promoteAll = refuse;
  override removeJobScheduler = refuse;
  override resume = refuse;
  override runJobSchedulerNow = refuse;
  override setGlobalConcurrency = refuse;
  override updateJobScheduler = refuse;
}

interface Shown {
  readonly attempts: number;
  readonly at: number;
  readonly failedReason?: string;
  readonly delay?: number;
}

function shownJob(state: State, job: Job, { attempts, at, ...rest }: Shown): QueueJob {
  const { kind, repository, subject, priority, account, cause, data } = job;
  const { owner, repo } = data;
  const place = typeof repo === 'string' ? `${String(owner)}/${repo}` : repository;
  const json: QueueJobJson = {
    id: `${state}-${[kind, repository, subject, String(at)].join('-')}`,
    name: `${kind} ${place}${subject === '' ? '' : ` (${subject})`}`,
    progress: 0,
    attemptsMade: attempts,
    timestamp: at,
    failedReason: '',
    stacktrace: [],
    // What people wrote is part of the work, and not shown.
    data: { kind, repository: place, subject, priority, account, delivery: cause },
    returnvalue: null,
    // Of what was given up only the end is known; without a beginning the board counts from 1970.
    ...(state === 'failed' ? { processedOn: at, finishedOn: at } : {}),
    opts: { priority: PRIORITIES.indexOf(priority) + 1 },
    ...rest,
  };
  return {
    opts: rest.delay === undefined ? {} : { delay: rest.delay },
    toJSON: () => json,
    getState: () => Promise.resolve(state),
    promote: refuse,
    remove: refuse,
    retry: refuse,
  };
}

function refuse(): Promise<never> {
  return Promise.reject(new Error(READ_ONLY));
}
