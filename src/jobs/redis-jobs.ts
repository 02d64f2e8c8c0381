import { z } from 'zod';
import type { RedisClient } from '../redis/redis-connections.ts';
import { MOST_LISTED, PRIORITIES } from './job-queue.ts';
import type { DeadJob, Job, JobCounts, JobDepths, ListedJob } from './job-queue.ts';
import { QueueError } from './queue-error.ts';
import * as scripts from './redis-scripts.ts';

/** When the next job of a repository is due. */
export interface Due {
  /** Milliseconds from now. */
  readonly wait: number;
  /** Its place in `PRIORITIES`. */
  readonly rank: number;
}

/** A job that this process runs. */
export interface Run {
  readonly job: Job;
  readonly token: string;
  /** Counts from 1. */
  readonly attempt: number;
  /** As Redis has it. */
  readonly text: string;
}

export interface RunEnd {
  /** `back`: it did not end, and this try does not count. */
  readonly outcome: 'done' | 'again' | 'back' | 'dead';
  /** Milliseconds until the next try. */
  readonly wait?: number;
  /** Milliseconds for the whole account. */
  readonly pause?: number | null;
  readonly reason?: string;
}

const jobSchema = z.object({
  kind: z.string(),
  repository: z.string(),
  subject: z.string(),
  account: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  priority: z.enum(PRIORITIES),
  cause: z.string(),
  trace: z.string().exactOptional(),
});
const runSchema = z.object({ job: z.string(), attempts: z.number(), rank: z.number() });
const deadSchema = z.object({
  job: z.string(),
  reason: z.string(),
  attempts: z.number(),
  at: z.number(),
});
const listedSchema = z.object({
  job: z.string(),
  rank: z.number(),
  attempts: z.number(),
  since: z.number(),
  wait: z.number(),
});
const dueSchema = z.tuple([z.number(), z.number()]).nullable();
const depthsSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]);
const countsSchema = z.tuple([z.number(), z.number(), z.number()]);

/** The jobs themselves, as Redis keeps them; what brings them to a process is not here. */
export class RedisJobs {
  readonly #redis: RedisClient;
  readonly #prefix: string;

  constructor(redis: RedisClient, prefix: string) {
    this.#redis = redis;
    this.#prefix = prefix;
  }

  async put(job: Job): Promise<Due | null> {
    return asDue(await this.#run(scripts.PUT, ...fieldsOf(job)));
  }

  /** Null where jobs are known already. */
  async putAfterLoss(job: Job): Promise<Due | null> {
    return asDue(await this.#run(scripts.PUT_AFTER_LOSS, ...fieldsOf(job)));
  }

  async due(repository: string): Promise<Due | null> {
    return asDue(await this.#run(scripts.DUE, repository));
  }

  /** Milliseconds of `lease`: unless it is renewed, another process may then take the job. */
  async begin(
    repository: string,
    token: string,
    limits: { readonly lease: number; readonly attempts: number },
  ): Promise<Run | null> {
    const { lease, attempts } = limits;
    const text = await this.#run(scripts.BEGIN, repository, token, lease, attempts);
    if (typeof text !== 'string') return null;
    const { job: kept, rank, attempts: attempt } = runSchema.parse(JSON.parse(text));
    const job = readJob(kept);
    if (job === null) {
      await this.#end(repository, token, { outcome: 'dead', reason: 'its form is not known' });
      return null;
    }
    const priority = PRIORITIES[rank] ?? 'sweep';
    return { job: { ...job, priority }, token, attempt, text };
  }

  async renew(runs: readonly Run[], lease: number): Promise<void> {
    if (runs.length === 0) return;
    const each = runs.flatMap(({ job, text }) => [job.repository, text]);
    await this.#run(scripts.RENEW, lease, ...each);
  }

  async end({ job, token }: Run, end: RunEnd): Promise<void> {
    await this.#end(job.repository, token, end);
  }

  async pause(account: string, milliseconds: number): Promise<void> {
    await this.#run(scripts.PAUSE, account, Math.ceil(milliseconds));
  }

  async counts(): Promise<JobCounts> {
    const [waiting, running, dead] = countsSchema.parse(await this.#run(scripts.COUNTS));
    return { waiting, running, dead };
  }

  async depths(): Promise<JobDepths> {
    const [person, push, advisory, sweep] = depthsSchema.parse(await this.#run(scripts.DEPTHS));
    return { person, push, advisory, sweep };
  }

  async list(state: 'waiting' | 'running'): Promise<readonly ListedJob[]> {
    const script = state === 'waiting' ? scripts.LIST_WAITING : scripts.LIST_RUNNING;
    const texts = z.array(z.string()).parse(await this.#run(script, MOST_LISTED));
    const entries = texts.map((text) => listedSchema.parse(JSON.parse(text)));
    entries.sort((one, other) => one.rank - other.rank || one.since - other.since);
    return entries.slice(0, MOST_LISTED).flatMap(({ job: kept, rank, ...fields }) => {
      const job = readJob(kept);
      return job === null
        ? []
        : [{ job: { ...job, priority: PRIORITIES[rank] ?? 'sweep' }, ...fields }];
    });
  }

  async dead(): Promise<readonly DeadJob[]> {
    const texts = z.array(z.string()).parse(await this.#run(scripts.DEAD));
    return texts.flatMap((text) => {
      const { job: kept, ...fields } = deadSchema.parse(JSON.parse(text));
      const job = readJob(kept);
      return job === null ? [] : [{ job, ...fields }];
    });
  }

  /** Names of repositories for which something waits or runs, some of them perhaps twice. */
  async *busyRepositories(): AsyncGenerator<readonly string[]> {
    yield await this.#redis.hkeys(`${this.#prefix}:running`);
    const key = `${this.#prefix}:repositories`;
    let cursor = '0';
    do {
      const [next, names] = await this.#redis.sscan(key, cursor, 'COUNT', 500);
      yield names;
      cursor = next;
    } while (cursor !== '0');
  }

  async stray(delayed: string, tickets: readonly TicketKey[]): Promise<readonly string[]> {
    const each = tickets.flatMap(({ repository, key, id }) => [repository, key, id]);
    return z.array(z.string()).parse(await this.#run(scripts.STRAY, delayed, ...each));
  }

  async #end(repository: string, token: string, end: RunEnd): Promise<void> {
    const { outcome, wait = 0, pause, reason = '' } = end;
    const held = Math.ceil(pause ?? 0);
    await this.#run(scripts.END, repository, token, outcome, wait, held, reason);
  }

  async #run(script: string, ...words: readonly (string | number)[]): Promise<unknown> {
    try {
      return await this.#redis.eval(script, 1, this.#prefix, ...words);
    } catch (cause) {
      throw queueError(cause);
    }
  }
}

/** Where the ticket of a repository is kept. */
export interface TicketKey {
  readonly repository: string;
  readonly key: string;
  readonly id: string;
}

/** Redis begins its refusals with a word for programs: https://redis.io/docs/latest/develop/reference/protocol-spec/#simple-errors */
export function queueError(cause: unknown): QueueError {
  if (cause instanceof QueueError) return cause;
  const isReply = cause instanceof Error && cause.name === 'ReplyError';
  if (!isReply) return new QueueError('gone', { cause });
  return new QueueError(cause.message.startsWith('OOM ') ? 'full' : 'refused', { cause });
}

function fieldsOf(job: Job): readonly (string | number)[] {
  const { kind, repository, subject, account, priority } = job;
  const rank = PRIORITIES.indexOf(priority);
  return [repository, JSON.stringify([kind, subject]), account, rank, JSON.stringify(job)];
}

/** Null for one that another version of this program has kept in another form. */
function readJob(text: string): Job | null {
  return jobSchema.safeParse(JSON.parse(text)).data ?? null;
}

function asDue(answer: unknown): Due | null {
  const due = dueSchema.parse(answer);
  return due === null ? null : { wait: due[0], rank: due[1] };
}
