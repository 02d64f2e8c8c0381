import { describe, expect, test } from 'vitest';
import type { FailureReason } from '../../src/image/registry.ts';
import { choices, outlookFor, planRepository } from './plan-repository.ts';
import { images, tableRegistry } from './table-registry.ts';
import { cpuTime } from '../cpu-time.ts';

const HUB = 'docker.io/library';

describe('a registry is asked', () => {
  test('once for the tags of a repository and once about a tag, for all files together', async () => {
    const registry = tableRegistry({ [`${HUB}/nginx`]: images('1.30.0 1.30.1 1.30.2 stable') });
    const files = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [
        `${index}/Dockerfile`,
        'FROM nginx:1.30.0 AS a\nFROM nginx:1.30.0\nCOPY --from=nginx:stable /a /a\n',
      ]),
    );
    await planRepository({ registry, files, settings: { minimumAge: 0 } });
    expect(registry.requests.toSorted()).toEqual([
      `head ${HUB}/nginx:stable`,
      `manifest ${HUB}/nginx:1.30.0`,
      `manifest ${HUB}/nginx:1.30.2`,
      `tags ${HUB}/nginx`,
    ]);
  });

  test('once for the age of a new tag', async () => {
    const registry = tableRegistry({ [`${HUB}/nginx`]: images('1.30.0 1.30.1') });
    const text = 'FROM nginx:1.30.0';
    await planRepository({ registry, files: { 'a/Dockerfile': text, 'b/Dockerfile': text } });
    const asked = registry.requests.filter((request) => request.startsWith('configuration'));
    expect(asked).toHaveLength(1);
  });

  test('only for the digest of a tag that is up to date', async () => {
    const registry = tableRegistry({ [`${HUB}/nginx`]: images('1.30.2') });
    const digest = registry.digest('nginx:1.30.2');
    await choices({ registry, files: { Dockerfile: `FROM nginx:1.30.2@${digest}` } });
    expect(registry.requests).toEqual([`tags ${HUB}/nginx`, `head ${HUB}/nginx:1.30.2`]);
  });

  test('not at all for an image that is held, and for one that is no name', async () => {
    const registry = tableRegistry({ [`${HUB}/nginx`]: images('1.30.2') });
    const files = { Dockerfile: 'FROM nginx:1.30.0\nFROM openjdk:17\nFROM Nginx:1' };
    const hold = [{ image: '*', reason: 'the freeze' }];
    const input = { registry, files, settings: { hold } };
    await choices(input);
    expect(registry.requests).toEqual([]);
    const { unknown, chosen } = await outlookFor(input, 'nginx:1.30.0');
    expect({ unknown, chosen }).toEqual({
      unknown: ['the configuration holds this image: the freeze'],
      chosen: null,
    });
  });

  test('about no more than five tags that it refuses', async () => {
    const tags = Array.from({ length: 50 }, (_, index) => `1.30.${index + 1}`).join(' ');
    const registry = tableRegistry({
      [`${HUB}/nginx`]: {
        ...images(tags),
        '1.30.0': { platforms: ['linux/amd64', 'linux/arm64'] },
      },
    });
    const outlook = await outlookFor(
      { registry, files: { Dockerfile: 'FROM nginx:1.30.0' } },
      'nginx:1.30.0',
    );
    expect(outlook.chosen).toBeNull();
    const asked = registry.requests.filter((request) => request.startsWith('manifest'));
    expect(asked).toHaveLength(6);
  });
});

describe('a registry that fails is told at its own images, and the rest goes on:', () => {
  const reasons: readonly FailureReason[] = [
    'unauthorized',
    'forbidden',
    'not-found',
    'rate-limited',
    'unavailable',
    'timeout',
    'refused-address',
    'invalid-answer',
    'wrong-digest',
    'too-large',
    'offline',
  ];
  test.each(reasons)('%s', async (reason) => {
    const registry = tableRegistry({
      [`${HUB}/nginx`]: images('1.30.0 1.30.1'),
      'ghcr.io/acme/app': reason,
    });
    const files = { Dockerfile: 'FROM ghcr.io/acme/app:1.0\nFROM nginx:1.30.0' };
    expect(await choices({ registry, files })).toEqual([
      'ghcr.io/acme/app:1.0 -> stays',
      'nginx:1.30.0 -> nginx:1.30.1',
    ]);
    const { unknown } = await outlookFor({ registry, files }, 'ghcr.io/acme/app:1.0');
    expect(unknown).toEqual([`ghcr.io/acme/app: ${reason}`]);
  });

  test('what fails in the middle is no reason to take something older', async () => {
    const whole = tableRegistry({ [`${HUB}/nginx`]: images('1.30.0 1.30.1 1.30.2') });
    const registry: typeof whole = {
      ...whole,
      readManifest: (image) =>
        image.tag === '1.30.2'
          ? Promise.resolve({ ok: false, failure: { reason: 'timeout', message: 'too slow' } })
          : whole.readManifest(image),
    };
    const files = { Dockerfile: 'FROM nginx:1.30.0' };
    const { chosen, unknown } = await outlookFor({ registry, files }, 'nginx:1.30.0');
    expect({ chosen, unknown }).toEqual({ chosen: null, unknown: ['too slow'] });
  });
});

test('100,000 tags are judged without delay', async () => {
  const tags = Array.from(
    { length: 100_000 },
    (_, index) => `${index % 30}.${Math.floor(index / 30)}.0-alpine3.2${index % 4}`,
  );
  const table = tableRegistry({ [`${HUB}/node`]: images('20.1.0-alpine3.20') });
  const registry: typeof table = {
    ...table,
    listTags: () => Promise.resolve({ ok: true, value: tags }),
  };
  const started = cpuTime();
  const files = { Dockerfile: 'FROM node:20.1.0-alpine3.20' };
  const { candidates } = await outlookFor({ registry, files }, 'node:20.1.0-alpine3.20');
  expect(candidates.length).toBeGreaterThan(0);
  expect(cpuTime() - started).toBeLessThan(5000);
});
