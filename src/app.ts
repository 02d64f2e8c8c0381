import type { Server } from 'node:http';
import { openAppIdentity } from './app/app-identity.ts';
import type { AppIdentity } from './app/app-identity.ts';
import { toJob } from './app/app-job.ts';
import { createAppServer } from './app/app-server.ts';
import type { Endpoint } from './app/app-server.ts';
import { endingOfEvent } from './app/ending-of-event.ts';
import { forgetPlace, goneOfEvent } from './app/forget-gone.ts';
import { openGitHubAccess } from './app/github-access.ts';
import type { GitHubAccess } from './app/github-access.ts';
import { jobsOfEvent } from './app/jobs-of-event.ts';
import type { Log } from './app/observe/log.ts';
import { openImageWorld } from './app/sweep/image-world.ts';
import type { LookParts } from './app/look-parts.ts';
import { openMetrics } from './app/observe/metrics.ts';
import type { Metrics } from './app/observe/metrics.ts';
import type { ProposalTally } from './app/stores/proposal-tally.ts';
import { queuesEndpoint } from './app/queues-endpoint.ts';
import type { RequestTurns } from './app/stores/request-turns.ts';
import { reportsEndpoint } from './app/reports-endpoint.ts';
import type { ReportSettings } from './app/reports-endpoint.ts';
import { tracedQueue } from './app/observe/traced-queue.ts';
import type { Tracing } from './app/observe/tracing.ts';
import { watchDeliveries } from './app/watch-deliveries.ts';
import { watchSchedule } from './app/sweep/watch-schedule.ts';
import { watchEndpoints } from './app/observe/watch-endpoints.ts';
import { webhookEndpoint } from './app/webhook-endpoint.ts';
import { createWebhookSecrets } from './app/webhook-secrets.ts';
import type { WebhookSecrets } from './app/webhook-secrets.ts';
import type { WorkParts } from './app/work-parts.ts';
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
  readonly turns: RequestTurns;
  readonly log: Log;
  readonly tracing: Tracing;
  /** For GitHub and the issuer of its tokens. */
  readonly fetch: typeof globalThis.fetch;
}

export interface RunningApp {
  readonly port: number;
  /**
   * Takes new secrets and a new registry, without a pause. Rejects where the new private key does not hold, and then all is as
   * it was. What only a new process can change is left as it was.
   */
  readonly renew: (renewed: RenewedParts) => Promise<void>;
  /** Takes no event any more, and resolves when what runs has ended. */
  readonly close: () => Promise<void>;
}

export type RenewedParts = Pick<AppParts, 'settings' | 'registry'>;

/** The GitHub App: an event becomes a job. Wires everything. */
export async function startApp(parts: AppParts): Promise<RunningApp> {
  const { settings, turns, log, tracing, fetch } = parts;
  const queue = tracedQueue(parts.queue, tracing);
  const rules = new Set(parts.rules.map(({ id }) => id));
  const metrics = openMetrics({ queue, tally: parts.tally, rules, now: Date.now });
  const onEvent = eventListener({ ...parts, queue }, metrics);
  const { apiUrl, role } = settings;
  const sending = { apiUrl, metrics, turns, log, tracing, fetch };
  const access = await openGitHubAccess(settings, { ...sending, onEvent });
  const { clients } = access;
  const identity = openAppIdentity(clients);
  const secrets = createWebhookSecrets(settings.webhookSecret, () => performance.now());
  const world = openImageWorld(parts.registry);
  let working: Working = { ...parts, world, queue, clients, identity, metrics };
  if (role !== 'web') queue.work((job, attempt) => work(job, attempt, working, log));
  let endpoints = endpointsOf(working, access, secrets);
  const answering = { log, tracing, countAnswer: metrics.countAnswer };
  const server = createAppServer(() => endpoints, answering);
  const port = await listen(server, settings);
  log.info({ address: settings.address, port, api: apiUrl, role }, 'listening');
  signIn(identity, log);
  const endWatch = role === 'worker' ? null : watchDeliveries(clients, parts.now, log);
  const endSchedule = role === 'web' ? null : watchSchedule({ ...parts, queue });
  return {
    port,
    renew: async (renewed) => {
      if (renewed.settings.privateKey !== working.settings.privateKey) {
        await access.renew({ ...renewed.settings, appId: settings.appId });
      }
      secrets.replace(renewed.settings.webhookSecret);
      const { webhookPath } = settings;
      const world = openImageWorld(renewed.registry);
      const settled = { ...renewed.settings, webhookPath, role };
      working = { ...working, ...renewed, world, settings: settled };
      endpoints = endpointsOf(working, access, secrets);
    },
    close: () => {
      endWatch?.();
      endSchedule?.();
      return close(server, queue);
    },
  };
}

type Working = AppParts & WorkParts;

/** Queues what an event asks for. */
function eventListener(memories: AppParts, metrics: Metrics) {
  const { queue, tally, watched } = memories;
  return async (event: string, id: string, payload: unknown) => {
    for (const asked of await jobsOfEvent(event, payload, watched)) {
      await queue.add(toJob(asked, id));
    }
    for (const place of goneOfEvent(event, payload)) await forgetPlace(place, memories);
    const ended = endingOfEvent(event, payload);
    if (ended !== null && (await tally.isNewEnding(ended.id))) metrics.countEnding(ended);
  };
}

/** What this process answers. */
function endpointsOf(
  working: Working,
  { probot }: GitHubAccess,
  secrets: WebhookSecrets,
): readonly Endpoint[] {
  const { settings, queue, metrics, log } = working;
  const { metricsToken: token, dashboardPassword, webhookPath } = settings;
  const ofAll = watchEndpoints({ queue, metrics, token, log });
  if (settings.role === 'worker') return ofAll;
  return [
    ...ofAll,
    queuesEndpoint({ queue, password: () => dashboardPassword, log }),
    webhookEndpoint(probot, { path: webhookPath, secrets, log }),
    reportsEndpoint(working, settings.reports, log, working.fetch),
  ];
}

/** Only to tell at once whether the credentials are right: whoever needs the answer asks again. */
function signIn(identity: AppIdentity, log: Log): void {
  identity.slug().then(
    (slug) => {
      log.info({ slug }, 'signed in');
    },
    (error: unknown) => {
      log.error({ err: error }, 'cannot sign in; compare APP_ID and PRIVATE_KEY');
    },
  );
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
