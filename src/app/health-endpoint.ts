import type { JobQueue } from '../jobs/job-queue.ts';
import { answer } from './app-server.ts';
import type { Endpoint } from './app-server.ts';

/** `GET /health`: what waits and runs, for who watches over the app; 503 while nobody can tell. */
export function healthEndpoint(queue: JobQueue): Endpoint {
  return {
    method: 'GET',
    isAt: (path) => path === '/health',
    listen: (_, response) => {
      queue.counts().then(
        (counts) => {
          const headers = { 'content-type': 'application/json' };
          response.writeHead(200, headers).end(JSON.stringify(counts));
        },
        () => {
          answer(response, 503, 'the queue cannot be reached');
        },
      );
    },
  };
}
