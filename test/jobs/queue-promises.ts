import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Job, JobQueue, QueueOptions, Worker } from '../../src/jobs/job-queue.ts';
import { CodeHostError } from '../../src/remediation/code-host-error.ts';

export const OPTIONS: QueueOptions = {
  concurrency: 2,
  attempts: 3,
  firstWait: 5,
  longestWait: 20,
  closingTime: 10_000,
  afterLoss: null,
  random: () => 0.5,
};

export type OpenQueue = (options: QueueOptions) => Promise<JobQueue>;

export function job(fields: Partial<Job> = {}): Job {
  return {
    kind: 'look',
    repository: 'shop',
    subject: '',
    data: {},
    account: 'acme',
    priority: 'push',
    cause: 'delivery 1',
    ...fields,
  };
}

function passing(retryAfter: number | null = null): CodeHostError {
  return new CodeHostError('GitHub is down', { status: 502, isRetryable: true, retryAfter });
}

const FINAL = new CodeHostError('GitHub says no', {
  status: 403,
  isRetryable: false,
  retryAfter: null,
});

/** A worker that ends each job when the test says so. */
export function gate() {
  const begun: Job[] = [];
  const ends: (() => void)[] = [];
  const worker: Worker = (one) => {
    begun.push(one);
    return new Promise((resolve) => ends.push(resolve));
  };
  const next = () => ends.shift()?.();
  onTestFinished(() => {
    for (const end of ends) end();
  });
  return { begun, worker, next };
}

const repositories = (jobs: readonly Job[]) => jobs.map(({ repository }) => repository);

/** What the port promises, whatever keeps the jobs. */
export function describeQueue(name: string, open: OpenQueue): void {
  async function opened(options: Partial<QueueOptions> = {}): Promise<JobQueue> {
    const queue = await open({ ...OPTIONS, ...options });
    onTestFinished(() => queue.close());
    return queue;
  }

  /** The jobs of a worker that does what it is told, in the order in which they ran. */
  async function runAll(queue: JobQueue, work: Worker = () => Promise.resolve()): Promise<Job[]> {
    const ran: Job[] = [];
    queue.work(async (one, attempt) => {
      ran.push(one);
      await work(one, attempt);
    });
    await vi.waitFor(async () => {
      expect(await queue.counts()).toMatchObject({ waiting: 0, running: 0 });
    });
    return ran;
  }

  describe(`jobs in ${name}`, () => {
    test('run in the order in which they came', async () => {
      const queue = await opened({ concurrency: 1 });
      for (const repository of ['one', 'two', 'three']) await queue.add(job({ repository }));
      expect(repositories(await runAll(queue))).toEqual(['one', 'two', 'three']);
    });

    test('run by priority first', async () => {
      const queue = await opened({ concurrency: 1 });
      await queue.add(job({ repository: 'swept', priority: 'sweep' }));
      await queue.add(job({ repository: 'warned', priority: 'advisory' }));
      await queue.add(job({ repository: 'pushed', priority: 'push' }));
      await queue.add(job({ repository: 'asked', priority: 'person' }));
      const order = ['asked', 'pushed', 'warned', 'swept'];
      expect(repositories(await runAll(queue))).toEqual(order);
    });

    test('are counted by priority while they wait', async () => {
      const queue = await opened();
      await queue.add(job({ repository: 'one', priority: 'sweep' }));
      await queue.add(job({ repository: 'two', priority: 'sweep' }));
      expect(await queue.depths()).toEqual({ person: 0, push: 0, advisory: 0, sweep: 2 });
      await queue.add(job({ repository: 'one', priority: 'person' }));
      await queue.add(job({ repository: 'one', priority: 'push' }));
      expect(await queue.depths()).toEqual({ person: 1, push: 0, advisory: 0, sweep: 1 });
      await runAll(queue);
      expect(await queue.depths()).toEqual({ person: 0, push: 0, advisory: 0, sweep: 0 });
    });

    test('are listed while they wait and run, those first that somebody waits for', async () => {
      const before = Date.now();
      const queue = await opened({ concurrency: 1 });
      await queue.add(job({ repository: 'swept', priority: 'sweep' }));
      await queue.add(job({ repository: 'asked', priority: 'person' }));
      const named = async (state: 'waiting' | 'running') => {
        const all = await queue.list(state);
        return all.map((one) => [one.job.repository, one.attempts, one.wait]);
      };
      expect(await named('waiting')).toEqual([
        ['asked', 0, 0],
        ['swept', 0, 0],
      ]);
      const [first] = await queue.list('waiting');
      expect(first?.since).toBeGreaterThanOrEqual(before);
      const { worker, begun, next } = gate();
      queue.work(worker);
      await vi.waitFor(() => {
        expect(begun).toHaveLength(1);
      });
      expect(await named('running')).toEqual([['asked', 1, 0]]);
      await queue.pause('acme', 60_000);
      expect(await queue.list('waiting')).toMatchObject([{ job: { repository: 'swept' } }]);
      expect((await queue.list('waiting'))[0]?.wait).toBeGreaterThan(0);
      next();
      await vi.waitFor(async () => {
        expect(await named('running')).toEqual([]);
      });
    });

    test('of one kind, repository and subject wait once, with the newest data', async () => {
      const queue = await opened();
      await queue.add(job({ data: { repo: 'old' }, cause: 'delivery 1' }));
      await queue.add(job({ data: { repo: 'new' }, cause: 'delivery 2' }));
      expect(await queue.counts()).toEqual({ waiting: 1, running: 0, dead: 0 });
      const ran = await runAll(queue);
      expect(ran).toEqual([job({ data: { repo: 'new' }, cause: 'delivery 2' })]);
    });

    test.each<[string, Partial<Job>]>([
      ['kind', { kind: 'check-pull' }],
      ['repository', { repository: 'web' }],
      ['subject', { subject: 'pull 7' }],
    ])('of another %s wait beside each other', async (_, other) => {
      const queue = await opened();
      await queue.add(job());
      await queue.add(job(other));
      expect(await runAll(queue)).toHaveLength(2);
    });

    test('keep the higher priority of two', async () => {
      const queue = await opened({ concurrency: 1 });
      await queue.add(job({ repository: 'other' }));
      await queue.add(job({ priority: 'person' }));
      await queue.add(job({ priority: 'sweep' }));
      expect(repositories(await runAll(queue))).toEqual(['shop', 'other']);
    });

    test('run at once for different repositories, up to the limit', async () => {
      const queue = await opened();
      const { begun, worker, next } = gate();
      for (const repository of ['one', 'two', 'three']) await queue.add(job({ repository }));
      queue.work(worker);
      await vi.waitFor(async () => {
        expect(await queue.counts()).toEqual({ waiting: 1, running: 2, dead: 0 });
      });
      next();
      await vi.waitFor(() => {
        expect(repositories(begun).sort()).toEqual(['one', 'three', 'two']);
      });
    });

    test('of one repository never run at once', async () => {
      const queue = await opened();
      const { begun, worker, next } = gate();
      queue.work(worker);
      await queue.add(job());
      await vi.waitFor(() => {
        expect(begun).toHaveLength(1);
      });
      await queue.add(job({ data: { again: true } }));
      await queue.add(job({ repository: 'web' }));
      await vi.waitFor(() => {
        expect(repositories(begun)).toEqual(['shop', 'web']);
      });
      next();
      await vi.waitFor(() => {
        expect(begun[2]).toMatchObject({ repository: 'shop', data: { again: true } });
      });
    });

    test('are tried again where the failure may pass', async () => {
      const queue = await opened();
      await queue.add(job());
      const attempts: number[] = [];
      await runAll(queue, (_, attempt) => {
        attempts.push(attempt);
        return attempt < 3 ? Promise.reject(passing()) : Promise.resolve();
      });
      expect(attempts).toEqual([1, 2, 3]);
      expect(await queue.dead()).toEqual([]);
    });

    test('wait as long as the host asks', async () => {
      const queue = await opened();
      await queue.add(job());
      const times: number[] = [];
      await runAll(queue, (_, attempt) => {
        times.push(performance.now());
        return attempt === 1 ? Promise.reject(passing(120)) : Promise.resolve();
      });
      const [first = 0, second = 0] = times;
      expect(second - first).toBeGreaterThanOrEqual(115);
    });

    test('that come while the host asks to wait do not shorten it', async () => {
      const queue = await opened();
      await queue.add(job({ data: { repo: 'old' } }));
      const times: number[] = [];
      const ran = await runAll(queue, async (_, attempt) => {
        times.push(performance.now());
        if (times.length > 1) return;
        await queue.add(job({ data: { repo: 'new' } }));
        expect(attempt).toBe(1);
        throw passing(120);
      });
      const [first = 0, second = 0] = times;
      expect(ran.map(({ data }) => data)).toEqual([{ repo: 'old' }, { repo: 'new' }]);
      expect(second - first).toBeGreaterThanOrEqual(115);
    });

    test('of an account that the host asks to wait do so together, and those of others go on', async () => {
      const queue = await opened({ concurrency: 1 });
      for (const repository of ['one', 'two']) await queue.add(job({ repository }));
      await queue.add(job({ repository: 'other', account: 'umbrella' }));
      const times = new Map<string, number>();
      const ran = await runAll(queue, ({ repository }) => {
        const isFirst = times.size === 0;
        times.set(isFirst ? 'first' : repository, performance.now());
        return isFirst ? Promise.reject(passing(150)) : Promise.resolve();
      });
      expect(repositories(ran).slice(0, 2)).toEqual(['one', 'other']);
      expect(repositories(ran).slice(2).sort()).toEqual(['one', 'two']);
      const [first = 0, ...later] = ['first', 'one', 'two'].map((name) => times.get(name));
      for (const time of later) expect((time ?? 0) - first).toBeGreaterThanOrEqual(145);
    });

    test('of a paused account wait for the end of the longest pause', async () => {
      const queue = await opened();
      await queue.pause('acme', 150);
      await queue.pause('acme', 10);
      const started = performance.now();
      await queue.add(job({ priority: 'person' }));
      await runAll(queue);
      expect(performance.now() - started).toBeGreaterThanOrEqual(145);
    });

    test('that always fail hold up no other', async () => {
      const queue = await opened({ concurrency: 1 });
      await queue.add(job({ repository: 'poison' }));
      for (const repository of ['one', 'two']) await queue.add(job({ repository }));
      const ran = await runAll(queue, ({ repository }) =>
        repository === 'poison' ? Promise.reject(passing()) : Promise.resolve(),
      );
      expect(repositories(ran).filter((name) => name !== 'poison')).toEqual(['one', 'two']);
      expect(await queue.dead()).toMatchObject([{ attempts: 3, reason: 'GitHub is down' }]);
    });

    test('start with what finds those that were lost, where nothing is known of any', async () => {
      const afterLoss = job({ kind: 'look-everywhere', repository: '' });
      const queue = await opened({ afterLoss });
      expect(await runAll(queue)).toEqual([afterLoss]);
    });

    test.each<[string, Error, number]>([
      ['after the last try', passing(), 3],
      ['at once where trying again is of no use', FINAL, 1],
      ['at once for a bug', new TypeError('x is not a function'), 1],
    ])('are given up %s', async (_, error, attempts) => {
      const queue = await opened();
      await queue.add(job());
      await runAll(queue, () => Promise.reject(error));
      expect(await queue.dead()).toMatchObject([{ job: job(), reason: error.message, attempts }]);
      expect(await queue.counts()).toEqual({ waiting: 0, running: 0, dead: 1 });
    });

    test('end before the queue closes, and no other begins', async () => {
      const queue = await opened({ concurrency: 1 });
      const { begun, worker, next } = gate();
      queue.work(worker);
      await queue.add(job());
      await queue.add(job({ repository: 'web' }));
      await vi.waitFor(() => {
        expect(begun).toHaveLength(1);
      });
      let isClosed = false;
      const closing = queue.close().then(() => {
        isClosed = true;
      });
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(isClosed).toBe(false);
      next();
      await closing;
      expect(repositories(begun)).toEqual(['shop']);
    });

    test('that do not end are not waited for beyond the closing time', async () => {
      const queue = await opened({ closingTime: 50 });
      const { begun, worker } = gate();
      queue.work(worker);
      await queue.add(job());
      await vi.waitFor(() => {
        expect(begun).toHaveLength(1);
      });
      const started = performance.now();
      await queue.close();
      expect(performance.now() - started).toBeGreaterThanOrEqual(45);
    });
  });
}
