import { connectRedis } from '../../src/redis/redis-connections.ts';
import { startGitHubHost } from '../../test/e2e/github/host.ts';
import type { GitHubHost } from '../../test/e2e/github/host.ts';
import { startRedis } from '../../test/redis/real-redis.ts';
import type { RealRedis } from '../../test/redis/real-redis.ts';
import { freePort } from '../../test/registry/real-registry.ts';
import { appProcess } from './app-process.ts';
import type { AppProcess } from './app-process.ts';

/** A GitHub with repositories, a Redis, and the app as three processes. */
export interface Estate {
  readonly host: GitHubHost;
  readonly redis: RealRedis;
  readonly web: AppProcess;
  readonly workers: readonly [AppProcess, AppProcess];
  /** Full names. */
  readonly repositories: readonly string[];
  /** Forgets which heads were looked at, so that the next look is a whole one. */
  readonly forgetHeads: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export const TIDY = 'FROM scratch\nCOPY app /app\nUSER 1000\nENTRYPOINT ["/app"]\n';
export const UNTIDY =
  'FROM debian:12\nENV NODE_ENV production\nRUN apt-get install curl\nUSER node\n';

/** Of the webhooks. */
export const SECRET = 'a secret of both';

/** Seconds, so that the work of a killed process is soon taken over. */
const LEASE = '2';

export async function openEstate(count: number): Promise<Estate> {
  const host = await startGitHubHost();
  host.addOrganization('acme');
  const repositories = Array.from({ length: count }, (_, index) => `acme/repo-${index}`);
  for (const name of repositories) host.addRepository(name, { files: { Dockerfile: UNTIDY } });
  const redis = await startRedis();
  const environment = {
    APP_ID: String(host.app.id),
    PRIVATE_KEY: host.app.privateKey,
    WEBHOOK_SECRET: SECRET,
    GITHUB_API_URL: host.apiUrl,
    SEAWORTHY_REDIS_URL: redis.url,
    SEAWORTHY_LEASE: LEASE,
  };
  const place = async (name: string, half: '--web' | '--worker') =>
    appProcess({ name, half, port: await freePort(), environment });
  const web = await place('web', '--web');
  const workers = [
    await place('worker 1', '--worker'),
    await place('worker 2', '--worker'),
  ] as const;
  const processes = [web, ...workers];
  await Promise.all(processes.map(({ start }) => start()));
  host.webhooks.sendTo({ url: `${web.url}/api/github/webhooks`, secret: SECRET });
  host.admin.install('acme', 'ann');
  return {
    host,
    redis,
    web,
    workers,
    repositories,
    forgetHeads: () => forgetHeads(redis.url),
    close: async () => {
      await Promise.all(processes.map(({ kill }) => kill()));
      await redis.stop();
      await host.stop();
    },
  };
}

async function forgetHeads(url: string): Promise<void> {
  const nothing = () => undefined;
  const connections = connectRedis(url, { isGone: nothing, isBack: nothing });
  const keys = await connections.patient.keys('{seaworthy}:head:*');
  if (keys.length > 0) await connections.patient.del(...keys);
  connections.close();
}
