import { expect, test } from 'vitest';
import { tickedBoxes, withTicks } from '../../src/remediation/body/boxes.ts';
import { appStage } from './app-stage.ts';
import type { Shop } from './app-stage.ts';

const stage = appStage();

const PROBLEM = 'FROM scratch\nENV A 1\nCOPY app /app\nUSER 1000\nENTRYPOINT ["/app"]\n';
const CONFIG = '.github/seaworthy.yml';
const ON = 'posture: gentle\ndashboard:\n  enabled: true\n  title: Our Dockerfiles\n';
const NONE_AT_ONCE = 'pullRequests:\n  limit: 0\n  firstContact: 0\n';

function bodyOf(shop: Shop): string {
  const [issue, ...others] = shop.issues();
  expect(others).toEqual([]);
  return issue?.body ?? '';
}

async function tick(shop: Shop, by: string, ...names: string[]): Promise<void> {
  const number = shop.issues()[0]?.number ?? 0;
  await shop.edit(number, by, withTicks(bodyOf(shop), new Set(names)));
}

test('the dashboard is there where it is wanted, follows a merge, and is closed where it is not', async () => {
  const { host, app } = stage();
  const shop = await stage().open({ Dockerfile: PROBLEM, [CONFIG]: ON });
  expect(shop.issues()).toMatchObject([
    { title: 'Our Dockerfiles', state: 'open', author: { login: 'seaworthy[bot]' } },
  ]);
  expect(bodyOf(shop)).toContain('### Open\n\n- ');
  host.people.merge(shop.name, 1, 'ann');
  await app.idle();
  expect(bodyOf(shop)).toContain('Nothing is left to do.');
  await shop.push({ [CONFIG]: 'posture: gentle\n' });
  expect(shop.issues()).toMatchObject([{ state: 'closed', stateReason: 'not_planned' }]);
  await shop.push({ [CONFIG]: ON });
  expect(shop.issues()).toMatchObject([{ state: 'open' }]);
});

test('its boxes open what waits, take a "no" back, and are for writers alone', async () => {
  const { host, app } = stage();
  const shop = await stage().open({ Dockerfile: PROBLEM, [CONFIG]: `${ON}${NONE_AT_ONCE}` });
  expect(shop.pulls()).toEqual([]);
  expect(bodyOf(shop)).toContain('<!-- seaworthy:request:hardening -->');
  await tick(shop, 'ben', 'request:hardening');
  expect(shop.pulls()).toEqual([]);
  expect(tickedBoxes(bodyOf(shop))).toEqual(new Set());
  await tick(shop, 'ann', 'request:hardening');
  expect(shop.pulls()).toMatchObject([{ state: 'open' }]);
  expect(tickedBoxes(bodyOf(shop))).toEqual(new Set());
  const refused = shop.pulls()[0]?.number ?? 0;
  host.people.close(shop.name, refused, 'mia');
  await app.idle();
  await tick(shop, 'mia', `again:${refused}`);
  // Its "no" is over: it waits for room as before, and stands no longer among what was refused.
  expect(bodyOf(shop)).not.toContain('### Refused');
  expect(bodyOf(shop)).toContain('<!-- seaworthy:request:hardening -->');
});

test('where issues are turned off it is done without', async () => {
  const { app } = stage();
  const shop = await stage().open({ Dockerfile: 'FROM scratch\n' });
  shop.state.hasIssues = false;
  await shop.push({ Dockerfile: PROBLEM, [CONFIG]: ON });
  expect(shop.pulls()).toMatchObject([{ state: 'open' }]);
  expect(shop.issues()).toEqual([]);
  expect(await app.counts()).toEqual({ waiting: 0, running: 0, dead: 0 });
});

const HOSTILE = 'a`@everyone<img src=x onerror=y>[x](http:\\evil.example)<!-- -->';

test('texts of others in it are texts, and it fits however many there are', async () => {
  const { app } = stage();
  const names = Array.from({ length: 150 }, (_, index) => `${HOSTILE}${'x'.repeat(900)}${index}`);
  const odd = names.map((name) => [`${name}/Dockerfile`, new Uint8Array([0, 1, 2])] as const);
  const mark = ['<!-- seaworthy:config-problem:v1 -->/Dockerfile', new Uint8Array([0])] as const;
  const files = Object.fromEntries([mark, ...odd]);
  const shop = await stage().open({ ...files, Dockerfile: PROBLEM, [CONFIG]: ON });
  const body = bodyOf(shop);
  expect(Array.from(body).length).toBeLessThanOrEqual(65_536);
  expect(body).toMatch(
    /### Could not be done or read\n\n(?:- [^\n]+\n){20,}\nMore than fits here\.\n/,
  );
  const plain = body.replace(/(`+)(?!`)[^\n]*?[^`]\1(?!`)/g, '');
  expect(plain).not.toMatch(/@everyone|<img|\]\(http/);
  // Written once more it stays the one issue, whatever names stand in it.
  await shop.push({ [CONFIG]: `${ON}# the same\n` });
  expect(shop.issues()).toMatchObject([{ state: 'open', title: 'Our Dockerfiles' }]);
  expect(bodyOf(shop)).toBe(body);
  expect(await app.counts()).toMatchObject({ dead: 0 });
});
