import { expect, test } from 'vitest';
import { parseReference } from '../../../src/image/reference.ts';
import { sharedRegistry } from '../../../src/image/shared-registry.ts';
import { OFFLINE_DOWNLOADS } from '../../../src/remediation/download-plan.ts';
import { remediate } from '../../../src/remediation/remediate.ts';
import { imageNews } from '../../../src/remediation/sweep/image-news.ts';
import { memoryRepository } from '../memory-repository.ts';
import { createMemoryRegistry } from '../../upgrades/memory-registry.ts';

async function lookAt(count: number, share: typeof sharedRegistry): Promise<readonly string[]> {
  const { registry: own, push, asked } = createMemoryRegistry();
  await push('node:20-slim', { configuration: { created: '2026-11-01T00:00:00Z' } });
  await push('node:22-slim', {});
  const registry = share(own);
  const newsOf = imageNews(registry, '2026-11-26');
  for (let at = 0; at < count; at += 1) {
    const { repository } = memoryRepository({ Dockerfile: 'FROM node:20-slim\nUSER node\n' });
    await remediate(repository, {
      ...{ rules: [], registry, downloads: OFFLINE_DOWNLOADS, reports: [], scanner: null },
      ...{ prover: null, now: new Date('2026-11-26'), dryRun: true },
    });
    await newsOf('node:20-slim');
  }
  return asked;
}

test('a base image of many repositories is looked up once', async () => {
  const one = await lookAt(1, sharedRegistry);
  const many = await lookAt(250, sharedRegistry);
  const apart = await lookAt(10, (registry) => registry);
  const light = (asked: readonly string[]) => asked.filter((line) => !line.startsWith('readBlob'));
  console.log(`questions for 1 repository: ${one.length}, for 250: ${many.length}`);
  expect(light(many)).toEqual(light(one));
  expect(light(apart).length).toBeGreaterThan(light(one).length * 5);
});

test('what failed is asked again', async () => {
  const { registry: own, push, fail, asked } = createMemoryRegistry();
  fail('listTags', 'unavailable');
  await push('node:20', {});
  const registry = sharedRegistry(own);
  const image = parseReference('node:20');
  if (image === null) throw new Error('node:20 is an image');
  expect((await registry.listTags(image)).ok).toBe(false);
  expect((await registry.listTags(image)).ok).toBe(false);
  expect((await registry.findDigest(image)).ok).toBe(true);
  expect((await registry.findDigest(image)).ok).toBe(true);
  expect(asked.map((line) => line.split(' ')[0])).toEqual(['listTags', 'listTags', 'findDigest']);
});

test('the news of an image change with the image', async () => {
  const { registry, push } = createMemoryRegistry();
  await push('node:20-slim', { configuration: { created: '2026-11-01T00:00:00Z' } });
  const before = await imageNews(registry, '2026-11-26')('node:20-slim');
  expect(before).toMatchObject({ created: '2026-11-01', line: 'node 20', isEnded: true });
  expect(await imageNews(registry, '2026-11-26')('node:20-slim')).toEqual(before);
  await push('node:20-slim', { configuration: { created: '2026-11-25T00:00:00Z' } });
  const after = await imageNews(registry, '2026-11-26')('node:20-slim');
  expect(after.facts).not.toBe(before.facts);
  expect((await imageNews(registry, '2026-11-26')('acme/gone:1')).facts).toBeNull();
});
