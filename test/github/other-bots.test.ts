import { expect, test } from 'vitest';
import { githubScene, outcomes } from './github-scene.ts';

const FILES = { Dockerfile: 'FROM node:20.11.0\nENV A=1\nUSER node\n' };
const NEWER = ['node:20.11.0', 'node:20.20.2'];

/** Token, head, tree, and all files at once. */
const FIRST_LOOK = 4;

test('an image that Renovate moves is left, at no request more', async () => {
  const scene = await githubScene({
    ...FILES,
    '.github/renovate.json5': "{ extends: ['config:base'] }",
  });
  scene.host.log.clear();
  const report = await scene.look({ rules: ['outdated-image'], images: NEWER });
  expect(outcomes(report)).toEqual([]);
  expect(report.leftToBots).toEqual([
    { bot: 'Renovate', file: '.github/renovate.json5', images: ['node'] },
  ]);
  expect(scene.host.requests).toHaveLength(FIRST_LOOK);
  scene.host.assertHonest();
});

test('our open pull request about it is taken back when Renovate comes', async () => {
  const scene = await githubScene(FILES);
  const look = { rules: ['outdated-image'], images: NEWER };
  expect(outcomes(await scene.look(look))).toEqual(['created seaworthy/upgrade-node-20-11-0']);
  scene.host.people.push('acme/shop', 'main', { 'renovate.json': '{}' }, 'ann');
  const { withdrawn } = await scene.look(look);
  expect(withdrawn.map(({ outcome }) => outcome)).toEqual([{ kind: 'withdrawn' }]);
  expect(scene.pulls().map(({ state }) => state)).toEqual(['closed']);
  scene.host.assertHonest();
});

test('a repository without Dockerfiles takes no request for it', async () => {
  const scene = await githubScene({ 'README.md': '', 'renovate.json': '{}' });
  scene.host.log.clear();
  expect((await scene.look()).leftToBots).toEqual([]);
  expect(scene.host.requests).toHaveLength(FIRST_LOOK);
});
