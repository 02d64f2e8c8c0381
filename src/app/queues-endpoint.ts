import type { IncomingMessage, ServerResponse } from 'node:http';
import { once } from '../github/once.ts';
import type { JobQueue } from '../jobs/job-queue.ts';
import { answer } from './app-server.ts';
import type { Endpoint } from './app-server.ts';
import { createBoardAccess } from './board/board-access.ts';
import type { BoardPages } from './board/board-pages.ts';
import type { Log } from './observe/log.ts';

const BASE = '/queues';

/** Scripts from us alone, and nothing from other hosts; React sets styles in the page. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': POLICY,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

interface BoardOptions {
  readonly queue: Pick<JobQueue, 'counts' | 'list' | 'dead'>;
  /** Of who may see it; null while nobody may. */
  readonly password: () => string | null;
  readonly log: Log;
}

/** `GET /queues`: what waits, runs and was given up, in a browser. bull-board is loaded for the first who may see it. */
export function queuesEndpoint({ queue, password, log }: BoardOptions): Endpoint {
  const pages = once(async () => (await import('./board/open-board.ts')).openBoard(queue, BASE));
  const accessOf = createBoardAccess(password, () => performance.now());
  return {
    name: 'queues',
    method: 'GET',
    isAt: (path) => password() !== null && (path === BASE || path.startsWith(`${BASE}/`)),
    listen: (request, response) => {
      const access = accessOf(request);
      if (access !== 'allowed') {
        refuse(response, access);
        return;
      }
      show(pages, request, response).catch((error: unknown) => {
        log.error({ err: error }, 'queues not shown');
        answer(response, 500, 'the queues cannot be shown');
      });
    },
  };
}

function refuse(response: ServerResponse, access: 'refused' | 'too many tries'): void {
  if (access === 'refused') {
    response.setHeader('www-authenticate', 'Basic realm="Seaworthy", charset="UTF-8"');
    answer(response, 401, 'the password of SEAWORTHY_DASHBOARD_PASSWORD is missing');
    return;
  }
  response.setHeader('retry-after', '60');
  answer(response, 429, 'too many wrong passwords; try again in a minute');
}

async function show(
  pages: () => Promise<BoardPages>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const reply = await (await pages()).answer(request.url ?? BASE);
  if (reply === null) {
    answer(response, 404, 'there is nothing here');
    return;
  }
  const { status, type, body } = reply;
  response.writeHead(status, { ...HEADERS, 'content-type': type }).end(body);
}
