import { describe, expect, test } from 'vitest';
import type { Fault } from '../e2e/github/faults.ts';
import { isPull } from '../e2e/github/pulls.ts';
import { githubScene } from './github-scene.ts';
import type { GitHubScene } from './github-scene.ts';

const CONFIG = `version: 1
pullRequests:
  labels: [docker]
  assignees: [ann]
  reviewers: [ben]
  milestone: Next
`;
const PROBLEM = 'FROM debian:12\nENV A 1\nUSER app\n';
const CURED = 'FROM debian:12\nENV A=1\nUSER app\n';
const LOOK = { rules: ['legacy-key-value'] };

/** What the run that is disturbed has to do, by what has happened before it. */
const RUNS: Readonly<Record<string, (scene: GitHubScene) => Promise<void>>> = {
  'opens a pull request': () => Promise.resolve(),
  'brings one up to date': async ({ host, look }) => {
    await look(LOOK);
    host.people.push('acme/shop', 'main', { 'web/Dockerfile': PROBLEM }, 'ann');
  },
  'takes one back': async ({ host, look }) => {
    await look(LOOK);
    host.people.push('acme/shop', 'main', { Dockerfile: CURED }, 'ann');
  },
};

/** Each without the effect, but for the last, whose answer alone is lost. */
const FAULTS: Readonly<Record<string, Fault>> = {
  'is dropped before it arrives': { drop: 'before' },
  'is answered 403': { status: 403 },
  'is answered 404': { status: 404 },
  'is answered 422': { status: 422 },
  'is answered 429': { status: 429, headers: { 'retry-after': '1' } },
  'is answered 500': { status: 500 },
  'is answered 502': { status: 502, body: '<html>Bad gateway</html>' },
  'is done, and its answer lost': { drop: 'after' },
};

async function prepared(run: string): Promise<GitHubScene> {
  const scene = await githubScene({ Dockerfile: PROBLEM, '.github/seaworthy.yml': CONFIG });
  const { host, shop } = scene;
  shop.milestones.push({
    id: host.world.nextId(),
    number: 1,
    title: 'Next',
    description: null,
    state: 'open',
    creator: host.world.account('ann'),
    createdAt: host.world.now(),
  });
  await RUNS[run]?.(scene);
  host.log.clear();
  return scene;
}

/** All that people see: branches by what they hold, and pull requests with everything on them. */
function stateOf({ shop }: GitHubScene): unknown {
  const { git } = shop;
  const branches = git.references('refs/heads/').map(({ name, oid }) => {
    const commit = git.commit(oid);
    const parents = commit?.parents.map((parent) => git.commit(parent)?.tree);
    // Commits are of another time in every scene, and so are their ids.
    const message = commit?.message.replace(/(?<=seaworthy:place:v1 )[0-9a-f]+/, 'PARENT');
    return { name, tree: commit?.tree, message, parents };
  });
  const pulls = [...shop.issues.values()].filter(isPull).map((issue) => ({
    number: issue.number,
    title: issue.title,
    body: issue.body,
    state: issue.state,
    labels: issue.labels.map(({ name }) => name),
    assignees: issue.assignees.map(({ login }) => login),
    reviewers: issue.pull.requestedReviewers.map(({ login }) => login),
    milestone: issue.milestone?.title,
    draft: issue.pull.draft,
    comments: issue.comments.length,
  }));
  return { branches, pulls };
}

/** Positions of the requests to disturb: all writes, and reads, which leave nothing half done, by two faults only. */
function worthy({ host }: GitHubScene, { status, drop }: Fault): readonly number[] {
  const isForReads = status === 404 || drop === 'before';
  const positions = host.requests.flatMap(({ isWrite }, at) => (isWrite || isForReads ? [at] : []));
  expect(positions.length).toBeGreaterThan(2);
  return positions;
}

describe.each(Object.keys(RUNS))('a run that %s', (run) => {
  test.each(Object.entries(FAULTS))(
    'ends in the same state when any one request %s, and it is run again',
    async (_, fault) => {
      const calm = await prepared(run);
      await calm.look(LOOK);
      const wanted = stateOf(calm);
      for (const skip of worthy(calm, fault)) {
        const scene = await prepared(run);
        scene.host.faults.next({ ...fault, skip });
        // What it comes to is another's test: here the process may as well have died.
        await scene.look(LOOK).catch(() => null);
        expect(scene.host.faults.waiting).toBe(0);
        await scene.look(LOOK);
        expect({ skip, state: stateOf(scene) }).toEqual({ skip, state: wanted });
        scene.host.assertHonest();
        await scene.host.stop();
      }
    },
    120_000,
  );
});
