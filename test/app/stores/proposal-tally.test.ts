import { describe, expect, test } from 'vitest';
import { createMemoryProposalTally } from '../../../src/app/stores/memory-proposal-tally.ts';
import { createRedisProposalTally } from '../../../src/app/stores/redis-proposal-tally.ts';
import { sharedRedis } from '../../redis/shared-redis.ts';

const {
  processes: [redis],
} = await sharedRedis();
let count = 0;

const open = (rule: string, number: number) => ({ rule, state: 'open', count: number }) as const;
const merged = (rule: string, number: number) =>
  ({ rule, state: 'merged', count: number }) as const;

describe.each([
  ['memory', () => createMemoryProposalTally()],
  ['Redis', () => createRedisProposalTally(redis, `{tally-${(count += 1)}}`)],
])('a tally in %s', (_, create) => {
  test('adds up what the last look at each repository found', async () => {
    const tally = create();
    expect(await tally.total()).toEqual([]);
    await tally.record(1, [open('pipefail', 2), merged('apt-lists', 1)]);
    await tally.record(2, [open('pipefail', 1)]);
    await tally.record(2, [open('pipefail', 1)]);
    const sums = await tally.total();
    expect(sums).toHaveLength(2);
    expect(sums).toEqual(
      expect.arrayContaining([open('pipefail', 3), merged('apt-lists', 1)]) as unknown,
    );
    await tally.record(1, [merged('pipefail', 2)]);
    expect(await tally.total()).toEqual(
      expect.arrayContaining([open('pipefail', 1), merged('pipefail', 2)]) as unknown,
    );
  });

  test('forgets a repository that is gone', async () => {
    const tally = create();
    await tally.record(1, [open('pipefail', 2)]);
    await tally.forget(1);
    await tally.forget(1);
    expect(await tally.total()).toEqual([]);
  });

  test('counts an ending once, however often its event comes', async () => {
    const tally = create();
    const asked = ['7:4:monday', '7:4:monday', '7:4:friday'];
    const answers = [];
    for (const one of asked) answers.push(await tally.isNewEnding(one));
    expect(answers).toEqual([true, false, true]);
  });
});

test('two processes count an ending once', async () => {
  const prefix = '{tally-of-two}';
  const [one, other] = [
    createRedisProposalTally(redis, prefix),
    createRedisProposalTally(redis, prefix),
  ];
  const answers = await Promise.all([one.isNewEnding('7:4:'), other.isNewEnding('7:4:')]);
  expect(answers.filter((isNew) => isNew)).toHaveLength(1);
});
