import type { Server } from 'node:http';
import { Probot } from 'probot';
import { openAppIdentity } from './app/app-identity.ts';
import { toJob } from './app/app-job.ts';
import { createAppServer } from './app/app-server.ts';
import { endingOfEvent } from './app/ending-of-event.ts';
import { octokitFor, openClients } from './app/github-clients.ts';
import { jobsOfEvent } from './app/jobs-of-event.ts';
import type { Log } from './app/log.ts';
import { openImageWorld } from './app/image-world.ts';
import type { LookParts } from './app/look-parts.ts';
import { openMetrics } from './app/metrics.ts';
import type { ProposalTally } from './app/proposal-tally.ts';
import { queuesEndpoint } from './app/queues-endpoint.ts';
import type { RequestTurns } from './app/request-turns.ts';
import { reportsEndpoint } from './app/reports-endpoint.ts';
import type { ReportSettings } from './app/reports-endpoint.ts';
import { tracedQueue } from './app/traced-queue.ts';
import type { Tracing } from './app/tracing.ts';
import { watchDeliveries } from './app/watch-deliveries.ts';
import { watchSchedule } from './app/watch-schedule.ts';
import { watchEndpoints } from './app/watch-endpoints.ts';
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
  readonly role: AppRole;
  /** Of who may read the metrics; null where nobody may. */
  readonly metricsToken: string | null;
  /** Of who may see the queues; null where nobody may. */
  readonly dashboardPassword: string | null;
}

/** What a process is there for: `web` takes events, `worker` does what they ask for. */
export type AppRole = 'web' | 'worker' | 'both';

export interface AppParts extends Pick<
  LookParts,
  | 'rules'
  | 'registry'
  | 'downloads'
  | 'reports'
  | 'heads'
  | 'watched'
  | 'sweeps'
  | 'host'
  | 'version'
  | 'now'
> {
  readonly settings: AppSettings;
  readonly queue: JobQueue;
  readonly tally: ProposalTally;
  /** Null where this process is the only one. */
  readonly turns: RequestTurns | null;
  readonly log: Log;
  readonly tracing: Tracing;
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
  const { settings, turns, log, tracing } = parts;
  const queue = tracedQueue(parts.queue, tracing);
  const { appId, privateKey, webhookSecret: secret, apiUrl: baseUrl } = settings;
  const Octokit = octokitFor(baseUrl, parts.fetch, turns);
  const probot = new Probot({ appId, privateKey, secret, baseUrl, log, Octokit });
  await probot.ready();
  const rules = new Set(parts.rules.map(({ id }) => id));
  const metrics = openMetrics({ queue, tally: parts.tally, rules, now: Date.now });
  probot.onAny(async ({ id, name, payload }) => {
    for (const asked of await jobsOfEvent(name, payload, parts.watched)) {
      await queue.add(toJob(asked, id));
    }
    const ended = endingOfEvent(name, payload);
    if (ended !== null && (await parts.tally.isNewEnding(ended.id))) metrics.countEnding(ended);
  });
  const clients = openClients(probot, { apiUrl: baseUrl, metrics, turns, log, tracing });
  const identity = openAppIdentity(clients);
  const world = openImageWorld(parts.registry);
  const working = { ...parts, world, queue, clients, identity, metrics };
  const { role } = settings;
  if (role !== 'web') queue.work((job, attempt) => work(job, attempt, working, log));
  const password = () => settings.dashboardPassword;
  const ofWeb = [
    queuesEndpoint({ queue, password, log }),
    webhookEndpoint(probot, settings.webhookPath, log),
    reportsEndpoint(working, settings.reports, log, parts.fetch),
  ];
  const ofAll = watchEndpoints({ queue, metrics, token: settings.metricsToken, log });
  const endpoints = [...ofAll, ...(role === 'worker' ? [] : ofWeb)];
  const server = createAppServer(endpoints, { log, tracing, countAnswer: metrics.countAnswer });
  const port = await listen(server, settings);
  log.info({ address: settings.address, port, api: baseUrl, role }, 'listening');
  // Only to tell at once whether the credentials are right: whoever needs the answer asks again.
  identity.slug().then(
    (slug) => {
      log.info({ slug }, 'signed in');
    },
    (error: unknown) => {
      log.error({ err: error }, 'cannot sign in; compare APP_ID and PRIVATE_KEY');
    },
  );
  const endWatch = role === 'worker' ? null : watchDeliveries(clients, parts.now, log);
  const endSchedule = role === 'web' ? null : watchSchedule({ ...parts, queue });
  return {
    port,
    close: () => {
      endWatch?.();
      endSchedule?.();
      return close(server, queue);
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
