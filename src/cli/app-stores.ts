import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../app/observe/log.ts';
import { LOOK_EVERYWHERE } from '../app/sweep/look-everywhere.ts';
import { createMemoryHeads } from '../app/stores/memory-heads.ts';
import { createRedisHeads } from '../app/stores/redis-heads.ts';
import type { RememberedHeads } from '../app/stores/remembered-heads.ts';
import { createMemoryProposalTally } from '../app/stores/memory-proposal-tally.ts';
import { createMemoryTurns } from '../app/stores/memory-turns.ts';
import type { ProposalTally } from '../app/stores/proposal-tally.ts';
import { createRedisProposalTally } from '../app/stores/redis-proposal-tally.ts';
import { createMemorySweepBook } from '../app/stores/memory-sweep-book.ts';
import { createMemoryWatchedFiles } from '../app/stores/memory-watched-files.ts';
import { createRedisSweepBook } from '../app/stores/redis-sweep-book.ts';
import { createRedisWatchedFiles } from '../app/stores/redis-watched-files.ts';
import { createRedisTurns } from '../app/stores/redis-turns.ts';
import type { RequestTurns } from '../app/stores/request-turns.ts';
import type { SweepBook } from '../app/stores/sweep-book.ts';
import type { WatchedFiles } from '../app/stores/watched-files.ts';
import { createRedisReportStore } from '../app/reports/redis-report-store.ts';
import { discoverReaders } from '../discover.ts';
import { createMemoryReportStore } from '../github/reports/memory-report-store.ts';
import type { ReportStore } from '../github/reports/report-store.ts';
import { createRedisQueue } from '../jobs/bullmq.ts';
import type { JobQueue, QueueOptions } from '../jobs/job-queue.ts';
import { createMemoryQueue } from '../jobs/memory.ts';
import { openRedis } from '../redis/open-redis.ts';
import { UsageError } from './exit.ts';

/** What the app keeps: in its own memory, or in Redis for several processes. */
export interface AppStores {
  readonly queue: JobQueue;
  readonly turns: RequestTurns;
  readonly heads: RememberedHeads;
  readonly watched: WatchedFiles;
  readonly tally: ProposalTally;
  readonly sweeps: SweepBook;
  readonly reports: ReportStore;
  readonly close: () => void;
}

export interface StoreSettings {
  /** `redis://…`; null for the memory of this process. */
  readonly redisUrl: string | null;
  /** Milliseconds after which others take over the work of a process that has died. */
  readonly lease: number;
}

/** Of all our keys; the braces keep them on one node of a cluster. */
const PREFIX = '{seaworthy}';

const MINUTE = 60_000;

/** One write a second and installation is GitHub's pace, so that more at once only wait for each other. */
const QUEUE: QueueOptions = {
  concurrency: 4,
  attempts: 8,
  firstWait: 5_000,
  longestWait: 30 * MINUTE,
  closingTime: MINUTE / 2,
  afterLoss: LOOK_EVERYWHERE,
  random: Math.random,
};

/** Waits for Redis where it is not there yet. Throws `UsageError` where it is not fit to keep jobs. */
export async function openStores(settings: StoreSettings, log: Log): Promise<AppStores> {
  const { redisUrl, lease } = settings;
  if (redisUrl === null) {
    const queue = createMemoryQueue(QUEUE);
    const { pauseLeft } = queue;
    return {
      queue,
      turns: createMemoryTurns({ pauseLeft, now: () => performance.now(), sleep }),
      heads: createMemoryHeads(),
      watched: createMemoryWatchedFiles(),
      tally: createMemoryProposalTally(),
      sweeps: createMemorySweepBook(),
      reports: createMemoryReportStore(Date.now),
      close: () => undefined,
    };
  }
  const opening = await openRedis(redisUrl, newsFor(log));
  if (opening.kind === 'unfit') throw new UsageError(`SEAWORTHY_REDIS_URL: ${opening.problem}`);
  const { redis } = opening;
  const onError = (error: unknown) => {
    // That Redis is gone was said once; each command that waits for it would say so again.
    const isKnown = redis.patient.status !== 'ready';
    log[isKnown ? 'debug' : 'error']({ err: error }, 'queue failed');
  };
  return {
    queue: createRedisQueue({ ...QUEUE, redis, prefix: PREFIX, lease, onError }),
    turns: createRedisTurns(redis.patient, PREFIX, sleep),
    heads: createRedisHeads(redis.patient, PREFIX),
    watched: createRedisWatchedFiles(redis, PREFIX),
    tally: createRedisProposalTally(redis, PREFIX),
    sweeps: createRedisSweepBook(redis.patient, PREFIX),
    reports: createRedisReportStore(redis, PREFIX, await discoverReaders(), Date.now),
    close: redis.close,
  };
}

function newsFor(log: Log) {
  return {
    isAwaited: (error: unknown) => {
      log.warn(
        { err: error },
        'Redis cannot be reached yet; compare SEAWORTHY_REDIS_URL, and whether Redis takes connections of other machines (protected-mode)',
      );
    },
    isGone: () => {
      log.error('Redis is gone; waiting for it');
    },
    isBack: () => {
      log.info('Redis is back');
    },
  };
}
