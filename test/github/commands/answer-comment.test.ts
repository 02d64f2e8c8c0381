import { describe, expect, it } from 'vitest';
import { tickedBoxes } from '../../../src/remediation/body/boxes.ts';
import { parseKeyBlock } from '../../../src/remediation/key-block.ts';
import { parseWiderRefusal } from '../../../src/remediation/wider-refusal.ts';
import { BRANCH, SHOP, talkScene } from './talk-scene.ts';
import type { TalkScene } from './talk-scene.ts';

const PERSONS_COMMIT = { Dockerfile: 'FROM node:23\n' };

const ticks = (scene: TalkScene) => [...tickedBoxes(scene.issue().body ?? '')];

describe('a comment by a person with write access', () => {
  it.each([
    ['rebase', ['rebase'], true],
    ['recreate', ['recreate'], true],
    ['pause', ['pause'], false],
  ] as const)('%s ticks the box, and is met with a reaction', async (word, boxes, needsLook) => {
    const scene = await talkScene();
    const said = await scene.comment(`/seaworthy ${word}`, 'mia');
    expect(said).toMatchObject({ needsLook, reactions: ['+1'] });
    expect(ticks(scene)).toEqual(boxes);
    expect(scene.answers()).toEqual([]);
    scene.host.assertHonest();
  });

  it('ends a pause', async () => {
    const scene = await talkScene();
    await scene.comment('/seaworthy pause');
    expect(await scene.comment('/seaworthy rebase')).toMatchObject({ needsLook: false });
    expect(scene.answers().join()).toContain('This pull request is paused');
    expect(await scene.comment('/seaworthy resume')).toMatchObject({ needsLook: true });
    expect(ticks(scene)).toEqual([]);
  });

  it('does not rebase over commits of people, and says how', async () => {
    const scene = await talkScene();
    scene.host.people.push(SHOP, BRANCH, PERSONS_COMMIT, 'ann');
    const said = await scene.comment('/seaworthy rebase');
    expect(said).toMatchObject({ needsLook: false, reactions: [] });
    expect(ticks(scene)).toEqual([]);
    expect(scene.answers().join()).toContain('`/seaworthy recreate` makes it anew');
  });

  it('recreates over commits of people, and says what goes', async () => {
    const scene = await talkScene();
    const tip = scene.host.people.push(SHOP, BRANCH, PERSONS_COMMIT, 'ann');
    expect(await scene.comment('/seaworthy recreate')).toMatchObject({ needsLook: true });
    expect(ticks(scene)).toEqual(['recreate']);
    expect(scene.answers().join()).toContain(`git branch NAME ${tip}`);
  });

  it('recreates what was closed: its "no" is over', async () => {
    const scene = await talkScene();
    await scene.comment('/seaworthy ignore rule pipefail');
    expect(await scene.comment('/seaworthy recreate')).toMatchObject({ needsLook: true });
    const body = scene.issue().body ?? '';
    expect([parseKeyBlock(body), parseWiderRefusal(body)]).toEqual([null, null]);
    expect(scene.issue().labels).toEqual([]);
    expect(scene.host.repository(SHOP).git.resolve(`refs/heads/${BRANCH}`)).toBeNull();
  });

  it('refuses exactly this change', async () => {
    const scene = await talkScene();
    expect(await scene.comment('/seaworthy ignore version')).toMatchObject({ reactions: ['+1'] });
    expect(scene.issue().state).toBe('closed');
    expect(parseKeyBlock(scene.issue().body ?? '')?.marks.size).toBe(1);
    expect(parseWiderRefusal(scene.issue().body ?? '')).toBeNull();
  });

  it.each([
    ['rule pipefail', { rules: new Set(['pipefail']), images: new Set() }],
    ['rule DL4006', { rules: new Set(['pipefail']), images: new Set() }],
    ['image', { rules: new Set(), images: new Set(['node']) }],
  ])('refuses more: %s', async (words, refused) => {
    const scene = await talkScene();
    await scene.comment(`/seaworthy ignore ${words}`);
    expect(scene.issue().state).toBe('closed');
    expect(parseWiderRefusal(scene.issue().body ?? '')).toEqual(refused);
    expect(scene.issue().labels.map(({ name }) => name)).toEqual(['seaworthy:refused']);
  });

  it.each([
    ['ignore rule', '- `/seaworthy ignore rule pipefail`'],
    ['ignore rule no-such', '`no-such` is no rule of this pull request'],
    ['ignore image redis', '`redis` is no image of this pull request'],
    ['rebas', 'Did you mean `/seaworthy rebase`?'],
    ['help', '| `/seaworthy explain RULE` |'],
    ['explain pipefail', '**`pipefail`: '],
    ['explain pipefial', 'Did you mean `pipefail`?'],
    ['explain [x](http://evil.example)@ann', 'There is no rule `[x](http://evil.example)@ann`.'],
    ['`<!-- x`', 'There is no `/seaworthy <!--`.'],
  ])('is answered by one comment: %s', async (words, answer) => {
    const scene = await talkScene();
    const said = await scene.comment(`/seaworthy ${words}`);
    expect(said).toMatchObject({ needsLook: false, reactions: [] });
    expect(scene.answers()).toEqual([expect.stringContaining(answer)]);
    expect(scene.issue().state).toBe('open');
  });

  it('is answered once for all that it says', async () => {
    const scene = await talkScene();
    await scene.comment('/seaworthy pause\n/seaworthy explain pipefail\n/seaworthy help');
    expect(ticks(scene)).toEqual(['pause']);
    expect(scene.answers()).toEqual([expect.stringContaining('Done: `/seaworthy pause`.')]);
  });
});

describe('nobody is answered', () => {
  it.each(['tom', 'ben', 'eve'])('who may not write: %s', async (login) => {
    const scene = await talkScene();
    const said = await scene.comment('/seaworthy ignore version\n/seaworthy help', login);
    expect(said).toMatchObject({ needsLook: false, reactions: ['confused'] });
    expect(scene.answers()).toEqual([]);
    expect(scene.issue().state).toBe('open');
  });

  it.each([
    ['a bot', '/seaworthy rebase', 'renovate[bot]'],
    ['small talk', 'please rebase', 'ann'],
  ])('without a request: %s', async (_name, words, login) => {
    const scene = await talkScene();
    const before = scene.host.requests.length;
    expect(await scene.comment(words, login)).toMatchObject({ reactions: [] });
    expect(scene.host.requests.length).toBe(before);
  });

  it('on issues and pull requests of others, whatever their texts say', async () => {
    const scene = await talkScene();
    scene.host.people.push(SHOP, 'mine', PERSONS_COMMIT, 'ann');
    const { people } = scene.host;
    const body = scene.issue().body ?? '';
    const pull = people.openPull(SHOP, 'ann', { head: 'mine', body });
    const issue = people.openIssue(SHOP, 'ann', 'x', '<!-- seaworthy:dashboard:v1 -->');
    for (const { number } of [pull, issue]) {
      expect(await scene.comment('/seaworthy help', 'ann', number)).toMatchObject({
        reactions: [],
      });
      expect(scene.answers(number)).toEqual([]);
    }
  });
});

describe('the same comment', () => {
  it('delivered twice is answered once', async () => {
    const scene = await talkScene();
    await scene.comment('/seaworthy help');
    await scene.again();
    expect(scene.answers()).toHaveLength(1);
  });

  it('delivered again later undoes nothing', async () => {
    const scene = await talkScene();
    await scene.comment('/seaworthy pause');
    await scene.editBody((scene.issue().body ?? '').replace('[x]', '[ ]'));
    const { comment } = await scene.comment('/seaworthy pause');
    expect(comment.reactions).toHaveLength(1);
    await scene.editBody((scene.issue().body ?? '').replace('[x]', '[ ]'));
    expect(ticks(scene)).toEqual([]);
    await scene.editComment(comment.id, '/seaworthy pause\n\nthanks');
    expect(ticks(scene)).toEqual([]);
  });

  it('edited is answered for what is new in it', async () => {
    const scene = await talkScene();
    const { comment } = await scene.comment('/seaworthy pause');
    await scene.editComment(comment.id, '/seaworthy pause\n/seaworthy resume');
    await scene.again();
    expect(ticks(scene)).toEqual([]);
    expect(scene.answers()).toEqual([expect.stringContaining('Done: `/seaworthy resume`.')]);
  });

  it('edited by a stranger is a command of the stranger', async () => {
    const scene = await talkScene();
    const { comment } = await scene.comment('thanks');
    await scene.editComment(comment.id, '/seaworthy ignore version', 'ben');
    expect(scene.issue().state).toBe('open');
  });
});

describe('a crash after any request', () => {
  it.each(['rebase', 'ignore rule pipefail', 'explain pipefail'])(
    'changes nothing in the end: %s',
    async (words) => {
      const whole = await talkScene();
      const start = whole.host.requests.length;
      await whole.comment(`/seaworthy ${words}`);
      const requests = whole.host.requests.length - start;
      expect(requests).toBeGreaterThan(3);
      for (let skip = 0; skip < requests; skip += 1) {
        for (const drop of ['before', 'after'] as const) {
          const scene = await talkScene();
          scene.host.faults.next({ drop, skip });
          await expect(scene.comment(`/seaworthy ${words}`)).rejects.toMatchObject({
            isRetryable: true,
          });
          await scene.again();
          expect(endOf(scene)).toEqual(endOf(whole));
        }
      }
    },
    60_000,
  );
});

/** Ids differ from host to host. */
function endOf(scene: TalkScene) {
  const { state, body, labels, comments } = scene.issue();
  const reactions = comments.flatMap((one) => one.reactions.map(({ content }) => content));
  const answers = scene.answers().map((one) => one.replace(/comment:\d+ \d+ /, ''));
  return { state, body, reactions, answers, labels: labels.map(({ name }) => name) };
}
