import { expect, test } from 'vitest';
import { readHead } from '../../src/github/read-head.ts';
import { githubScene, installationClient, NAME } from './github-scene.ts';
import type { GitHubScene } from './github-scene.ts';

const PROBLEM = 'FROM debian:12\nENV A 1\nUSER app\n';
const CURED = 'FROM debian:12\nENV A=1\nUSER app\n';
const WISHES = `version: 1
pullRequests:
  labels: [docker]
  reviewers: [ben]
  milestone: Next
  signOff: always
`;
const LOOK = { rules: ['legacy-key-value'] };

/** Token, head, tree, files. */
const FIRST_LOOK = 4;
/** And what became of proposals. */
const LOOK_AT_PROPOSALS = FIRST_LOOK + 1;
const MOST_PER_PULL_REQUEST = 8;

interface Scenario {
  readonly files: Readonly<Record<string, string>>;
  readonly before?: (scene: GitHubScene) => Promise<unknown>;
  readonly bar: number;
}

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'a first look without a change': { files: { Dockerfile: CURED }, bar: FIRST_LOOK },
  'a repository without Dockerfiles': { files: { 'README.md': '' }, bar: FIRST_LOOK },
  'a new pull request': {
    files: { Dockerfile: PROBLEM },
    bar: FIRST_LOOK + MOST_PER_PULL_REQUEST,
  },
  'a new one with labels, reviewers and a milestone': {
    files: { Dockerfile: PROBLEM, '.github/seaworthy.yml': WISHES },
    bar: FIRST_LOOK + MOST_PER_PULL_REQUEST,
  },
  'an open one that is as it should be': {
    files: { Dockerfile: PROBLEM },
    before: ({ look }) => look(LOOK),
    bar: LOOK_AT_PROPOSALS,
  },
  'an open one that is brought up to date': {
    files: { Dockerfile: PROBLEM },
    before: async ({ host, look }) => {
      await look(LOOK);
      host.people.push('acme/shop', 'main', { 'web/Dockerfile': PROBLEM }, 'ann');
    },
    bar: FIRST_LOOK + MOST_PER_PULL_REQUEST,
  },
  'an open one that is taken back': {
    files: { Dockerfile: PROBLEM },
    before: async ({ host, look }) => {
      await look(LOOK);
      host.people.push('acme/shop', 'main', { Dockerfile: CURED }, 'ann');
    },
    bar: FIRST_LOOK + MOST_PER_PULL_REQUEST,
  },
};

test.each(Object.entries(SCENARIOS))('%s takes few requests', async (name, scenario) => {
  const scene = await githubScene(scenario.files);
  await scenario.before?.(scene);
  scene.host.log.clear();
  await scene.look(LOOK);
  const { length } = scene.host.requests;
  console.log(`${name.padEnd(50)} ${length} requests, at most ${scenario.bar}`);
  expect(length).toBeLessThanOrEqual(scenario.bar);
});

test('an unchanged repository takes one request, answered 304', async () => {
  const { host, installation } = await githubScene({ Dockerfile: PROBLEM });
  const client = await installationClient(host, installation);
  const first = await readHead(client, NAME, null);
  host.log.clear();
  await readHead(client, NAME, first.kind === 'head' ? first.head.etag : null);
  expect(host.requests.map(({ status }) => status)).toEqual([304]);
});
