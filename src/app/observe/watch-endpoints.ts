import type { ServerResponse } from 'node:http';
import type { JobQueue } from '../../jobs/job-queue.ts';
import { answer, headerOf } from '../app-server.ts';
import type { Endpoint } from '../app-server.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { isSameText } from '../reports/shared-secret.ts';

/** Whoever asks whether the app is ready asks again soon, in milliseconds. */
const LONGEST_ANSWER = 5_000;

interface Watched {
  readonly queue: Pick<JobQueue, 'counts'>;
  readonly metrics: Pick<Metrics, 'contentType' | 'print'>;
  /** Of who may read the metrics; null where nobody may. */
  readonly token: string | null;
  readonly log: Log;
}

/** What tells an operator's tools how the app is: `/healthz`, `/readyz` and `/metrics`. */
export function watchEndpoints(watched: Watched): readonly Endpoint[] {
  return [
    {
      name: 'healthz',
      method: 'GET',
      isAt: (path) => path === '/healthz',
      listen: (_, response) => {
        answer(response, 200, 'ok');
      },
    },
    {
      name: 'readyz',
      method: 'GET',
      isAt: (path) => path === '/readyz',
      listen: (_, response) => void sayWhetherReady(response, watched),
    },
    metricsEndpoint(watched),
  ];
}

/** 200 and the counts of jobs, or 503 where the queue does not answer. */
async function sayWhetherReady(response: ServerResponse, { queue, log }: Watched): Promise<void> {
  try {
    const counts = await within(LONGEST_ANSWER, queue.counts());
    const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
    response.writeHead(200, headers).end(`${JSON.stringify(counts)}\n`);
  } catch (error) {
    log.warn({ err: error }, 'not ready');
    answer(response, 503, 'the queue of jobs does not answer');
  }
}

function metricsEndpoint({ metrics, token, log }: Watched): Endpoint {
  return {
    name: 'metrics',
    method: 'GET',
    isAt: (path) => path === '/metrics',
    listen: (request, response) => {
      if (token === null) {
        answer(response, 404, 'METRICS_TOKEN is not set');
        return;
      }
      if (!isSameText(headerOf(request, 'authorization'), `Bearer ${token}`)) {
        response.setHeader('www-authenticate', 'Bearer');
        answer(response, 401, 'the token of METRICS_TOKEN is missing');
        return;
      }
      metrics.print().then(
        (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
        (error: unknown) => {
          log.error({ err: error }, 'metrics not printed');
          answer(response, 500, 'the metrics could not be read');
        },
      );
    },
  };
}

async function within<Value>(milliseconds: number, promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer in ${milliseconds} ms`));
    }, milliseconds);
  });
  return Promise.race([promise, late]).finally(() => {
    clearTimeout(timer);
  });
}
