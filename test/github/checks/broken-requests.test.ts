import { expect, test } from 'vitest';
import type { Fault } from '../../e2e/github/faults.ts';
import { GOOD, pullScene } from './pull-scene.ts';
import type { PullScene } from './pull-scene.ts';

/** More findings than one request takes, and a few fixes. */
const lines = Array.from({ length: 52 }, (_, index) => `ENV A${index} 1\n`).join('');
const change = { Dockerfile: GOOD.replace('USER', `${lines}USER`) };

const only = ['legacy-key-value'];

function endOf({ newestRun, found, suggested, pull }: PullScene) {
  const { name, headOid, externalId, status, conclusion, output } = newestRun();
  const run = { name, headOid, externalId, status, conclusion, output };
  return { run, found: found(), suggested: suggested(), reviews: pull.pull.reviews.length };
}

const FAULTS: readonly (readonly [string, Fault])[] = [
  ['a connection lost before', { drop: 'before' }],
  ['a connection lost after', { drop: 'after' }],
  ['an answer 500', { status: 500 }],
  ['a secondary limit', { status: 403, headers: { 'retry-after': '60' } }],
];

test.each(FAULTS)(
  '%s at every request in turn, and a second run, end in the same',
  async (_, fault) => {
    const calm = await pullScene({ change, only });
    await calm.check();
    const count = calm.host.requests.length;
    for (let skip = 0; skip < count; skip += 1) {
      const fresh = await pullScene({ change, only });
      fresh.host.faults.next({ ...fault, skip });
      await expect(fresh.check()).rejects.toMatchObject({
        name: 'CodeHostError',
        isRetryable: true,
      });
      await fresh.check();
      expect(fresh.shop.checkRuns).toHaveLength(1);
      const { run, ...rest } = endOf(fresh);
      const expected = endOf(calm);
      expect(rest).toEqual({ found: expected.found, suggested: expected.suggested, reviews: 1 });
      expect(run).toMatchObject({
        status: 'completed',
        conclusion: 'neutral',
        output: expected.run.output,
      });
    }
  },
  120_000,
);

test('the requests of a check are at most eleven', async () => {
  const { check, host } = await pullScene({ change, only });
  await check();
  expect(host.requests.length).toBeLessThanOrEqual(11);
});

test('nothing is sent that GitHub refuses, and what it refuses is said', async () => {
  const { check, host } = await pullScene({ change, only });
  const template = '/repos/{owner}/{repo}/pulls/{pull_number}/reviews';
  host.faults.next({ match: { method: 'POST', template }, status: 422 });
  expect(await check()).toMatchObject({ run: 'created', review: { kind: 'refused' } });
  expect(await check()).toMatchObject({ run: 'unchanged', review: { kind: 'created' } });
});
