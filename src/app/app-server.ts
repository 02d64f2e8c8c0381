import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Log } from './observe/log.ts';
import { withLogFields } from './observe/log-fields.ts';
import type { Metrics } from './observe/metrics.ts';
import { requestIdOf } from './observe/request-id.ts';
import type { TellMore, Tracing } from './observe/tracing.ts';

/** One thing that the app answers. */
export interface Endpoint {
  /** For metrics: `webhooks`. */
  readonly name: string;
  readonly method: 'GET' | 'POST';
  /** `path`: of the address, without the query. */
  readonly isAt: (path: string) => boolean;
  readonly listen: RequestListener;
}

/** Whoever sends slower than this is no host of ours, in milliseconds. */
const LONGEST_REQUEST = 60_000;

export interface AppServerOptions {
  readonly log: Log;
  readonly tracing: Tracing;
  readonly countAnswer: Metrics['countAnswer'];
}

/** Answers by the first endpoint that fits at the time, and never logs a header: some are credentials. */
export function createAppServer(
  endpoints: () => readonly Endpoint[],
  { log, tracing, countAnswer }: AppServerOptions,
): Server {
  return createServer({ requestTimeout: LONGEST_REQUEST }, (request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const fitting = endpoints().filter(({ isAt }) => isAt(path));
    const endpoint = fitting.find(({ method }) => method === request.method);
    const began = performance.now();
    const id = requestIdOf(request);
    response.setHeader('x-request-id', id);
    response.on('close', () => {
      const seconds = (performance.now() - began) / 1000;
      countAnswer({ endpoint: endpoint?.name ?? 'none', status: response.statusCode, seconds });
      // Nobody's context any more: the connection is closed.
      const { method } = request;
      log.debug({ request: id, method, path, status: response.statusCode }, 'request');
    });
    withLogFields({ request: id }, () => {
      if (endpoint !== undefined) traced(tracing, endpoint, request, response);
      else answer(response, fitting.length > 0 ? 405 : 404, 'there is nothing here');
    });
  });
}

/** Of what asks for work; who only looks is not worth a trace. */
function traced(
  tracing: Tracing,
  { name, method, listen }: Endpoint,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (method === 'GET') {
    listen(request, response);
    return;
  }
  const parent = headerOf(request, 'traceparent');
  const attributes = {
    'http.request.method': method,
    'url.path': (request.url ?? '').split('?')[0]?.slice(0, 200) ?? '',
    'url.scheme': 'http',
  };
  const start = { name: `${method} ${name}`, kind: 'server', attributes } as const;
  const answered = async (more: TellMore) => {
    const closed = new Promise((resolve) => response.once('close', resolve));
    listen(request, response);
    await closed;
    more({ 'http.response.status_code': response.statusCode });
  };
  void tracing.span({ ...start, ...(parent === '' ? {} : { parent }) }, answered);
}

/** One line for who asked. */
export function answer(response: ServerResponse, status: number, line: string): void {
  if (response.headersSent) return;
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${line}\n`);
}

/** A header that comes once; cut, because it may be a stranger's. */
export function headerOf({ headers }: IncomingMessage, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value.slice(0, 200) : '';
}
