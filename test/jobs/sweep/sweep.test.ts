import { describe, expect, test } from 'vitest';
import { CodeHostError } from '../../../src/remediation/code-host-error.ts';
import { createPassingMemory } from '../../../src/remediation/sweep/sweep-memory.ts';
import { listed, NOTHING, sampleSweep, stillClock } from './sample-sweep.ts';
import type { SweepParts } from '../../../src/jobs/sweep/sweep.ts';
import type { SampleSweep } from './sample-sweep.ts';

const SEVEN = [1, 2, 3, 4, 5, 6, 7].map((id) => listed(id));

function refusal(status: number, retryAfter: number | null, isRetryable = true): CodeHostError {
  return new CodeHostError(`GitHub says ${status}`, { status, isRetryable, retryAfter });
}

/** A look that fails for some repositories as often as it is told. */
function failing(failures: Readonly<Record<number, readonly Error[]>>): SweepParts['look'] {
  const left = new Map(Object.entries(failures).map(([id, errors]) => [Number(id), [...errors]]));
  return ({ id }) => {
    const error = left.get(id)?.shift();
    return error === undefined ? Promise.resolve(NOTHING) : Promise.reject(error);
  };
}

test('looks at every repository of every page, and says how far it is', async () => {
  const progress: string[] = [];
  const { end, told } = await sampleSweep({
    repositories: SEVEN,
    onSwept: ({ done, total }) => progress.push(`${done}/${total}`),
  });
  expect(end).toEqual({ kind: 'complete' });
  expect(told).toEqual(SEVEN.map(({ name }) => `${name} looked`));
  expect(progress.at(-1)).toBe('7/7');
});

describe('a second sweep', () => {
  const IMAGE = { reference: 'node:20', facts: 'old' };
  const before = listed(1, { pullsAt: '2026-11-01T00:00:00Z' });

  const changes: Readonly<Record<string, readonly [Partial<SampleSweep>, string]>> = {
    'leaves what is unchanged': [{}, 'unchanged'],
    'looks where the head has moved': [{ repositories: [{ ...before, commit: 'new' }] }, 'looked'],
    'looks where rules or the configuration of the owner have changed': [
      { options: { basis: 'v2' } },
      'looked',
    ],
    'looks where an image has news': [{ factsOf: () => Promise.resolve('new') }, 'looked'],
    'leaves it where a registry does not answer': [
      { factsOf: () => Promise.resolve(null) },
      'unchanged',
    ],
    'leaves it when other pull requests change, because nothing waits': [
      { repositories: [{ ...before, pullsAt: '2026-11-02T00:00:00Z' }] },
      'unchanged',
    ],
    'may write nothing, and trusts one that did': [{ options: { isDry: true } }, 'unchanged'],
  };

  test.each(Object.entries(changes))('%s', async (_, [change, expected]) => {
    const memory = createPassingMemory();
    const look = () => Promise.resolve({ ...NOTHING, images: [IMAGE] });
    const same = { memory, look, repositories: [before], factsOf: () => Promise.resolve('old') };
    expect((await sampleSweep(same)).told).toEqual(['r1 looked']);
    expect((await sampleSweep({ ...same, ...change })).told).toEqual([`r1 ${expected}`]);
  });

  test('looks again after a dry one', async () => {
    const memory = createPassingMemory();
    await sampleSweep({ memory, repositories: SEVEN, options: { isDry: true } });
    const { told } = await sampleSweep({ memory, repositories: SEVEN });
    expect(told[0]).toBe('r1 looked');
  });

  test('looks where proposals wait, once there may be room or it is time', async () => {
    const memory = createPassingMemory();
    const look = ({ id }: { readonly id: number }) =>
      Promise.resolve({ ...NOTHING, waitsFor: id === 1 ? ('pulls' as const) : ('time' as const) });
    const first = [listed(1, { pullsAt: 'a' }), listed(2)];
    await sampleSweep({ memory, look, repositories: first });
    const same = await sampleSweep({ memory, look, repositories: first });
    expect(same.told).toEqual(['r1 unchanged', 'r2 looked']);
    const news = await sampleSweep({ memory, look, repositories: [listed(1, { pullsAt: 'b' })] });
    expect(news.told).toEqual(['r1 looked']);
  });
});

describe('one repository never ends a sweep', () => {
  test('a bug in it is told, and the others are done', async () => {
    const look = failing({ 2: [new TypeError('cannot read it')] });
    const { end, told } = await sampleSweep({ repositories: SEVEN, look });
    expect(end).toEqual({ kind: 'complete' });
    expect(told.filter((line) => line.includes('failed'))).toEqual(['r2 failed cannot read it']);
    expect(told).toHaveLength(7);
  });

  test('what may pass is tried again with longer waits, and then told', async () => {
    const clock = stillClock();
    const down = refusal(502, null);
    const look = failing({ 1: [down, down], 2: [down, down, down] });
    const { told } = await sampleSweep({ repositories: SEVEN, look, clock });
    expect(told.slice(0, 3)).toEqual(['r1 looked', 'r2 failed GitHub says 502', 'r3 looked']);
    expect(clock.waits).toEqual([1000, 2000, 1000, 2000]);
  });

  test('one that cannot be read, or has nothing in it, is not looked at', async () => {
    const { told } = await sampleSweep({
      repositories: [listed(1, { commit: null, problem: 'GitHub has disabled it' }), listed(2)],
      exclusionOf: ({ id }) => (id === 2 ? 'archived' : null),
      look: () => Promise.reject(new Error('nobody should look')),
    });
    expect(told).toEqual(['r1 failed GitHub has disabled it', 'r2 left-out archived']);
  });
});

describe('the limits of the host', () => {
  test('make all wait as long as it says, which is no failure of anybody', async () => {
    const clock = stillClock();
    const limit = refusal(429, 90_000);
    const look = failing({ 1: [limit, limit, limit, limit, limit] });
    const { end, told } = await sampleSweep({
      repositories: SEVEN,
      clock,
      options: { concurrency: 3 },
      look,
    });
    expect(end).toEqual({ kind: 'complete' });
    expect(told.filter((line) => !line.endsWith('looked'))).toEqual([]);
    expect(new Set(clock.waits)).toEqual(new Set([90_000]));
  });

  test('end the sweep where the token is refused, with what was done', async () => {
    const look = failing({ 3: [refusal(401, null)] });
    const { end, told } = await sampleSweep({ repositories: SEVEN, look });
    expect(end).toMatchObject({ kind: 'broken', error: { status: 401 } });
    expect(told).toEqual(['r1 looked', 'r2 looked']);
  });

  test('a list that cannot be read is tried again, and then ends the sweep', async () => {
    const clock = stillClock();
    const readPage = () => Promise.reject(refusal(503, null));
    const { end } = await sampleSweep({ readPage, clock });
    expect(end).toMatchObject({ kind: 'broken', error: { status: 503 } });
    expect(clock.waits).toEqual([1000, 2000]);
  });
});

test('one that is told to stop begins nothing more, and the next one goes on where it stopped', async () => {
  const memory = createPassingMemory();
  let isStopped = false;
  const stopping = { memory, repositories: SEVEN, isStopped: () => isStopped };
  const first = await sampleSweep({
    ...stopping,
    onSwept: ({ done }) => {
      isStopped = done >= 4;
    },
  });
  expect(first).toEqual({
    end: { kind: 'stopped' },
    told: ['r1 looked', 'r2 looked', 'r3 looked', 'r4 looked'],
  });
  isStopped = false;
  const second = await sampleSweep(stopping);
  expect(second.end).toEqual({ kind: 'complete' });
  expect(second.told.map((line) => line.split(' ')[1])).toEqual([
    ...['unchanged', 'unchanged', 'unchanged', 'unchanged'],
    ...['looked', 'looked', 'looked'],
  ]);
});

test('no more than so many are looked at at once', async () => {
  let now = 0;
  let most = 0;
  await sampleSweep({
    repositories: SEVEN,
    options: { concurrency: 2 },
    look: async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise(setImmediate);
      now -= 1;
      return NOTHING;
    },
  });
  expect(most).toBe(2);
});
