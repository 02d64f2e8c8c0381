import { Octokit } from 'octokit';
import { expect, onTestFinished, test } from 'vitest';
import { createMemoryHeads } from '../../../src/app/stores/memory-heads.ts';
import { createMemorySweepBook } from '../../../src/app/stores/memory-sweep-book.ts';
import { sweepNow, workOnSweep } from '../../../src/app/sweep/work-on-sweep.ts';
import type { SweepParts } from '../../../src/app/sweep/work-on-sweep.ts';
import type { Job } from '../../../src/jobs/job-queue.ts';
import { makeJwt } from '../../e2e/github/client.ts';
import { startGitHubHost } from '../../e2e/github/host.ts';
import { installedClient } from '../../github/installed-client.ts';

const NOON = Date.parse('2026-11-26T12:00Z');
const HOUR = 60 * 60_000;

/** An installation on two repositories of acme, with a configuration of all; what is asked for is only written down. */
async function sweepScene(config: string | null) {
  const host = await startGitHubHost();
  onTestFinished(() => host.stop());
  host.addOrganization('acme');
  for (const name of ['acme/shop', 'acme/web']) {
    host.addRepository(name, { files: { Dockerfile: 'FROM debian:12\n' } });
  }
  const files = { '.github/seaworthy.yml': config ?? '', 'README.md': 'All of acme\n' };
  if (config !== null) host.addRepository('acme/.github', { files });
  const installation = host.admin.install('acme', 'ann');
  const jobs: Job[] = [];
  let now = NOON;
  const options = { baseUrl: host.apiUrl, throttle: { enabled: false }, retry: { enabled: false } };
  const parts: SweepParts = {
    sweeps: createMemorySweepBook(),
    heads: createMemoryHeads(),
    clients: {
      ofApp: () => Promise.resolve(new Octokit({ ...options, auth: makeJwt(host) })),
      ofInstallation: () => installedClient(host, installation),
    },
    queue: { add: (job) => Promise.resolve(void jobs.push(job)) },
    world: () => ({ newsOf: () => Promise.reject(new Error('no image is known')) }),
    ...{ rules: [], version: '1.0.0', now: () => new Date(now) },
  };
  const job: Job = {
    ...{ kind: 'sweep', repository: 'all', subject: '', account: String(installation.id) },
    ...{ data: { installation: installation.id }, priority: 'sweep', cause: 'schedule' },
  };
  const askAt = (moment: number) => {
    now = moment;
    return workOnSweep(job, parts);
  };
  const { id } = installation;
  return { host, installation, id, jobs, parts, job, askAt };
}

function namesIn(jobs: readonly Job[]) {
  return jobs.map(({ data }) => data['repo']);
}

const AT_FIVE = 'schedule: { cron: 0 5 * * *, timeZone: Europe/Zurich, window: 0m }\n';

test('an installation that is new waits for its time, and is swept then', async () => {
  const { askAt, jobs } = await sweepScene(AT_FIVE);
  const until = '2026-11-27T04:00:00.000Z';
  expect(await askAt(NOON)).toEqual({ kind: 'waiting', until, mistake: null });
  expect(jobs).toEqual([]);
  expect(await askAt(NOON + 16 * HOUR)).toMatchObject({ kind: 'swept', repositories: 3, looks: 3 });
  expect(namesIn(jobs)).toEqual(['.github', 'shop', 'web']);
  expect(await askAt(NOON + 16 * HOUR + 1)).toMatchObject({ kind: 'waiting' });
});

test('a sweep goes on where another process has left it', async () => {
  const { askAt, jobs } = await sweepScene(AT_FIVE.replace('0m', '2h'));
  await askAt(NOON);
  expect(await askAt(NOON + 17 * HOUR)).toMatchObject({ kind: 'sweeping', looks: 3 });
  expect(namesIn(jobs)).toEqual(['.github']);
  await askAt(NOON + 18 * HOUR);
  expect(await askAt(NOON + 19 * HOUR)).toMatchObject({ kind: 'swept' });
  expect(namesIn(jobs)).toEqual(['.github', 'shop', 'web']);
});

test('what waits for opening hours is swept when they begin, once, at whatever time of the schedule', async () => {
  const { askAt, jobs, parts, id } = await sweepScene(AT_FIVE);
  await askAt(NOON);
  await parts.sweeps.wake(id, NOON + HOUR);
  expect(await askAt(NOON + HOUR - 1)).toMatchObject({ kind: 'waiting' });
  expect(await askAt(NOON + HOUR)).toMatchObject({ kind: 'swept' });
  expect(namesIn(jobs)).toEqual(['.github', 'shop', 'web']);
  expect(await askAt(NOON + HOUR + 1)).toMatchObject({ kind: 'waiting' });
});

test('a mistake in the schedule is told, and the usual one holds', async () => {
  const { askAt, parts, id } = await sweepScene('schedule: { cron: daily }\n');
  const outcome = JSON.stringify(await askAt(NOON));
  expect(outcome).toContain('"kind":"waiting"');
  expect(outcome).toContain(
    'acme/.github:.github/seaworthy.yml:1:19: `schedule.cron` is no time in the five fields',
  );
  expect(await parts.sweeps.find(id)).toMatchObject({ wishes: { cron: null, enabled: true } });
});

test('what is turned off is not swept, unless all is to be looked at', async () => {
  const { askAt, jobs, parts, id, job } = await sweepScene('schedule: { enabled: false }\n');
  await askAt(NOON);
  expect(await askAt(NOON + 100 * HOUR)).toMatchObject({ kind: 'waiting' });
  expect(jobs).toEqual([]);
  await sweepNow(id, { isAgain: false, except: null }, job, parts);
  expect(jobs).toHaveLength(3);
});

test('a configuration that is another one is known by another signature, none by none', async () => {
  const { askAt, host, parts, id } = await sweepScene(AT_FIVE);
  const signature = async () => (await parts.sweeps.find(id))?.configuration;
  await askAt(NOON);
  const before = await signature();
  host.people.push('acme/.github', 'main', { 'README.md': 'of acme\n' }, 'ann');
  await askAt(NOON + 1);
  expect(await signature()).toBe(before);
  const changed = { '.github/seaworthy.yml': `${AT_FIVE}posture: gentle\n` };
  host.people.push('acme/.github', 'main', changed, 'ann');
  await askAt(NOON + 2);
  expect(await signature()).not.toBe(before);
  host.people.push('acme/.github', 'main', { '.github/seaworthy.yml': null }, 'ann');
  await askAt(NOON + 3);
  expect(await signature()).toBe('');
});

test('all of it is looked at again where the configuration has changed, but for where it stands', async () => {
  const { host, jobs, parts, id, job } = await sweepScene(AT_FIVE);
  const except = host.repository('acme/.github').id;
  await sweepNow(id, { isAgain: true, except }, job, parts);
  expect(namesIn(jobs)).toEqual(['shop', 'web']);
  expect(jobs.every(({ data }) => data['evenIfUnchanged'] === true)).toBe(true);
});

test.each(['suspended', 'gone'] as const)(
  'an installation that is %s is asked about no more',
  async (why) => {
    const { askAt, host, installation, parts, id } = await sweepScene(null);
    await askAt(NOON);
    if (why === 'gone') host.admin.uninstall(installation, 'ann');
    else host.admin.suspend(installation, 'ann');
    expect(await askAt(NOON + 1)).toEqual({ kind: 'stopped', why });
    expect(await parts.sweeps.find(id)).toBeNull();
  },
);

test('a failure of GitHub is none of the installation', async () => {
  const { askAt, host } = await sweepScene(null);
  host.faults.next({ status: 502, match: { path: /\/installation\/repositories/ } });
  await expect(askAt(NOON)).rejects.toMatchObject({ name: 'CodeHostError', isRetryable: true });
});
