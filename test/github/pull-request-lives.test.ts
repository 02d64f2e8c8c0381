import { describe, expect, test } from 'vitest';
import { ignore } from '../../src/github/commands/ignore.ts';
import { readPull } from '../../src/github/commands/place.ts';
import { botIdentity } from '../../src/github/identity.ts';
import { readHistory } from '../../src/github/read-history.ts';
import { isPull } from '../e2e/github/pulls.ts';
import { githubScene, installationClient, NAME, outcomes } from './github-scene.ts';
import type { GitHubScene } from './github-scene.ts';

const BRANCH = 'seaworthy/hardening';
const CREATED = `created ${BRANCH}`;
const ONE_PROBLEM = 'FROM debian:12\nENV A 1\nUSER app\n';
const TWO_PROBLEMS = 'FROM debian:12\nENV A 1\nENV B 2\nUSER app\n';
const CURED = 'FROM debian:12\nENV A=1\nUSER app\n';

function config(lines: string): string {
  return `version: 1\npullRequests:\n${lines.replace(/^/gm, '  ')}\n`;
}

async function opened(files: Readonly<Record<string, string>> = {}): Promise<GitHubScene> {
  const scene = await githubScene({ Dockerfile: ONE_PROBLEM, ...files });
  expect(outcomes(await scene.look())).toEqual([CREATED]);
  return scene;
}

function fileOf({ shop }: GitHubScene, path: string, branch = BRANCH): string {
  return shop.git.run(['show', `refs/heads/${branch}:${path}`]);
}

function pullOf({ shop }: GitHubScene, number: number) {
  const issue = shop.issues.get(number);
  if (issue === undefined || !isPull(issue)) throw new Error(`there is no pull request ${number}`);
  return issue;
}

describe('a pull request', () => {
  test('is one signed commit of the app on top of the default branch', async () => {
    const scene = await opened();
    const { git } = scene.shop;
    const commit = git.commit(git.resolve(`refs/heads/${BRANCH}`) ?? '');
    expect(commit).toMatchObject({
      parents: [git.resolve('refs/heads/main')],
      author: { name: 'seaworthy[bot]' },
      signed: true,
    });
    expect(`${fileOf(scene, 'Dockerfile')}\n`).toBe(CURED);
    expect(pullOf(scene, 1).body).toContain('<!-- seaworthy:proposal:v1 ');
  });

  test('stays as it is while nothing changes, also where the default branch moves elsewhere', async () => {
    const scene = await opened();
    const before = scene.shop.git.references('refs/heads/seaworthy/');
    expect(outcomes(await scene.look())).toEqual([`unchanged ${BRANCH}`]);
    scene.host.people.push('acme/shop', 'main', { notes: 'x' }, 'ann');
    expect(outcomes(await scene.look())).toEqual([`unchanged ${BRANCH}`]);
    expect(scene.shop.git.references('refs/heads/seaworthy/')).toEqual(before);
  });

  test('is brought up to date in place when there is more to cure', async () => {
    const scene = await opened();
    const { title } = pullOf(scene, 1);
    scene.host.people.push('acme/shop', 'main', { Dockerfile: TWO_PROBLEMS }, 'ann');
    expect(outcomes(await scene.look())).toEqual([`updated ${BRANCH}`]);
    expect(scene.pulls()).toHaveLength(1);
    expect(fileOf(scene, 'Dockerfile')).toContain('ENV A=1\nENV B=2\n');
    expect(pullOf(scene, 1).title).toBe(title);
    expect(outcomes(await scene.look())).toEqual([`unchanged ${BRANCH}`]);
  });

  test('is rebuilt when it can no longer be merged', async () => {
    const scene = await opened();
    const moved = 'FROM debian:13\nENV A 1\nUSER web\n';
    scene.host.people.push('acme/shop', 'main', { Dockerfile: moved }, 'ann');
    // GitHub works out whether it can be merged after the first question.
    await scene.look();
    await scene.look();
    expect(fileOf(scene, 'Dockerfile')).toBe('FROM debian:13\nENV A=1\nUSER web');
    expect(() => scene.host.people.merge('acme/shop', 1, 'ann')).not.toThrow();
  });

  test('is left alone when a person has pushed to its branch', async () => {
    const scene = await opened();
    const theirs = scene.host.people.push('acme/shop', BRANCH, { notes: 'mine' }, 'ann');
    scene.host.people.push('acme/shop', 'main', { Dockerfile: TWO_PROBLEMS }, 'ann');
    const why = `the branch ${BRANCH} holds commits that are not ours`;
    expect(outcomes(await scene.look())).toEqual([`refused ${BRANCH}: ${why}`]);
    expect(scene.shop.git.resolve(`refs/heads/${BRANCH}`)).toBe(theirs);
  });

  test('is not written over when a person pushes while we work', async () => {
    const scene = await opened();
    scene.host.people.push('acme/shop', 'main', { Dockerfile: TWO_PROBLEMS }, 'ann');
    let theirs = '';
    scene.host.faults.next({
      match: { template: '/repos/{owner}/{repo}/git/commits' },
      times: 1,
      meanwhile: () => {
        theirs = scene.host.people.push('acme/shop', BRANCH, { notes: 'mine' }, 'ann');
      },
    });
    expect(outcomes(await scene.look())[0]).toContain(`refused ${BRANCH}`);
    expect(scene.shop.git.resolve(`refs/heads/${BRANCH}`)).toBe(theirs);
  });

  test('keeps the text of a person who has taken it over', async () => {
    const scene = await opened();
    scene.host.people.editBody('acme/shop', 1, 'ann', 'My own words');
    scene.host.people.push('acme/shop', 'main', { Dockerfile: TWO_PROBLEMS }, 'ann');
    expect(outcomes(await scene.look())[0]).toContain('taken over the text of #1');
    expect(pullOf(scene, 1).body).toBe('My own words');
  });

  test('that a person closed means no, and its branch stays, so that they can reopen it', async () => {
    const scene = await opened();
    scene.host.people.close('acme/shop', 1, 'ann');
    const report = await scene.look();
    expect(report.left.map(({ reason }) => reason)).toContain('you said no to it by closing #1');
    expect(outcomes(await scene.look())).toEqual([]);
    expect(scene.pulls()).toHaveLength(1);
    scene.host.people.reopen('acme/shop', 1, 'ann');
    expect(outcomes(await scene.look())).toEqual([`unchanged ${BRANCH}`]);
  });

  test('follows a no for what is new only', async () => {
    const scene = await opened();
    scene.host.people.close('acme/shop', 1, 'ann');
    await scene.look();
    scene.host.people.push('acme/shop', 'main', { Dockerfile: TWO_PROBLEMS }, 'ann');
    expect(outcomes(await scene.look())).toEqual([CREATED]);
    expect(fileOf(scene, 'Dockerfile')).toContain('ENV A 1\nENV B=2\n');
    expect(pullOf(scene, 2).state).toBe('open');
  });

  test('with nothing left to do is closed with a word, which is no no', async () => {
    const scene = await opened();
    scene.host.people.push('acme/shop', 'main', { Dockerfile: CURED }, 'ann');
    await scene.look();
    expect(pullOf(scene, 1)).toMatchObject({ state: 'closed' });
    expect(pullOf(scene, 1).body).toContain('Nothing is left to do here');
    expect(scene.branches()).toEqual(['main']);
    scene.host.people.push('acme/shop', 'main', { Dockerfile: ONE_PROBLEM }, 'ann');
    expect(outcomes(await scene.look())).toEqual([CREATED]);
  });

  test('that was merged leaves nothing behind', async () => {
    const scene = await opened();
    scene.host.people.merge('acme/shop', 1, 'ann');
    expect(outcomes(await scene.look())).toEqual([]);
    expect(scene.branches()).toEqual(['main']);
  });

  test('follows the default branch when it is renamed', async () => {
    const scene = await opened();
    scene.host.admin.renameDefaultBranch('acme/shop', 'trunk', 'ann');
    expect(outcomes(await scene.look())).toEqual([`unchanged ${BRANCH}`]);
    expect(pullOf(scene, 1)).toMatchObject({ state: 'open', pull: { baseRef: 'trunk' } });
  });

  test('moves to another default branch, without the commits of the old one', async () => {
    const scene = await opened();
    const { host, shop } = scene;
    host.people.createBranch('acme/shop', 'next', 'ann');
    host.people.push('acme/shop', 'main', { notes: 'x' }, 'ann');
    const next = host.people.push('acme/shop', 'next', { notes: 'y' }, 'ann');
    host.admin.changeDefaultBranch('acme/shop', 'next', 'ann');
    expect(outcomes(await scene.look())).toEqual([`updated ${BRANCH}`]);
    expect(pullOf(scene, 1)).toMatchObject({ state: 'open', pull: { baseRef: 'next' } });
    expect(shop.git.resolve(`${BRANCH}^`)).toBe(next);
    expect(outcomes(await scene.look())).toEqual([`unchanged ${BRANCH}`]);
    host.admin.changeDefaultBranch('acme/shop', 'main', 'ann');
    expect(outcomes(await scene.look())).toEqual([`updated ${BRANCH}`]);
    expect(pullOf(scene, 1)).toMatchObject({ state: 'open', pull: { baseRef: 'main' } });
  });

  test('that a person has pointed at another branch stays there', async () => {
    const scene = await opened();
    scene.host.people.createBranch('acme/shop', 'next', 'ann');
    scene.host.people.changeBase('acme/shop', 1, 'next', 'ann');
    const why = 'somebody has pointed #1 at the branch next';
    expect(outcomes(await scene.look())).toEqual([`refused ${BRANCH}: ${why}`]);
    expect(pullOf(scene, 1).pull.baseRef).toBe('next');
  });

  test('of a stranger from a branch of our name is not ours', async () => {
    const scene = await opened();
    const { body } = pullOf(scene, 1);
    scene.host.people.fork('acme/shop', 'eve');
    scene.host.people.push('eve/shop', BRANCH, { Dockerfile: 'FROM evil\n' }, 'eve');
    const head = `eve/shop:${BRANCH}`;
    scene.host.people.openPull('acme/shop', 'eve', { head, body: body ?? '' });
    scene.host.people.close('acme/shop', 2, 'eve');
    expect(outcomes(await scene.look())).toEqual([`unchanged ${BRANCH}`]);
  });
});

describe('the wishes of the owner', () => {
  test('give labels, assignees, reviewers and a milestone, once', async () => {
    const lines = [
      'labels: [docker]',
      'assignees: [ann]',
      'reviewers: [ben]',
      'milestone: Next',
      'draft: true',
    ];
    const files = { Dockerfile: ONE_PROBLEM, '.github/seaworthy.yml': config(lines.join('\n')) };
    const scene = await githubScene(files);
    const { shop, host } = scene;
    shop.milestones.push({
      id: host.world.nextId(),
      number: 1,
      title: 'Next',
      description: null,
      state: 'open',
      creator: host.world.account('ann'),
      createdAt: host.world.now(),
    });
    expect((await scene.look()).results[0]?.outcome).toMatchObject({
      kind: 'created',
      notices: [],
    });
    const pull = pullOf(scene, 1);
    expect(pull.labels.map(({ name }) => name)).toEqual(['docker']);
    expect(pull.assignees.map(({ login }) => login)).toEqual(['ann']);
    expect(pull.pull.requestedReviewers.map(({ login }) => login)).toEqual(['ben']);
    expect(pull).toMatchObject({ milestone: { title: 'Next' }, pull: { draft: true } });
    host.people.setLabels('acme/shop', 1, 'ann', []);
    await scene.look();
    expect(pullOf(scene, 1).labels).toEqual([]);
  });

  test('that GitHub does not know are notices, and the pull request stands', async () => {
    const lines = 'reviewers: [nobody]\nmilestone: Gone\nlabels: [docker]';
    const files = { Dockerfile: ONE_PROBLEM, '.github/seaworthy.yml': config(lines) };
    const scene = await githubScene(files);
    const [result] = (await scene.look()).results;
    expect(result?.outcome).toMatchObject({
      kind: 'created',
      notices: [
        'there is no open milestone `Gone`; create it, or change `pullRequests.milestone`',
        expect.stringMatching(/^a review could not be asked for: /),
      ],
    });
    expect(pullOf(scene, 1).labels.map(({ name }) => name)).toEqual(['docker']);
  });

  test('decide how branches are named, and those of ours are found again', async () => {
    const wish = config('branchPrefix: bots/docker/');
    const scene = await githubScene({ Dockerfile: ONE_PROBLEM, '.github/seaworthy.yml': wish });
    expect(outcomes(await scene.look())).toEqual(['created bots/docker/hardening']);
    scene.host.people.push('acme/shop', 'main', { Dockerfile: CURED }, 'ann');
    await scene.look();
    expect(scene.branches()).toEqual(['main']);
  });

  test('are read from how the people of the repository write their commits', async () => {
    const scene = await githubScene({ Dockerfile: ONE_PROBLEM });
    const message = 'feat(api): more\n\nSigned-off-by: Ann <ann@example.com>';
    for (const notes of ['1', '2', '3']) {
      scene.host.people.push('acme/shop', 'main', { notes }, 'ann', { message });
    }
    await scene.look();
    expect(pullOf(scene, 1).title).toMatch(/^build\(docker\): [a-z]/);
    const { id } = scene.host.world.bot();
    const text = scene.shop.git.run(['show', '-s', '--format=%B', `refs/heads/${BRANCH}`]);
    const address = `${id}+seaworthy[bot]@users.noreply.github.com`;
    expect(text).toContain(`\nSigned-off-by: seaworthy[bot] <${address}>`);
  });
});

describe('the first contact', () => {
  const TWO_KINDS = 'FROM debian:12\nENV A 1\nRUN apt-get install curl\n';
  const RULES = { rules: ['legacy-key-value', 'no-install-recommends'] };
  const openOnes = ({ pulls }: GitHubScene) => pulls().filter(({ state }) => state === 'open');
  const push = ({ host }: GitHubScene, text: string) => {
    host.people.push('acme/shop', 'main', { Dockerfile: text }, 'ann');
  };
  const opened = async () => {
    const scene = await githubScene({ Dockerfile: TWO_KINDS });
    const first = await scene.look(RULES);
    expect(outcomes(first)).toEqual([CREATED]);
    expect(first.waiting).toHaveLength(1);
    push(scene, `${TWO_KINDS}LABEL a=b\n`);
    expect((await scene.look(RULES)).waiting).toHaveLength(1);
    expect(scene.pulls()).toHaveLength(1);
    return scene;
  };

  test('is one pull request until it is merged, how often we may look', async () => {
    const scene = await opened();
    scene.host.people.merge('acme/shop', 1, 'ann');
    await scene.look(RULES);
    expect(openOnes(scene)).toHaveLength(1);
    expect(scene.pulls()).toHaveLength(2);
  });

  test('is over when a person closed it', async () => {
    const scene = await opened();
    scene.host.people.close('acme/shop', 1, 'ann');
    await scene.look(RULES);
    expect(openOnes(scene)).toHaveLength(1);
    expect(scene.pulls()).toHaveLength(2);
  });

  test('is over when we closed it because a person asked for that', async () => {
    const scene = await opened();
    const { host, installation } = scene;
    const identity = botIdentity(host.app.slug, () => Promise.resolve(host.world.bot().id));
    const client = await installationClient(host, installation);
    const deps = { client, name: NAME, identity, rules: [] };
    const pull = await readPull(deps, 1);
    if (pull === null) throw new Error('#1 is not ours');
    const question = { client, name: NAME, identity, branchPrefix: 'seaworthy/' };
    expect(await readHistory(question, [])).toMatchObject({ isFirstContact: true });
    await ignore(deps, pull, 'version', null);
    expect(await readHistory(question, [])).toMatchObject({ isFirstContact: false });
  });

  test('is not over when we closed it ourselves', async () => {
    const scene = await opened();
    push(scene, TWO_KINDS.replace('ENV A 1', 'ENV A=1'));
    const { waiting } = await scene.look(RULES);
    expect({ waiting, open: openOnes(scene).length }).toEqual({ waiting: [], open: 1 });
    push(scene, TWO_KINDS);
    expect((await scene.look(RULES)).waiting).toHaveLength(1);
    expect(openOnes(scene)).toHaveLength(1);
  });

  test('gives who asks what they ask for', async () => {
    const scene = await opened();
    const [asked] = (await scene.look(RULES)).waiting;
    const requested = new Set([asked?.branch.slice('seaworthy/'.length) ?? '']);
    expect(outcomes(await scene.look({ ...RULES, requested }))).toEqual([
      `unchanged ${BRANCH}`,
      `created ${asked?.branch ?? ''}`,
    ]);
  });
});
