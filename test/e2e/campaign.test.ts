import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { githubScene } from '../github/github-scene.ts';
import type { GitHubScene } from '../github/github-scene.ts';
import { makeFolder } from '../local/folders.ts';
import { asApp, text } from './github/client.ts';
import { json, seaworthyMeddled } from './seaworthy.ts';

const UNTIDY = 'FROM debian:12\nENV A 1\nUSER app\n';
const RULE = ['--rule', 'legacy-key-value'];

type Run = (...words: readonly string[]) => ReturnType<typeof seaworthyMeddled>;

interface Opened {
  /** Of the repository. */
  readonly name: string;
  readonly number: number;
}

interface CampaignScene extends GitHubScene {
  readonly run: Run;
  /** Pull requests of campaigns: `a#1 open`. */
  readonly states: () => readonly string[];
  readonly open: () => readonly Opened[];
  /** Loses the state file. */
  readonly forget: () => void;
}

async function environmentOn({ host, installation }: GitHubScene, folder: string) {
  const path = `POST /app/installations/${installation.id}/access_tokens`;
  const { body } = await asApp(host)(path, {});
  return {
    GITHUB_TOKEN: text(body, 'token'),
    GITHUB_API_URL: host.apiUrl,
    XDG_STATE_HOME: folder,
    XDG_CACHE_HOME: folder,
  };
}

async function commandOn(scene: GitHubScene, folder = makeFolder()): Promise<Run> {
  const environment = await environmentOn(scene, folder);
  return (...words) =>
    seaworthyMeddled(folder, ['sweep', 'acme', ...words], () => Promise.resolve(), { environment });
}

/** Ten repositories of acme: eight untidy ones, seven of them with this configuration, a tidy one, and one that is turned off. */
async function campaignScene(config = ''): Promise<CampaignScene> {
  const scene = await githubScene({ Dockerfile: UNTIDY });
  const { host } = scene;
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) {
    const files = { Dockerfile: UNTIDY, '.github/seaworthy.yml': config };
    host.addRepository(`acme/${name}`, { files });
  }
  host.addRepository('acme/tidy', { files: { Dockerfile: UNTIDY.replace('A 1', 'A=1') } });
  const off = { '.github/seaworthy.yml': 'enabled: false\n' };
  host.addRepository('acme/off', { files: { Dockerfile: UNTIDY, ...off } });
  const folder = makeFolder();
  const run = await commandOn(scene, folder);
  const pulls = () =>
    [...host.world.repositories.values()].flatMap(({ name, issues }) =>
      [...issues.values()]
        .filter(({ pull }) => pull?.headRef.includes('/campaign-'))
        .map(({ number, state, pull }) => {
          return { name, number, state: pull?.mergedAt === null ? state : 'merged' };
        }),
    );
  return {
    ...scene,
    run,
    states: () =>
      pulls()
        .map(({ name, number, state }) => `${name}#${number} ${state}`)
        .sort(),
    open: () => pulls().filter(({ state }) => state === 'open'),
    forget: () => {
      rmSync(join(folder, 'seaworthy/sweeps'), { recursive: true });
    },
  };
}

/** Two more, with pull requests of a normal run: one is open, and one was refused. */
async function addHistory({ host, run }: CampaignScene): Promise<void> {
  for (const name of ['refused', 'busy']) {
    host.addRepository(`acme/${name}`, { files: { Dockerfile: UNTIDY } });
  }
  await run('--name', 'busy', '--name', 'refused');
  host.people.close('acme/refused', 1, 'ann');
}

/** `acme/a` of `a#1 open`. */
function nameIn(state: string): string {
  return `acme/${state.split('#')[0] ?? ''}`;
}

/** Everybody who got a pull request takes it, or does something else with it. */
function each(scene: CampaignScene, deed: (name: string, number: number) => void): void {
  for (const { name, number } of scene.open()) deed(`acme/${name}`, number);
}

const WAVES = ['--canary', '2', '--waves', '50,100'];

test('a campaign shows its waves, opens the first, and nothing twice', async () => {
  const scene = await campaignScene('pullRequests:\n  branchPrefix: bots/\n');
  await addHistory(scene);
  const { run, host, states, forget } = scene;
  const dry = await run(...RULE, ...WAVES, '--dry-run', '--format', 'json');
  expect(dry.code).toBe(1);
  expect(json(dry)).toMatchObject({
    decision: { kind: 'open', wave: 'canary', most: 2 },
    waves: [
      { name: 'canary', size: 2 },
      { name: 'up to 50 %', size: 2 },
      { name: 'up to 100 %', size: 4 },
    ],
    counts: { ready: 8, elsewhere: 1, refused: 1, disabled: 1, unconcerned: 1 },
  });
  expect(states()).toEqual([]);

  const first = await run(...RULE, ...WAVES);
  expect(first).toMatchObject({ code: 1, stderr: '' });
  const canaries = states();
  expect(canaries.every((one) => one.endsWith(' open'))).toBe(true);
  expect(canaries).toHaveLength(2);
  expect(first.stdout).toMatch(/acme\/busy +in another one/);
  expect(first.stdout).toContain('already in #1');
  expect(first.stdout).toContain('you said no to it by closing #1');
  for (const one of canaries) {
    const row: unknown = expect.objectContaining({ name: nameIn(one), wave: 'canary' });
    expect(json(dry)).toHaveProperty('repositories', expect.arrayContaining([row]));
  }

  forget();
  const again = await run(...RULE, ...WAVES);
  expect(again.stdout).toContain('the next wave waits until these are merged');
  expect(states()).toEqual(canaries);
  host.assertHonest();
}, 120_000);

test('the next wave comes when people have decided or had their time, until the end', async () => {
  const scene = await campaignScene();
  const { run, host, states } = scene;
  await run(...RULE, ...WAVES);
  each(scene, (name, number) => host.people.merge(name, number, 'ann'));
  const second = await run(...RULE, ...WAVES);
  expect(second.stdout).toContain('2 open, 2 merged');
  expect(scene.open()).toHaveLength(2);

  const [changed] = scene.open();
  const name = `acme/${changed?.name ?? ''}`;
  host.people.push(name, 'main', { Dockerfile: UNTIDY.replace('A 1', 'B 2') }, 'ann');
  const before = host.people.issue(name, 1).body;
  // People take their time; the checks have passed.
  const third = await run(...RULE, ...WAVES, '--wait', '0');
  expect(third.stdout).toContain('6 pull requests still open');
  // One that no longer fits was brought up to date.
  expect(host.people.issue(name, 1).body).not.toBe(before);
  each(scene, (name, number) => host.people.merge(name, number, 'ann'));
  const last = await run(...RULE, ...WAVES, '--format', 'csv');
  expect(last.code).toBe(0);
  expect(host.repository(name).git.run(['show', 'main:Dockerfile'])).toContain('ENV B=2');
  expect(last.stdout.split('\r\n').filter((row) => row.includes(',merged,'))).toHaveLength(8);
  expect(states()).toHaveLength(8);
  host.assertHonest();
}, 120_000);

test('a campaign stops where people or checks speak against it, and keeps every no', async () => {
  const scene = await campaignScene();
  const { run, host, states } = scene;
  await run(...RULE, ...WAVES);
  const [one, other] = scene.open();
  if (one === undefined || other === undefined) throw new Error('there are two canaries');
  host.robots.reportCheck(host.repository(`acme/${one.name}`), one.number, 'failure');
  host.robots.reportCheck(host.repository(`acme/${other.name}`), other.number, null);
  const failing = await run(...RULE, ...WAVES, '--wait', '0');
  expect(failing.code).toBe(2);
  expect(failing.stderr).toBe(
    'seaworthy: the campaign is stopped: of 2 pull requests 0 were closed without a merge and 1 fail their checks (50 %); more than 20 % stop a campaign\n',
  );
  expect(states()).toHaveLength(2);

  host.log.clear();
  const running = await run(...RULE, ...WAVES, '--wait', '0', '--stop-at', '50');
  expect(running.stdout).toContain(`acme/${other.name}#${other.number} (checks run)`);
  // Who we are, the configuration of the organization, a page of repositories, and their pull requests.
  expect(host.requests.length).toBeLessThanOrEqual(6);

  host.people.close(`acme/${one.name}`, one.number, 'ann');
  const branch = String(host.people.issue(`acme/${one.name}`, one.number).pull?.headRef);
  host.people.deleteBranch(`acme/${one.name}`, branch, 'ann');
  const closed = await run(...RULE, ...WAVES);
  expect(closed.code).toBe(2);
  expect(closed.stdout).toContain('1 were closed without a merge and 0 fail');
  expect(states()).toHaveLength(2);

  // A run of the repositories themselves knows of both.
  const normal = await run('--name', one.name, '--name', other.name, '--format', 'json');
  expect(json(normal)).toMatchObject({ proposals: { created: 0 }, rules: [{ curable: 0 }] });
  expect(states()).toEqual(
    [`${one.name}#${one.number} closed`, `${other.name}#${other.number} open`].sort(),
  );
  host.assertHonest();
}, 120_000);

test('a run that was killed goes on where it stopped', async () => {
  const scene = await campaignScene();
  const { host, states } = scene;
  const folder = makeFolder();
  const words = ['sweep', 'acme', ...RULE, '--canary', '4', '--concurrency', '1'];
  const environment = await environmentOn(scene, folder);
  await seaworthyMeddled(
    folder,
    words,
    async (child) => {
      await vi.waitFor(
        () => {
          expect(states()).not.toEqual([]);
        },
        { timeout: 60_000, interval: 5 },
      );
      child.kill('SIGKILL');
    },
    { environment },
  );
  const second = await seaworthyMeddled(folder, words, () => Promise.resolve(), { environment });
  expect(second.stderr).toBe('');
  expect(states()).toHaveLength(4);
  expect(new Set(scene.open().map(({ name }) => name)).size).toBe(4);
  host.assertHonest();
}, 120_000);

test('a campaign for an advisory says of whom nothing is known', async () => {
  const { run, host } = await campaignScene();
  const { code, stdout } = await run('--advisory', 'CVE-2026-1234');
  expect(code).toBe(0);
  expect(stdout).toContain('10 repositories: 9 not concerned, 1 turned off\n');
  expect(stdout).toContain('without a report of a scanner: 9, of which nothing is known\n');
  expect(stdout).toContain('the campaign is at its end');
  host.assertHonest();
}, 120_000);

test('words that make no campaign are refused before anything is asked', async () => {
  const scene = await githubScene({ Dockerfile: UNTIDY });
  const run = await commandOn(scene);
  scene.host.log.clear();
  const wrong: readonly (readonly [readonly string[], string])[] = [
    [['--rule', 'legacy-key-valeu'], 'did you mean `legacy-key-value`?'],
    [['--canary', '3'], '--canary needs a campaign: --rule, --image or --advisory'],
  ];
  for (const [words, message] of wrong) {
    const { code, stderr } = await run(...words);
    expect({ code, says: stderr.includes(message) ? message : stderr }).toEqual({
      code: 2,
      says: message,
    });
  }
  expect(scene.host.requests).toEqual([]);
});
