import { describe, expect, it } from 'vitest';
import { tickedBoxes, withTicks } from '../../../src/remediation/body/boxes.ts';
import { BRANCH, SHOP, talkScene } from './talk-scene.ts';
import type { TalkScene } from './talk-scene.ts';

const ticks = (scene: TalkScene) => [...tickedBoxes(scene.issue().body ?? '')];

/** Exactly these boxes are ticked then. */
function tick(scene: TalkScene, by: string, ...names: string[]) {
  return scene.editBody(withTicks(scene.issue().body ?? '', new Set(names)), by);
}

describe('a box that a writer ticks', () => {
  it.each([
    ['rebase', true],
    ['recreate', true],
    ['pause', false],
  ])(
    '%s stays ticked until the next look, and is not answered in words',
    async (box, needsLook) => {
      const scene = await talkScene();
      expect(await tick(scene, 'mia', box)).toEqual({ needsLook });
      expect(ticks(scene)).toEqual([box]);
      expect(scene.answers()).toEqual([]);
      scene.host.assertHonest();
    },
  );

  it('ends a pause by taking the tick away', async () => {
    const scene = await talkScene();
    await tick(scene, 'ann', 'pause');
    expect(await tick(scene, 'mia')).toEqual({ needsLook: true });
  });

  it('rebase is taken back with a reason where a person has pushed, once for each wish', async () => {
    const scene = await talkScene();
    scene.host.people.push(SHOP, BRANCH, { Dockerfile: 'FROM node:23\n' }, 'ann');
    expect(await tick(scene, 'ann', 'rebase')).toEqual({ needsLook: false });
    expect(await scene.again()).toEqual({ needsLook: false });
    expect(ticks(scene)).toEqual([]);
    expect(scene.answers()).toEqual([expect.stringContaining('they are not thrown away')]);
  });

  it('asks for nothing where only words were edited', async () => {
    const scene = await talkScene();
    const before = scene.host.requests.length;
    expect(await scene.editBody(`Words.\n${scene.issue().body ?? ''}`)).toEqual({
      needsLook: false,
    });
    expect(scene.host.requests.length).toBe(before);
  });
});

describe('the same tick twice', () => {
  it('is one wish while it waits', async () => {
    const scene = await talkScene();
    await tick(scene, 'ann', 'rebase');
    const writes = () => scene.host.requests.filter(({ isWrite }) => isWrite).length;
    const before = writes();
    expect(await scene.again()).toEqual({ needsLook: true });
    expect(ticks(scene)).toEqual(['rebase']);
    expect(writes()).toBe(before);
  });

  it('is nothing any more when it is done', async () => {
    const scene = await talkScene();
    await tick(scene, 'ann', 'rebase');
    scene.host.people.editBody(SHOP, 1, 'seaworthy[bot]', withTicks(bodyOf(scene), new Set()));
    expect(await scene.again()).toEqual({ needsLook: false });
    expect(ticks(scene)).toEqual([]);
  });
});

describe('ticks by two people', () => {
  it('are both done, whoever is answered first', async () => {
    const scene = await talkScene();
    scene.host.people.editBody(SHOP, 1, 'ann', withTicks(bodyOf(scene), new Set(['rebase'])));
    const [first] = scene.host.webhooks.deliveries.slice(-1);
    const both = await tick(scene, 'mia', 'rebase', 'recreate');
    expect(both).toEqual({ needsLook: true });
    expect(await scene.answerTo(first)).toEqual({ needsLook: true });
    expect(ticks(scene)).toEqual(['rebase', 'recreate']);
  });

  it('keep that of the writer, and not that of the stranger', async () => {
    const scene = await talkScene();
    scene.host.people.editBody(SHOP, 1, 'ben', withTicks(bodyOf(scene), new Set(['recreate'])));
    const [first] = scene.host.webhooks.deliveries.slice(-1);
    await tick(scene, 'ann', 'recreate', 'pause');
    expect(await scene.answerTo(first)).toEqual({ needsLook: false });
    expect(ticks(scene)).toEqual(['pause']);
  });
});

describe('a box that a stranger ticks', () => {
  it.each(['tom', 'eve'])('is taken back without a word: %s', async (login) => {
    const scene = await talkScene();
    expect(await tick(scene, login, 'recreate', 'pause')).toEqual({ needsLook: false });
    expect(ticks(scene)).toEqual([]);
    expect(scene.answers()).toEqual([]);
  });

  it('does not end the pause of a writer', async () => {
    const scene = await talkScene();
    await tick(scene, 'ann', 'pause');
    expect(await tick(scene, 'ben')).toEqual({ needsLook: false });
    expect(ticks(scene)).toEqual(['pause']);
  });

  it('is no concern where the text is not ours', async () => {
    const scene = await talkScene();
    const { people } = scene.host;
    scene.host.people.push(SHOP, 'mine', { 'a.txt': 'a' }, 'ann');
    const { number } = people.openPull(SHOP, 'ann', { head: 'mine', body: bodyOf(scene) });
    const ticked = withTicks(bodyOf(scene), new Set(['recreate']));
    expect(await scene.editBody(ticked, 'eve', number)).toEqual({ needsLook: false });
    expect(scene.issue(number).body).toBe(ticked);
  });
});

function bodyOf(scene: TalkScene): string {
  return scene.issue().body ?? '';
}
