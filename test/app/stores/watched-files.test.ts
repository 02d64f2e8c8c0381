import { describe, expect, test } from 'vitest';
import { createMemoryWatchedFiles } from '../../../src/app/stores/memory-watched-files.ts';
import { createRedisWatchedFiles } from '../../../src/app/stores/redis-watched-files.ts';
import { mayReadAny, toKept } from '../../../src/app/stores/watched-files.ts';
import { openedRedis } from '../../redis/real-redis.ts';
import { sharedRedis } from '../../redis/shared-redis.ts';

const {
  server,
  processes: [redis],
} = await sharedRedis();

const KEPT = toKept({ words: new Set(['start', 'größe']), patterns: ['reports/**'] });

describe.each([
  ['memory', () => createMemoryWatchedFiles()],
  ['Redis', () => createRedisWatchedFiles(redis, '{seaworthy}')],
])('what a repository has us read, in %s', (_, open) => {
  test('is known until nothing can be kept of it', async () => {
    const files = open();
    expect(await files.find(7)).toBeNull();
    await files.remember(7, KEPT);
    expect(await files.find(7)).toEqual(KEPT);
    expect(await files.find(8)).toBeNull();
    await files.remember(7, null);
    expect(await files.find(7)).toBeNull();
  });
});

test('of what is kept, files are known by their names and by patterns', () => {
  if (KEPT === null) throw new Error('It is little');
  const isRead = (path: string) => mayReadAny(KEPT, [path]);
  expect(['bin/start', 'größe', 'reports/a.json'].map(isRead)).toEqual([true, true, true]);
  expect(['bin/stop', 'docs/a.json'].map(isRead)).toEqual([false, false]);
});

test('more words than are kept are none', () => {
  const words = new Set(Array.from({ length: 20_001 }, (_, number) => `word${number}`));
  expect(toKept({ words, patterns: [] })).toBeNull();
});

test('memory forgets the oldest beyond its number', async () => {
  const files = createMemoryWatchedFiles(2);
  for (const repository of [1, 2, 1, 3]) await files.remember(repository, KEPT);
  const known = await Promise.all([1, 2, 3].map((one) => files.find(one)));
  expect(known).toEqual([KEPT, null, KEPT]);
});

test('without Redis, or in another form, nothing is known, and every file counts', async () => {
  const files = createRedisWatchedFiles(redis, '{other}');
  await redis.hasty.set('{other}:watched:7', '{"words":["start.sh"]}');
  expect(await files.find(7)).toBeNull();
  const gone = await openedRedis(server.url);
  gone.close();
  expect(await createRedisWatchedFiles(gone, '{seaworthy}').find(7)).toBeNull();
});
