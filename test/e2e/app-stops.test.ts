import { expect, onTestFinished, test, vi } from 'vitest';
import { startGitHubHost } from './github/host.ts';
import type { GitHubHost } from './github/host.ts';
import type { Installation } from './github/model.ts';
import { isPull } from './github/pulls.ts';
import { startBuiltApp } from './running-app.ts';

const UNTIDY = 'FROM debian:12\nENV NODE_ENV production\nUSER node\n';

interface Scene {
  readonly host: GitHubHost;
  readonly name: string;
  readonly installation: Installation;
}

interface StoppedLook {
  /** What people do, and before which request of the look. */
  readonly deed: (scene: Scene) => void;
  readonly before: 'commits/HEAD' | 'git/trees' | 'git/refs' | 'pulls';
  readonly isPrivate?: boolean;
  /** As the log has it. */
  readonly outcome: object;
}

const GONE = { kind: 'stopped', why: 'gone' };
const DELETE = ({ host, name }: Scene) => {
  host.admin.deleteRepository(name, 'ann');
};
const ARCHIVE = ({ host, name }: Scene) => {
  host.admin.archive(name, 'ann');
};
const TRANSFER = ({ host, name }: Scene) => {
  host.admin.transfer(name, 'elsewhere', 'ann');
};

const LOOKS: Readonly<Record<string, StoppedLook>> = {
  'deleted before the job': { deed: DELETE, before: 'commits/HEAD', outcome: { kind: 'gone' } },
  'deleted while it is read': { deed: DELETE, before: 'git/trees', outcome: GONE },
  'deleted while a branch is written': { deed: DELETE, before: 'git/refs', outcome: GONE },
  'deleted before the pull request': { deed: DELETE, before: 'pulls', outcome: GONE },
  'archived before the job': {
    deed: ARCHIVE,
    before: 'commits/HEAD',
    outcome: { kind: 'stopped', why: 'archived' },
  },
  'archived before the pull request': {
    deed: ARCHIVE,
    before: 'pulls',
    outcome: { kind: 'stopped', why: 'archived' },
  },
  'transferred to people without the app': { deed: TRANSFER, before: 'pulls', outcome: GONE },
  'transferred, and private': {
    deed: TRANSFER,
    before: 'git/trees',
    isPrivate: true,
    outcome: GONE,
  },
  'taken from the app': {
    deed: ({ host, name, installation }) => {
      host.admin.removeRepositories(installation, [name], 'ann');
    },
    before: 'pulls',
    outcome: GONE,
  },
  'whose app is uninstalled': {
    deed: ({ host, installation }) => {
      host.admin.uninstall(installation, 'ann');
    },
    before: 'pulls',
    outcome: GONE,
  },
  'whose app is suspended': {
    deed: ({ host, installation }) => {
      host.admin.suspend(installation, 'ann');
    },
    before: 'git/trees',
    outcome: { kind: 'stopped', why: 'suspended' },
  },
};

const entries = Object.entries(LOOKS).map(([what, stopped], index) => {
  const owner = `acme-${index}`;
  return { what, owner, name: `${owner}/shop`, ...stopped };
});

test('a repository that is out of reach midway ends the look with the reason, and nothing fails', async () => {
  const host = await startGitHubHost();
  onTestFinished(() => host.stop());
  const app = await startBuiltApp(host);
  host.addOrganization('elsewhere');
  for (const { owner, name, before, deed, isPrivate = false } of entries) {
    host.addOrganization(owner);
    host.addRepository(name, { files: { Dockerfile: UNTIDY }, private: isPrivate });
    // Nobody tells the app of it: an event that comes late, or never, is the worse case.
    const installation = host.admin.install(owner, 'ann', { repositories: [name] });
    const meanwhile = () => {
      host.webhooks.hold();
      deed({ host, name, installation });
      host.webhooks.held.splice(0);
      void host.webhooks.release();
    };
    host.faults.next({ match: { path: new RegExp(`^/repos/${name}/${before}`) }, meanwhile });
  }
  await app.idle();
  expect(host.faults.waiting).toBe(0);
  expect(outcomesIn(app.log)).toEqual(
    Object.fromEntries(entries.map(({ owner, what, outcome }) => [`${owner} ${what}`, outcome])),
  );
  expect(await app.counts()).toEqual({ waiting: 0, running: 0, dead: 0 });
  host.assertHonest();
}, 30_000);

test('a repository that always fails holds up no other', async () => {
  const host = await startGitHubHost();
  onTestFinished(() => host.stop());
  const app = await startBuiltApp(host);
  host.addOrganization('acme');
  const names = ['acme/always-fails', 'acme/desk', 'acme/shop'];
  for (const name of names) host.addRepository(name, { files: { Dockerfile: UNTIDY } });
  const match = { path: /^\/repos\/acme\/always-fails\/git\/trees/ };
  host.faults.next({ match, status: 502, times: Infinity });
  const pullsOf = (name: string) => [...host.repository(name).issues.values()].filter(isPull);
  host.admin.install('acme', 'ann');
  await vi.waitFor(() => {
    expect(names.map((name) => pullsOf(name).length)).toEqual([0, 1, 1]);
  }, 30_000);
  for (const name of names) host.people.push(name, 'main', { Dockerfile: `${UNTIDY}#\n` }, 'ann');
  await vi.waitFor(async () => {
    await host.webhooks.settled();
    // It waits for its next try, with the newest of its two events.
    expect(await app.counts()).toMatchObject({ waiting: 1, running: 0, dead: 0 });
  }, 30_000);
  host.faults.clear();
  await app.idle();
  expect(names.map((name) => pullsOf(name).length)).toEqual([1, 1, 1]);
  host.assertHonest();
}, 90_000);

test('one that is made private or moves to another installation midway gets its pull request', async () => {
  const host = await startGitHubHost();
  onTestFinished(() => host.stop());
  const app = await startBuiltApp(host);
  for (const owner of ['acme', 'store', 'mall']) host.addOrganization(owner);
  host.addRepository('acme/shop', { files: { Dockerfile: UNTIDY } });
  host.addRepository('store/shop', { files: { Dockerfile: UNTIDY } });
  host.faults.next({
    match: { path: /^\/repos\/acme\/shop\/git\/trees/ },
    meanwhile: () => {
      host.admin.makePrivate('acme/shop', 'ann');
    },
  });
  host.faults.next({
    match: { path: /^\/repos\/store\/shop\/pulls/ },
    meanwhile: () => {
      host.admin.transfer('store/shop', 'mall', 'ann');
    },
  });
  for (const owner of ['mall', 'acme', 'store']) host.admin.install(owner, 'ann');
  await app.idle();
  for (const name of ['acme/shop', 'mall/shop']) {
    const pulls = [...host.repository(name).issues.values()].filter(isPull);
    expect(pulls).toMatchObject([{ state: 'open', author: { login: 'seaworthy[bot]' } }]);
  }
  expect(app.log.join('\n')).toContain('"outcome":{"kind":"stopped","why":"transferred"}');
  expect(await app.counts()).toEqual({ waiting: 0, running: 0, dead: 0 });
  host.assertHonest();
}, 30_000);

/** What each job came to, by its place. */
function outcomesIn(log: readonly string[]): Readonly<Record<string, unknown>> {
  const lines = log.filter((line) => line.includes('"msg":"job done"'));
  return Object.fromEntries(
    lines.flatMap((line) => {
      // Our own log: each line is an object with these fields.
      const { owner, outcome } = JSON.parse(line) as { owner?: string; outcome: object };
      // The look at everything with which the app begins is about nobody.
      if (owner === undefined) return [];
      const what = entries.find((one) => one.owner === owner)?.what ?? '';
      return [[`${owner} ${what}`, outcome]];
    }),
  );
}
