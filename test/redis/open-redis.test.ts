import { expect, onTestFinished, test, vi } from 'vitest';
import { openRedis } from '../../src/redis/open-redis.ts';
import { startRedis } from './real-redis.ts';

function heard() {
  const news: string[] = [];
  return {
    news,
    isAwaited: () => news.push('awaited'),
    isGone: () => news.push('gone'),
    isBack: () => news.push('back'),
  };
}

async function started(...settings: readonly string[]) {
  const server = await startRedis(...settings);
  onTestFinished(() => server.stop());
  return server;
}

test('a Redis that is not there yet is waited for, and told of once when it goes and comes', async () => {
  const server = await started();
  await server.kill();
  const told = heard();
  const opening = openRedis(server.url, told);
  await vi.waitFor(() => {
    expect(told.news).toEqual(['awaited']);
  });
  await server.start('with data');
  const opened = await opening;
  if (opened.kind === 'unfit') throw new Error(opened.problem);
  onTestFinished(() => {
    opened.redis.close();
  });
  expect(await opened.redis.hasty.ping()).toBe('PONG');
  await server.kill();
  await vi.waitFor(() => {
    expect(told.news).toEqual(['awaited', 'gone']);
  });
  await expect(opened.redis.hasty.ping()).rejects.toThrow();
  const patient = opened.redis.patient.ping();
  await server.start('with data');
  expect(await patient).toBe('PONG');
  expect(told.news).toEqual(['awaited', 'gone', 'back']);
});

test.each([
  ['without the password', (port: number) => `redis://127.0.0.1:${port}`, 'NOAUTH'],
  ['with a wrong one', (port: number) => `redis://:wrong@127.0.0.1:${port}`, 'WRONGPASS'],
])('a Redis refuses us %s', async (_, urlOf, word) => {
  const server = await started('--requirepass', 'secret');
  const opened = await openRedis(urlOf(server.port), heard());
  expect(opened).toMatchObject({ kind: 'unfit' });
  const problem = opened.kind === 'unfit' ? opened.problem : '';
  expect(problem).toContain(word);
  expect(problem).toContain('compare the name and the password in the address');
  expect(problem).not.toContain('secret');
});

test('a Redis that may throw jobs away is not taken', async () => {
  const server = await started('--maxmemory-policy', 'volatile-lru');
  expect(await openRedis(server.url, heard())).toMatchObject({ kind: 'unfit' });
});
