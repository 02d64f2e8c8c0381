import { expect, test } from 'vitest';
import { NOTHING_DROPPED } from '../../../src/contribute/dropped-fixes.ts';
import type { Dropped } from '../../../src/contribute/dropped-fixes.ts';
import { discoverRules } from '../../../src/discover.ts';
import { openTokenClient } from '../../../src/github/token-client.ts';
import { prepareContribution } from '../../../src/github/contribute/prepare-contribution.ts';
import type { Preparation } from '../../../src/github/contribute/prepare-contribution.ts';
import { readTokenIdentity } from '../../../src/github/token-identity.ts';
import { OFFLINE_DOWNLOADS } from '../../../src/remediation/download-plan.ts';
import { apiWith } from '../../e2e/github/client.ts';
import type { Fault } from '../../e2e/github/faults.ts';
import { createMemoryRegistry } from '../../upgrades/memory-registry.ts';
import { githubScene, NAME } from '../github-scene.ts';
import type { GitHubScene } from '../github-scene.ts';

const PROBLEM = 'FROM debian:12\nENV A 1\nUSER app\n';
const CURED = 'FROM debian:12\nENV A=1\nUSER app\n';

interface How {
  readonly setAside?: readonly string[];
  readonly signsOff?: boolean;
  readonly drop?: Dropped;
}

async function scene(files: Readonly<Record<string, string>> = {}): Promise<GitHubScene> {
  const made = await githubScene({ Dockerfile: PROBLEM, ...files });
  made.shop.licence = 'MIT';
  return made;
}

async function prepare({ host }: GitHubScene, how: How = {}): Promise<Preparation> {
  const token = host.tokens.createPersonal(host.world.account('zoe'));
  const client = openTokenClient({ token, apiUrl: host.apiUrl, userAgent: 'test', fetch });
  return prepareContribution({
    ...{ client, name: NAME, host: 'github.com', branchPrefix: 'seaworthy/', issue: null },
    identity: await readTokenIdentity(client),
    setAside: new Set(how.setAside),
    signsOff: how.signsOff ?? false,
    rules: (await discoverRules()).filter(({ id }) => id === 'legacy-key-value'),
    registry: createMemoryRegistry().registry,
    downloads: OFFLINE_DOWNLOADS,
    drop: how.drop ?? NOTHING_DROPPED,
    now: new Date(),
    wait: () => Promise.resolve(),
  });
}

async function contribute(scene: GitHubScene, how: How = {}) {
  const { stops, offer } = await prepare(scene, how);
  return offer === null ? stops.map(({ id }) => id) : offer.publish();
}

test('a contribution is one fork, one branch and one pull request, however often it is made', async () => {
  const made = await scene();
  expect(await contribute(made)).toMatchObject({ kind: 'created' });
  expect(await contribute(made)).toMatchObject({ kind: 'unchanged' });
  const [pull, ...others] = made.pulls();
  expect(others).toEqual([]);
  expect(pull).toMatchObject({ author: { login: 'zoe' }, pull: { maintainerCanModify: true } });
  expect(pull?.body).not.toContain('[ ]');
  const fork = made.host.repository('zoe/shop');
  const tip = fork.git.resolve('refs/heads/seaworthy/hardening') ?? '';
  expect(fork.git.commit(tip)).toMatchObject({ author: { name: 'zoe' } });
  expect(fork.git.run(['show', `${tip}:Dockerfile`])).toBe(CURED.trimEnd());
  made.host.assertHonest();
});

test('few requests are enough', async () => {
  const made = await scene();
  await contribute(made);
  // Who it is, the house, what was offered, tree, two batches of files; fork, its reference, sync, tip, tree of modes, tree, commit, reference, pull request.
  expect(made.host.requests.length).toBeLessThanOrEqual(16);
});

test.each<readonly [string, Fault]>([
  ['is dropped before it arrives', { drop: 'before' }],
  ['is done, and its answer lost', { drop: 'after' }],
])(
  'when any one write %s, the next run ends in the same state',
  async (_, fault) => {
    for (let skip = 0; ; skip += 1) {
      const made = await scene();
      made.host.faults.next({ ...fault, skip, match: { isWrite: true } });
      await contribute(made).catch(() => null);
      // All writes have been disturbed in turn.
      if (made.host.faults.waiting > 0) {
        expect(skip).toBeGreaterThan(4);
        break;
      }
      await contribute(made);
      const forks = [...made.host.world.repositories.values()].filter((one) => one.fork !== null);
      const branches = forks.flatMap(({ git }) =>
        git.references('refs/heads/').map(({ name }) => name),
      );
      expect({ skip, branches, pulls: made.pulls().map(({ state }) => state) }).toEqual({
        skip,
        branches: ['refs/heads/main', 'refs/heads/seaworthy/hardening'],
        pulls: ['open'],
      });
      await made.host.stop();
    }
  },
  60_000,
);

test('a fork that is still being made is waited for, and its own commits stay', async () => {
  const made = await scene();
  made.host.people.fork('acme/shop', 'zoe');
  const own = made.host.people.push('zoe/shop', 'main', { 'zoe.txt': 'mine' }, 'zoe');
  made.host.people.push('acme/shop', 'main', { 'new.txt': 'news' }, 'ann');
  made.host.faults.next({
    status: 404,
    times: 2,
    match: { template: '/repos/{owner}/{repo}/git/ref/{ref}' },
  });
  expect(await contribute(made)).toMatchObject({ kind: 'created' });
  expect(made.host.repository('zoe/shop').git.resolve('refs/heads/main')).toBe(own);
  const [pull] = made.pulls();
  expect(made.shop.git.run(['diff', '--name-only', `main...${pull?.pull?.headOid ?? ''}`])).toBe(
    'Dockerfile',
  );
});

test('a no is for good, said by closing or in words', async () => {
  const closed = await scene();
  await contribute(closed);
  closed.host.people.close('acme/shop', 1, 'ann');
  expect(await contribute(closed)).toEqual(['like-refused']);
  const told = await scene();
  await contribute(told);
  told.host.people.comment('acme/shop', 1, 'ben', 'No thanks, we like it as it is.');
  expect(await contribute(told)).toEqual(['like-refused']);
});

test('a no holds however much came later, and one to somebody else may be set aside', async () => {
  const made = await scene();
  const { people } = made.host;
  await contribute(made);
  people.close('acme/shop', 1, 'ann');
  const first = people.issue('acme/shop', 1);
  const text = first.body ?? '';
  for (let number = 2; number < 60; number += 1) {
    const id = made.host.world.nextId();
    made.shop.issues.set(number, { ...first, id, number, body: 'By hand' });
  }
  expect(await contribute(made)).toEqual(['like-refused']);
  const other = await scene();
  other.host.people.fork('acme/shop', 'eve');
  other.host.people.push('eve/shop', 'seaworthy/hardening', { 'a.txt': 'mine' }, 'eve');
  other.host.people.openPull('acme/shop', 'eve', {
    ...{ head: 'eve/shop:seaworthy/hardening', body: text },
  });
  other.host.people.close('acme/shop', 1, 'ann');
  expect(await contribute(other)).toEqual(['like-refused']);
  expect(await contribute(other, { setAside: ['like-refused'] })).toMatchObject({
    kind: 'created',
  });
  other.host.assertHonest();
});

test('words of a guest are no no, and commits of people stay', async () => {
  const made = await scene();
  await contribute(made);
  made.host.people.comment('acme/shop', 1, 'eve', 'No thanks.');
  made.host.people.push('zoe/shop', 'seaworthy/hardening', { 'a.txt': 'mine' }, 'zoe');
  made.host.people.push('acme/shop', 'main', { 'b.txt': 'news' }, 'ann');
  expect(await contribute(made)).toEqual({ kind: 'refused', reason: '#1 holds commits of people' });
  expect((await prepare(made)).open?.remarks).toMatchObject([{ author: 'eve', isOfHouse: false }]);
});

test('a branch of an open contribution follows the base', async () => {
  const made = await scene();
  await contribute(made);
  const tip = made.host.people.push('acme/shop', 'main', { 'b.txt': 'news' }, 'ann');
  await contribute(made);
  const { git } = made.host.repository('zoe/shop');
  expect(git.commit(git.resolve('refs/heads/seaworthy/hardening') ?? '')?.parents).toEqual([tip]);
  expect(made.pulls()).toHaveLength(1);
});

test('what is approved of, or is not to be rewritten, stays on an older base while it can be merged', async () => {
  const told = await scene({ 'CONTRIBUTING.md': 'Once a PR is open, please do not rebase it.\n' });
  const approved = await scene();
  for (const made of [told, approved]) {
    await contribute(made);
    made.host.people.push('acme/shop', 'main', { 'b.txt': 'news' }, 'ann');
  }
  const { tokens, world, apiUrl } = approved.host;
  const ann = apiWith(apiUrl, `token ${tokens.createPersonal(world.account('ann'))}`);
  await ann('POST /repos/acme/shop/pulls/1/reviews', { event: 'APPROVE', body: 'Yes' });
  for (const made of [told, approved]) {
    // GitHub begins to work out whether it can be merged when it is asked for the first time.
    await prepare(made);
    const { open, offer } = await prepare(made);
    expect(open?.status).toMatchObject({ conflicts: false });
    expect(offer).toMatchObject({ isUnchanged: true, hasMoved: true });
  }
  const other = PROBLEM.replace('USER app', 'USER web').replace('A 1', 'A  1');
  told.host.people.push('acme/shop', 'main', { Dockerfile: other }, 'ann');
  await prepare(told);
  expect((await prepare(told)).open?.status).toMatchObject({ conflicts: true });
  expect((await prepare(told)).offer).toMatchObject({ isUnchanged: false });
});

test('a base that is built anew makes nobody of us, and an amendment by a person stays', async () => {
  const made = await scene();
  const { people } = made.host;
  const start = made.shop.git.resolve('refs/heads/main') ?? '';
  people.push('acme/shop', 'main', { 'b.txt': 'news' }, 'ann');
  await contribute(made);
  const rebuilt = people.push('acme/shop', 'main', { 'c.txt': 'other' }, 'ann', { from: start });
  expect((await prepare(made)).open).toMatchObject({ isTouched: false });
  await contribute(made);
  const { git } = made.host.repository('zoe/shop');
  const branch = 'refs/heads/seaworthy/hardening';
  expect(git.run(['rev-list', '--parents', '-1', branch]).split(' ')[1]).toBe(rebuilt);
  const message = git.run(['show', '-s', '--format=%B', branch]);
  const author = ['-c', 'user.name=zoe', '-c', 'user.email=zoe@example.com'];
  const amended = ['commit-tree', `${rebuilt}^{tree}`, '-p', rebuilt, '-m', message];
  const zoe = apiWith(
    made.host.apiUrl,
    `token ${made.host.tokens.createPersonal(made.host.world.account('zoe'))}`,
  );
  const move = { sha: git.run([...author, ...amended]), force: true };
  await zoe('PATCH /repos/zoe/shop/git/refs/heads/seaworthy/hardening', move);
  expect((await prepare(made)).open).toMatchObject({ isTouched: true });
});

test('manners are kept: target branch, sign-off, template', async () => {
  const made = await scene({
    'CONTRIBUTING.md': 'Sign off your commits. Open pull requests against the `dev` branch.\n',
    '.github/pull_request_template.md':
      '## Summary\n\n## Checklist\n\n- [ ] Commits are signed off\n- [ ] Tests pass\n',
  });
  made.host.people.createBranch('acme/shop', 'dev', 'ann');
  expect(await contribute(made)).toEqual(['sign-off']);
  expect(await contribute(made, { signsOff: true })).toMatchObject({ kind: 'created' });
  const [pull] = made.pulls();
  expect(pull?.pull?.baseRef).toBe('dev');
  expect(pull?.body).toContain('- [x] Commits are signed off\n- [ ] Tests pass');
  const message = made.shop.git.commit(pull?.pull?.headOid ?? '')?.message;
  expect(message).toMatch(/Signed-off-by: zoe <\d+\+zoe@users\.noreply\.github\.com>/);
});

test('what stops it writes nothing; what the person may set aside is set aside', async () => {
  const made = await scene({ 'CONTRIBUTING.md': 'Please open an issue before a pull request.' });
  made.shop.licence = null;
  expect(await contribute(made)).toEqual(['licence', 'issue-first']);
  expect(made.host.requests.filter(({ isWrite }) => isWrite)).toEqual([]);
  const how = { setAside: ['licence', 'issue-first'] };
  expect(await contribute(made, how)).toMatchObject({ kind: 'created' });
});

test('lines that somebody is changing are left to them, and others of the same Dockerfile are not', async () => {
  const apart = 'ENV C=1\nENV D=1\nENV E=1\n';
  const made = await scene({ Dockerfile: `FROM debian:12\n${apart}ENV A 1\n${apart}ENV B 1\n` });
  const { people } = made.host;
  const theirs = `FROM debian:13\n${apart}ENV A 1\n${apart}ENV B 2\n`;
  people.push('acme/shop', 'other', { Dockerfile: theirs }, 'ann');
  people.openPull('acme/shop', 'ann', { head: 'other', title: 'Other' });
  const prepared = await prepare(made);
  const reason = 'somebody is changing lines 1, 9 of `Dockerfile` already: #1, `Other`';
  expect(prepared.manners).toContainEqual(expect.objectContaining({ reason }));
  expect(prepared.offer?.proposal.files).toMatchObject([
    { after: `FROM debian:12\n${apart}ENV A=1\n${apart}ENV B 1\n` },
  ]);
});

test('a Dockerfile that somebody is changing is left to them', async () => {
  const made = await scene();
  await contribute(made);
  made.host.people.push('acme/shop', 'other', { Dockerfile: 'FROM debian:13\n' }, 'ann');
  made.host.people.openPull('acme/shop', 'ann', { head: 'other' });
  expect(await prepare(made)).toMatchObject({ stops: [], offer: null, isSettled: false });
});
