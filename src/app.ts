import type { Server } from 'node:http';
import { Probot } from 'probot';
import { openAppIdentity } from './app/app-identity.ts';
import { toJob } from './app/app-job.ts';
import { createAppServer } from './app/app-server.ts';
import type { Endpoint } from './app/app-server.ts';
import { octokitFor, openClients } from './app/github-clients.ts';
import { jobsOfEvent } from './app/jobs-of-event.ts';
import type { Log } from './app/log.ts';
import type { LookParts } from './app/look.ts';
import { WatchedFiles } from './app/watched-files.ts';
import { reportsEndpoint } from './app/reports-endpoint.ts';
import type { ReportSettings } from './app/reports-endpoint.ts';
import { RememberedHeads } from './app/remembered-heads.ts';
import { webhookEndpoint } from './app/webhook-endpoint.ts';
import { work } from './app/work.ts';
import type { JobQueue } from './jobs/job-queue.ts';

export interface AppSettings {
  readonly appId: string;
  /** PEM. */
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** Base of GitHub's API, without a final slash. */
  readonly apiUrl: string;
  /** Address and port to listen at; 0 for any free one. */
  readonly address: string;
  readonly port: number;
  /** Where GitHub sends its events. */
  readonly webhookPath: string;
  /** Who may send reports of scanners. */
  readonly reports: ReportSettings;
}

export interface AppParts extends Pick<
  LookParts,
  'rules' | 'registry' | 'downloads' | 'reports' | 'host' | 'version' | 'now'
> {
  readonly settings: AppSettings;
  readonly queue: JobQueue;
  readonly log: Log;
  /** For GitHub and the issuer of its tokens. */
  readonly fetch: typeof globalThis.fetch;
}

export interface RunningApp {
  readonly port: number;
  /** Takes no event any more, and resolves when what runs has ended. */
  readonly close: () => Promise<void>;
}

/** The GitHub App: an event becomes a job. Wires everything. */
export async function startApp(parts: AppParts): Promise<RunningApp> {
  const { settings, queue, log } = parts;
  const { appId, privateKey, webhookSecret: secret, apiUrl: baseUrl } = settings;
  const Octokit = octokitFor(baseUrl, parts.fetch);
  const probot = new Probot({ appId, privateKey, secret, baseUrl, log, Octokit });
  await probot.ready();
  const watched = new WatchedFiles();
  probot.onAny(async ({ id, name, payload }) => {
    for (const asked of jobsOfEvent(name, payload, watched)) {
      await queue.add(toJob(asked, id));
    }
  });
  const clients = openClients(probot);
  const identity = openAppIdentity(clients);
  const working = { ...parts, clients, identity, heads: new RememberedHeads(), watched };
  queue.work((job, attempt) => work(job, attempt, working, log));
  const endpoints = [
    webhookEndpoint(probot, settings.webhookPath, log),
    reportsEndpoint(working, settings.reports, log, parts.fetch),
    healthEndpoint(queue),
  ];
  const server = createAppServer(endpoints, log);
  const port = await listen(server, settings);
  log.info({ address: settings.address, port, api: baseUrl }, 'listening');
  // Only to tell at once whether the credentials are right: whoever needs the answer asks again.
  identity.slug().then(
    (slug) => {
      log.info({ slug }, 'signed in');
    },
    (error: unknown) => {
      log.error({ err: error }, 'cannot sign in; compare APP_ID and PRIVATE_KEY');
    },
  );
  return { port, close: () => close(server, queue) };
}

/** What waits and runs, for who watches over the app. */
function healthEndpoint(queue: JobQueue): Endpoint {
  return {
    method: 'GET',
    isAt: (path) => path === '/health',
    listen: (_, response) => {
      void queue.counts().then((counts) => {
        const headers = { 'content-type': 'application/json' };
        response.writeHead(200, headers).end(JSON.stringify(counts));
      });
    },
  };
}

async function listen(server: Server, { port, address }: AppSettings): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, resolve);
  });
  const bound = server.address();
  return typeof bound === 'object' && bound !== null ? bound.port : port;
}

async function close(server: Server, queue: JobQueue): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  await Promise.all([closed, queue.close()]);
}
