import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createRedisQueue } from '../../src/jobs/bullmq.ts';
import type { RedisQueueOptions } from '../../src/jobs/bullmq.ts';
import type { Job, JobQueue } from '../../src/jobs/job-queue.ts';
import { openedRedis, startRedis } from '../redis/real-redis.ts';
import type { RealRedis } from '../redis/real-redis.ts';
import { OPTIONS, describeQueue, gate, job } from './queue-promises.ts';

/** Longer than a busy machine lets a process wait. */
const LEASE = 10_000;

let server: RealRedis;
let count = 0;

beforeAll(async () => {
  server = await startRedis();
});

afterAll(() => server.stop());

interface Process {
  readonly queue: JobQueue;
  /** As one that was killed: nobody hears of it again. */
  readonly die: () => void;
}

async function startProcess(
  prefix: string,
  options: Partial<RedisQueueOptions> = {},
  { url } = server,
): Promise<Process> {
  const redis = await openedRedis(url);
  // What fails in the background while Redis is away, is tried again.
  const onError = () => undefined;
  const queue = createRedisQueue({ ...OPTIONS, redis, prefix, lease: LEASE, onError, ...options });
  let isDead = false;
  const die = () => {
    isDead = true;
    redis.close();
  };
  onTestFinished(async () => {
    if (isDead) return;
    await queue.close();
    redis.close();
  });
  return { queue, die };
}

function newPrefix(): string {
  count += 1;
  return `{seaworthy-${count}}`;
}

describeQueue('Redis', async (options) => (await startProcess(newPrefix(), options)).queue);

describe('of several processes', () => {
  test('two never run jobs of one repository at once, and no job runs twice', async () => {
    const prefix = newPrefix();
    const processes = [await startProcess(prefix), await startProcess(prefix)];
    const running = new Set<string>();
    const ran: unknown[] = [];
    for (const { queue } of processes) {
      queue.work(async ({ repository, data }) => {
        expect(running.has(repository)).toBe(false);
        running.add(repository);
        await new Promise((resolve) => setTimeout(resolve, 2));
        running.delete(repository);
        ran.push(data['number']);
      });
    }
    const numbers = Array.from({ length: 60 }, (_, index) => index);
    await Promise.all(
      numbers.map(async (number) => {
        const fields = { repository: `repo ${number % 5}`, subject: `pull ${number}` };
        await processes[number % 2]?.queue.add(job({ ...fields, data: { number } }));
      }),
    );
    await vi.waitFor(async () => {
      expect(await processes[0]?.queue.counts()).toEqual({ waiting: 0, running: 0, dead: 0 });
    }, 10_000);
    expect(ran.toSorted()).toEqual(numbers.toSorted());
  });

  test('one takes over what another ran that was killed, as another try', async () => {
    const prefix = newPrefix();
    const lease = 1000;
    const killed = await startProcess(prefix, { lease });
    const { begun, worker } = gate();
    killed.queue.work(worker);
    await killed.queue.add(job());
    await vi.waitFor(() => {
      expect(begun).toHaveLength(1);
    });
    killed.die();
    const other = await startProcess(prefix, { lease });
    const ran: [Job, number][] = [];
    other.queue.work((one, attempt) => {
      ran.push([one, attempt]);
      return Promise.resolve();
    });
    await vi.waitFor(() => {
      expect(ran).toEqual([[job(), 2]]);
    }, 10_000);
  });

  test('one that closes gives back what does not end, and the try does not count', async () => {
    const prefix = newPrefix();
    const first = await startProcess(prefix, { closingTime: 20 });
    const { begun, worker } = gate();
    first.queue.work(worker);
    await first.queue.add(job({ data: { repo: 'old' } }));
    await vi.waitFor(() => {
      expect(begun).toHaveLength(1);
    });
    await first.queue.add(job({ data: { repo: 'new' } }));
    await first.queue.close();
    const other = await startProcess(prefix);
    const ran: unknown[] = [];
    other.queue.work(({ data }, attempt) => {
      ran.push([data, attempt]);
      return Promise.resolve();
    });
    await vi.waitFor(() => {
      expect(ran).toEqual([[{ repo: 'new' }, 1]]);
    });
  });

  test('a pause that one learns of holds for all', async () => {
    const prefix = newPrefix();
    const [one, other] = [await startProcess(prefix), await startProcess(prefix)];
    await one.queue.pause('acme', 200);
    const started = performance.now();
    await other.queue.add(job());
    const { begun, worker } = gate();
    other.queue.work(worker);
    await vi.waitFor(() => {
      expect(begun).toHaveLength(1);
    });
    expect(performance.now() - started).toBeGreaterThanOrEqual(195);
  });
});

describe('a Redis', () => {
  async function ownServer(...settings: readonly string[]): Promise<RealRedis> {
    const own = await startRedis(...settings);
    onTestFinished(() => own.stop());
    return own;
  }

  test('that is gone takes no job, and goes on with what it has when it is back', async () => {
    const own = await ownServer('--appendfsync', 'always');
    const { queue } = await startProcess('{seaworthy}', {}, own);
    await queue.add(job());
    await own.kill();
    await expect(queue.add(job({ repository: 'web' }))).rejects.toMatchObject({ fault: 'gone' });
    await own.start('with data');
    const { begun, worker } = gate();
    queue.work(worker);
    await vi.waitFor(() => {
      expect(begun).toEqual([job()]);
    }, 10_000);
  });

  test('that has lost all still lets nobody else run what runs, and asks for what was lost', async () => {
    const own = await ownServer();
    const afterLoss = job({ kind: 'look-everywhere', repository: 'all' });
    const { queue } = await startProcess('{seaworthy}', { afterLoss }, own);
    const other = await startProcess('{seaworthy}', { afterLoss }, own);
    const { begun, worker, next } = gate();
    queue.work(worker);
    await vi.waitFor(() => {
      expect(begun).toHaveLength(1);
    });
    next();
    await queue.add(job());
    await vi.waitFor(async () => {
      expect(begun).toHaveLength(2);
      expect(await queue.counts()).toMatchObject({ running: 1 });
    });
    await own.kill();
    await own.start('without data');
    await vi.waitFor(async () => {
      expect(await queue.counts()).toMatchObject({ running: 2 });
    }, 10_000);
    expect(begun.map(({ kind }) => kind)).toEqual(['look-everywhere', 'look', 'look-everywhere']);
    await other.queue.add(job({ data: { again: true } }));
    const elsewhere = gate();
    other.queue.work(elsewhere.worker);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(elsewhere.begun).toEqual([]);
    next();
    await vi.waitFor(() => {
      const all = [...begun, ...elsewhere.begun];
      expect(all.map(({ data }) => data)).toContainEqual({ again: true });
    }, 10_000);
  });

  test('that is full says so', async () => {
    const own = await ownServer('--maxmemory', '3mb');
    const { queue } = await startProcess('{seaworthy}', {}, own);
    const text = 'x'.repeat(100_000);
    const adding = async () => {
      for (let number = 0; number < 40; number += 1) {
        await queue.add(job({ subject: `pull ${number}`, data: { text } }));
      }
    };
    await expect(adding()).rejects.toMatchObject({
      fault: 'full',
      message: 'Redis is full: give it more memory (`maxmemory`)',
    });
  });
});
