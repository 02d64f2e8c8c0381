import { expect, test } from 'vitest';
import { tickedBoxes, withTicks } from '../../src/remediation/body/boxes.ts';
import { appStage } from './app-stage.ts';
import type { Shop } from './app-stage.ts';
import type { Comment } from './github/model.ts';

const stage = appStage();

/** No registry is asked about it, and one safe fix is proposed. */
const PROBLEM = 'FROM scratch\nENV A 1\nCOPY app /app\nUSER 1000\nENTRYPOINT ["/app"]\n';
const BRANCH = 'seaworthy/hardening';

const opened = () => stage().open({ Dockerfile: PROBLEM });

function ticks({ state }: Shop, number = 1): readonly string[] {
  return [...tickedBoxes(state.issues.get(number)?.body ?? '')];
}

function parentOf({ state, tip }: Shop): string | undefined {
  return state.git.commit(tip(BRANCH) ?? '')?.parents[0];
}

const contents = ({ reactions }: Comment) => reactions.map(({ content }) => content);

test('questions of a writer are answered by one comment each, however often they arrive', async () => {
  const { host, app } = stage();
  const shop = await opened();
  await shop.comment(1, 'ann', '/seaworthy help');
  await shop.comment(1, 'mia', '/seaworthy explain legacy-key-value');
  expect(shop.answers(1)).toEqual([
    expect.stringContaining('| `/seaworthy explain RULE` |'),
    expect.stringContaining('**`legacy-key-value`: '),
  ]);
  for (const delivery of commentsOn(shop)) await host.webhooks.repeat(delivery);
  await app.idle();
  expect(shop.answers(1)).toHaveLength(2);
});

test('a stranger is met with a reaction and nothing else, and a bot not even with that', async () => {
  const { host } = stage();
  const shop = await opened();
  for (const login of ['ben', 'eve']) {
    const comment = await shop.comment(1, login, '/seaworthy ignore\n/seaworthy help');
    expect(contents(comment)).toEqual(['confused']);
  }
  host.log.clear();
  const ofBot = await shop.comment(1, 'renovate[bot]', '/seaworthy recreate');
  const ofTalk = await shop.comment(1, 'ann', 'Thanks, looks good');
  expect([...contents(ofBot), ...contents(ofTalk)]).toEqual([]);
  expect(host.requests).toEqual([]);
  expect(shop.answers(1)).toEqual([]);
  expect(shop.pulls()).toMatchObject([{ state: 'open' }]);
});

test('a pause keeps the branch as it is, and resume brings it up to date', async () => {
  const shop = await opened();
  expect(contents(await shop.comment(1, 'ann', '/seaworthy pause'))).toEqual(['+1']);
  const paused = shop.tip(BRANCH);
  await shop.push({ 'web/Dockerfile': PROBLEM });
  expect(shop.tip(BRANCH)).toBe(paused);
  expect(ticks(shop)).toEqual(['pause']);
  await shop.comment(1, 'ann', '/seaworthy resume');
  expect(shop.tip(BRANCH)).not.toBe(paused);
  expect(parentOf(shop)).toBe(shop.tip('main'));
  expect(ticks(shop)).toEqual([]);
});

test('rebase builds on the tip, never over commits of a person; recreate also over those', async () => {
  const shop = await opened();
  const main = await shop.push({ 'README.md': '# Shop' });
  expect(parentOf(shop)).not.toBe(main);
  expect(contents(await shop.comment(1, 'ann', '/seaworthy rebase'))).toEqual(['+1']);
  expect(parentOf(shop)).toBe(main);
  expect(ticks(shop)).toEqual([]);
  const own = await shop.push({ 'notes.txt': 'mine' }, BRANCH);
  await shop.comment(1, 'ann', '/seaworthy rebase');
  expect(shop.tip(BRANCH)).toBe(own);
  expect(shop.answers(1)).toEqual([expect.stringContaining('they are not thrown away')]);
  await shop.comment(1, 'mia', '/seaworthy recreate');
  expect(parentOf(shop)).toBe(main);
  expect(shop.answers(1)[1]).toContain(`git branch NAME ${own}`);
  expect(ticks(shop)).toEqual([]);
});

test('ignore closes it for good, and recreate on the closed one takes that back', async () => {
  const shop = await opened();
  await shop.comment(1, 'ann', '/seaworthy ignore rule legacy-key-value');
  await shop.push({ 'web/Dockerfile': PROBLEM });
  expect(shop.pulls()).toMatchObject([{ number: 1, state: 'closed' }]);
  expect(shop.pulls()[0]?.labels).toMatchObject([{ name: 'seaworthy:refused' }]);
  await shop.comment(1, 'ann', '/seaworthy recreate');
  expect(shop.pulls()).toMatchObject([{ state: 'closed' }, { state: 'open' }]);
  expect(shop.pulls()[0]?.labels).toEqual([]);
  expect(shop.answers(1)).toEqual([expect.stringContaining('is over')]);
});

test('an edited comment is answered for what is new in it, by who has edited it', async () => {
  const { host, app } = stage();
  const shop = await opened();
  const edit = async (id: number, by: string, body: string) => {
    host.people.editComment(shop.name, id, by, body);
    await app.idle();
  };
  const { id } = await shop.comment(1, 'ann', '/seaworthy help');
  await edit(id, 'ben', '/seaworthy help\n/seaworthy ignore');
  expect(shop.pulls()).toMatchObject([{ state: 'open' }]);
  await edit(id, 'ann', '/seaworthy help\n/seaworthy explain legacy-key-value');
  expect(shop.answers(1)).toHaveLength(2);
  expect(shop.answers(1)[1]).toContain('**`legacy-key-value`: ');
});

test('an edit that arrives before its comment leaves what the comment says now', async () => {
  const { host, app } = stage();
  const shop = await opened();
  host.webhooks.hold();
  const first = host.people.comment(shop.name, 1, 'ann', '/seaworthy pause');
  host.people.editComment(shop.name, first.id, 'ann', '/seaworthy help');
  await host.webhooks.release([1, 0]);
  await app.idle();
  expect(ticks(shop)).toEqual([]);
  expect(shop.answers(1)).toEqual([expect.stringContaining('/seaworthy explain RULE')]);
});

test('a comment and its edits that wait together are all answered', async () => {
  const { host, app } = stage();
  const shop = await opened();
  host.webhooks.hold();
  host.people.comment(shop.name, 1, 'mia', '/seaworthy help');
  const comment = host.people.comment(shop.name, 1, 'ann', '/seaworthy pause');
  const longer = '/seaworthy pause\n/seaworthy explain legacy-key-value';
  host.people.editComment(shop.name, comment.id, 'ann', longer);
  await host.webhooks.release();
  await app.idle();
  expect(ticks(shop)).toEqual(['pause']);
  expect(shop.answers(1)).toHaveLength(2);
});

test('a tick of a writer is a command, that of a stranger is taken back', async () => {
  const { host, app } = stage();
  const shop = await opened();
  const tick = (by: string, ...names: string[]) => {
    const body = withTicks(shop.state.issues.get(1)?.body ?? '', new Set(names));
    host.people.editBody(shop.name, 1, by, body);
  };
  const main = await shop.push({ 'README.md': '# Shop' });
  tick('ben', 'pause');
  await app.idle();
  expect(ticks(shop)).toEqual([]);
  host.webhooks.hold();
  tick('ben', 'pause');
  tick('ann', 'pause', 'rebase');
  await host.webhooks.release();
  await app.idle();
  expect(ticks(shop)).toEqual([]);
  expect(parentOf(shop)).toBe(main);
});

function commentsOn({ state }: Shop) {
  return stage().host.webhooks.deliveries.filter(
    ({ event, repositoryId }) => event === 'issue_comment' && repositoryId === state.id,
  );
}
