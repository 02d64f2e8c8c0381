import { QueueError } from '../jobs/queue-error.ts';
import { lookAgain, toJob } from './app-job.ts';
import { answer } from './app-server.ts';
import type { Endpoint } from './app-server.ts';
import { findInstalled } from './find-installed.ts';
import { logFields } from './observe/log-fields.ts';
import type { Log } from './observe/log.ts';
import { createReportEndpoint } from './report-endpoint.ts';
import { createTokenCheck } from './reports/oidc-token.ts';
import type { WorkParts } from './work-parts.ts';

/** Who may send reports of scanners. */
export interface ReportSettings {
  /** Of the tokens of GitHub Actions; an enterprise server has its own. */
  readonly issuer: string;
  /** What workflows ask their token for. */
  readonly audience: string;
  /** Of the operator, for senders without such a token; null for none. */
  readonly secret: string | null;
}

/** `POST /reports/{owner}/{repo}`: keeps a report, and has the repository looked at. */
export function reportsEndpoint(
  parts: WorkParts,
  settings: ReportSettings,
  log: Log,
  fetch: typeof globalThis.fetch,
): Endpoint {
  const { readers, store } = parts.reports;
  const receive = createReportEndpoint({
    readers,
    store,
    checkToken: createTokenCheck(settings, fetch),
    secret: settings.secret,
    findBranch: async (name) => (await findInstalled(parts.clients, name))?.defaultBranch ?? null,
    queueLook: async (name) => {
      const found = await findInstalled(parts.clients, name);
      if (found !== null)
        await parts.queue.add(
          toJob(lookAgain(found.place), `report ${String(logFields()['request'])}`),
        );
    },
  });
  return {
    name: 'reports',
    method: 'POST',
    isAt: (path) => path.startsWith('/reports/'),
    listen: (request, response) => {
      receive(request, response)
        .then((isTaken) => {
          if (!isTaken) answer(response, 404, 'there is nothing here');
        })
        .catch((error: unknown) => {
          log.error({ err: error }, 'report not taken');
          const status = error instanceof QueueError ? 503 : 500;
          answer(response, status, 'the report could not be taken');
        });
    },
  };
}
