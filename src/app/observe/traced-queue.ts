import type { JobQueue } from '../../jobs/job-queue.ts';
import type { Tracing } from './tracing.ts';

/** Jobs keep the trace of what asks for them, into whatever process they are done in. */
export function tracedQueue(queue: JobQueue, { current }: Pick<Tracing, 'current'>): JobQueue {
  return {
    ...queue,
    add: (job) => {
      const trace = current();
      return queue.add(trace === null ? job : { ...job, trace });
    },
  };
}
