import { expect, test } from 'vitest';
import { appStage } from './app-stage.ts';
import type { Shop } from './app-stage.ts';
import type { CheckRun } from './github/model.ts';

const stage = appStage();

const QUIET = 'pullRequests:\n  limit: 0\n  firstContact: 0\n';

/** No registry is asked about it; what is wrong in it was there before. */
const BEFORE = 'FROM scratch\nENV OLD 1\nCOPY app /app\nUSER 1000\nENTRYPOINT ["/app"]\n';
const AFTER = BEFORE.replace('COPY', 'ENV NEW 2\nCOPY');

const opened = (config = '') =>
  stage().open({ Dockerfile: BEFORE, '.github/seaworthy.yml': `${QUIET}${config}` });

/** Pull request #1 of a branch with this Dockerfile. */
async function propose({ name }: Shop, by: string, dockerfile = AFTER): Promise<void> {
  const { host, app } = stage();
  host.people.push(name, 'change', { Dockerfile: dockerfile }, by);
  host.people.openPull(name, by, { head: 'change' });
  await app.idle();
}

function runsOf({ state }: Shop) {
  return state.checkRuns.map(({ conclusion, annotations }: CheckRun) => ({
    conclusion,
    lines: annotations.map((one) => one['start_line']),
  }));
}

function suggestionsOf(shop: Shop): readonly string[] {
  const comments = shop.pulls().flatMap(({ pull }) => pull.reviewComments);
  return comments.map(({ body }) => /```suggestion\n([^]*?)```/.exec(body)?.[1] ?? body);
}

test('a pull request gets a neutral check and one review, about the lines that it changes', async () => {
  const { host, app } = stage();
  const shop = await opened();
  await propose(shop, 'ann');
  expect(runsOf(shop)).toEqual([{ conclusion: 'neutral', lines: [3] }]);
  expect(suggestionsOf(shop)).toEqual(['ENV NEW=2\n']);
  const [pull] = shop.pulls();
  expect(pull?.pull.reviews).toMatchObject([
    { state: 'COMMENTED', user: { login: 'seaworthy[bot]' } },
  ]);
  const delivery = host.webhooks.deliveries.findLast(({ event }) => event === 'pull_request');
  if (delivery !== undefined) await host.webhooks.repeat(delivery);
  await app.idle();
  expect(runsOf(shop)).toHaveLength(1);
  await shop.push({ Dockerfile: AFTER.replace('COPY', 'ENV MORE 3\nCOPY') }, 'change');
  expect(runsOf(shop).slice(1)).toEqual([{ conclusion: 'neutral', lines: [3, 4] }]);
  expect(suggestionsOf(shop)).toEqual(['ENV NEW=2\n', 'ENV MORE=3\n']);
});

test('who asks for the check again gets a new run, and no second review', async () => {
  const { host, app } = stage();
  const shop = await opened();
  await propose(shop, 'ann');
  host.robots.rerequestCheck(shop.state, shop.state.checkRuns[0]?.id ?? 0, 'ann');
  await app.idle();
  expect(runsOf(shop).slice(1)).toEqual([{ conclusion: 'neutral', lines: [3] }]);
  expect(shop.pulls()[0]?.pull.reviews).toHaveLength(1);
});

test('a fork gets the check alone, by the configuration of our default branch, and nothing is written to it', async () => {
  const { host, app } = stage();
  const shop = await opened('checks:\n  failOn: info\n');
  const fork = host.people.fork(shop.name, 'eve');
  const own = { '.github/seaworthy.yml': 'checks:\n  enabled: false\n', Dockerfile: AFTER };
  host.people.push(`eve/${fork.name}`, 'change', own, 'eve');
  const refs = fork.git.references('refs/');
  host.log.clear();
  host.people.openPull(shop.name, 'eve', { head: `eve/${fork.name}:change` });
  await app.idle();
  expect(runsOf(shop)).toEqual([{ conclusion: 'failure', lines: [3] }]);
  host.robots.rerequestCheck(shop.state, shop.state.checkRuns[0]?.id ?? 0, 'ann');
  await app.idle();
  expect(runsOf(shop).slice(1)).toEqual([{ conclusion: 'failure', lines: [3] }]);
  const asked = host.requests.filter(({ caller }) => caller.startsWith('installation'));
  expect(asked.filter(({ isWrite }) => isWrite).map(({ template }) => template)).toEqual([
    '/repos/{owner}/{repo}/check-runs',
    '/repos/{owner}/{repo}/check-runs',
  ]);
  const others = asked.filter(({ path }) => !path.startsWith(`/repos/${shop.name}/`));
  expect(others.map(({ path }) => path).filter((path) => path !== '/graphql')).toEqual([]);
  expect(asked.map(({ requestText }) => requestText).join('\n')).not.toContain('eve/');
  expect(fork.git.references('refs/')).toEqual(refs);
  expect(shop.pulls()).toMatchObject([{ comments: [], pull: { reviews: [] } }]);
});

test.each([
  ['a configuration that cannot be read', 'checks: 7\n', 1],
  ['checks that are turned off', 'checks:\n  enabled: false\n', 0],
  ['an app that is turned off', 'enabled: false\n', 0],
])('%s: no check, and no review', async (_, config, issues) => {
  const shop = await opened(config);
  await propose(shop, 'ann');
  expect(runsOf(shop)).toEqual([]);
  expect(shop.pulls()).toMatchObject([{ comments: [], pull: { reviews: [] } }]);
  expect(shop.issues()).toHaveLength(issues);
  expect(await stage().app.counts()).toMatchObject({ dead: 0 });
});

test('a tidy Dockerfile succeeds, and other files need no check', async () => {
  const { host, app } = stage();
  const shop = await opened();
  await propose(shop, 'ann', `# Our shop\n${BEFORE}`);
  expect(runsOf(shop)).toEqual([{ conclusion: 'success', lines: [] }]);
  host.people.push(shop.name, 'words', { 'README.md': '# Shop\n' }, 'ann');
  host.people.openPull(shop.name, 'ann', { head: 'words' });
  await app.idle();
  expect(runsOf(shop)).toHaveLength(1);
});
