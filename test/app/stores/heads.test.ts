import { describe, expect, test } from 'vitest';
import { createMemoryHeads } from '../../../src/app/stores/memory-heads.ts';
import { createRedisHeads } from '../../../src/app/stores/redis-heads.ts';
import type { RememberedHead } from '../../../src/app/stores/remembered-heads.ts';
import { sharedRedis } from '../../redis/shared-redis.ts';

const {
  processes: [redis],
} = await sharedRedis();

const HEAD: RememberedHead = {
  etag: 'W/"1"',
  commit: 'c0ffee',
  basis: '1.0.0 ',
  images: [
    { reference: 'docker.io/library/node:22', facts: 'f00d' },
    { reference: 'acme/base', facts: null },
  ],
  at: 1_790_000_000_000,
  until: 1_791_000_000_000,
};

describe.each([
  ['memory', () => createMemoryHeads()],
  ['Redis', () => createRedisHeads(redis.hasty, '{seaworthy}')],
])('a head in %s', (_, open) => {
  test('is known until it is forgotten', async () => {
    const heads = open();
    expect(await heads.find(7)).toBeNull();
    await heads.remember(7, HEAD);
    expect(await heads.find(7)).toEqual(HEAD);
    expect(await heads.find(8)).toBeNull();
    await heads.forget(7);
    expect(await heads.find(7)).toBeNull();
  });
});

test('heads in memory forget the oldest beyond their number', async () => {
  const heads = createMemoryHeads(2);
  for (const repository of [1, 2, 1, 3]) await heads.remember(repository, HEAD);
  const known = await Promise.all([1, 2, 3].map((one) => heads.find(one)));
  expect(known).toEqual([HEAD, null, HEAD]);
});

test('a head in Redis goes by itself after the days for which it is of use', async () => {
  await createRedisHeads(redis.hasty, '{seaworthy}').remember(9, HEAD);
  const seconds = await redis.hasty.ttl('{seaworthy}:head:9');
  expect(seconds).toBeGreaterThan(21 * 24 * 60 * 60);
});

test('a head that another version has kept in another form is not known', async () => {
  for (const text of [JSON.stringify({ commit: 'c0ffee' }), '1.0.0 2026-11-26\nc0ffee\nW/"1"']) {
    await redis.hasty.set('{seaworthy}:head:10', text);
    expect(await createRedisHeads(redis.hasty, '{seaworthy}').find(10)).toBeNull();
  }
});
