import { expect, onTestFinished, test, vi } from 'vitest';
import { openedRedis, startRedis } from '../redis/real-redis.ts';
import { startGitHubHost } from './github/host.ts';
import type { GitHubHost } from './github/host.ts';
import { isPull } from './github/pulls.ts';
import { startBuiltApp } from './running-app.ts';
import type { RunningApp } from './running-app.ts';

const UNTIDY = 'FROM debian:12\nENV NODE_ENV production\nRUN apt-get install curl\nUSER node\n';
const SCHEDULE = 'schedule:\n  cron: 0 5 * * *\n  timeZone: Europe/Zurich\n  window: 0m\n';

const THREE_DAYS = 3 * 24 * 60 * 60_000;

/** Of the lists of repositories: one page, its heads, and the configuration of the owner. */
const REQUESTS_OF_A_SWEEP = ['/graphql', '/graphql', '/installation/repositories'];

interface State {
  readonly last: number;
  readonly running: unknown;
  readonly wishes: object;
}

async function openScene() {
  const host = await startGitHubHost();
  onTestFinished(() => host.stop());
  host.addOrganization('acme');
  host.addRepository('acme/.github', { files: { '.github/seaworthy.yml': SCHEDULE } });
  for (const name of ['acme/shop', 'acme/web']) {
    host.addRepository(name, { files: { Dockerfile: UNTIDY } });
  }
  host.addRepository('acme/old', { files: { Dockerfile: UNTIDY }, archived: true });
  const installation = host.admin.install('acme', 'ann');
  const server = await startRedis();
  onTestFinished(() => server.stop());
  const redis = await openedRedis(server.url);
  onTestFinished(() => {
    redis.close();
  });
  const id = String(installation.id);
  const readState = async () => {
    const text = await redis.hasty.hget('{seaworthy}:sweeps', id);
    // Our own text, of which the test looks at these fields.
    return JSON.parse(text ?? 'null') as State | null;
  };
  /** As if three days had passed since all of it. */
  const letDaysPass = async () => {
    const state = await readState();
    if (state === null) throw new Error('Nothing is known of sweeps');
    const earlier = { ...state, last: state.last - THREE_DAYS };
    await redis.hasty.hset('{seaworthy}:sweeps', id, JSON.stringify(earlier));
    await redis.hasty.zincrby('{seaworthy}:sweeps-due', -THREE_DAYS, id);
  };
  const startWorkers = () =>
    Promise.all([1, 2].map(() => startBuiltApp(host, { half: '--worker', redisUrl: server.url })));
  return { host, startWorkers, readState, letDaysPass };
}

/** What ended sweeps came to, in the logs of all processes. */
function sweptIn(apps: readonly RunningApp[]): readonly object[] {
  const lines = apps.flatMap(({ log }) => log.filter((line) => line.includes('"kind":"swept"')));
  // Lines of our log.
  return lines.map((line) => (JSON.parse(line) as { readonly outcome: object }).outcome);
}

async function untilSwept(apps: readonly RunningApp[], times: number): Promise<void> {
  await vi.waitFor(() => {
    expect(sweptIn(apps)).toHaveLength(times);
  }, 40_000);
  await apps[0]?.idle();
}

function requestsOf(host: GitHubHost): readonly string[] {
  const own = host.requests.filter(({ caller }) => caller.startsWith('installation'));
  return own.map(({ template }) => template).sort();
}

function pullsOf(host: GitHubHost, name: string): number {
  return [...host.repository(name).issues.values()].filter(isPull).length;
}

test('two processes sweep by the schedule, catch up once after days, and ask nothing about what is unchanged', async () => {
  const { host, startWorkers, readState, letDaysPass } = await openScene();
  const first = await startWorkers();
  await untilSwept(first, 1);
  expect([pullsOf(host, 'acme/shop'), pullsOf(host, 'acme/web')]).toEqual([1, 1]);
  expect(await readState()).toMatchObject({
    wishes: { cron: '0 5 * * *', timeZone: 'Europe/Zurich', enabled: true, window: 0 },
    running: null,
  });
  for (const app of first) expect(await app.stop()).toBe(0);

  // Nobody hears of this push.
  host.people.push('acme/web', 'main', { 'api/Dockerfile': UNTIDY }, 'ann');
  await letDaysPass();
  host.log.clear();
  const next = await startWorkers();
  await untilSwept(next, 1);
  expect(sweptIn(next)).toEqual([{ kind: 'swept', repositories: 4, looks: 1, mistake: null }]);
  const looked = host.requests.filter(({ path }) => path.includes('/repos/acme/'));
  expect(looked.filter(({ path }) => path.includes('/acme/shop'))).toEqual([]);
  expect(looked.some(({ path }) => path.startsWith('/repos/acme/web/'))).toBe(true);

  await letDaysPass();
  host.log.clear();
  await untilSwept(next, 2);
  expect(requestsOf(host)).toEqual(REQUESTS_OF_A_SWEEP);
  host.assertHonest();
}, 60_000);
