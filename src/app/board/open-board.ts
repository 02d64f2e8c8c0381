import { createBullBoard } from '@bull-board/api';
import { BoardPages } from './board-pages.ts';
import { JobBoard } from './job-board.ts';
import type { ShownQueue } from './job-board.ts';

/** bull-board, without what it would change, ask Redis, or link to. `base`: the path at which it is shown. */
export function openBoard(queue: ShownQueue, base: string): BoardPages {
  const pages = new BoardPages(base);
  const uiConfig = {
    boardTitle: 'Seaworthy',
    hideRedisDetails: true,
    hideDocsLink: true,
    showWorkers: false,
  };
  createBullBoard({ queues: [new JobBoard(queue)], serverAdapter: pages, options: { uiConfig } });
  return pages;
}
