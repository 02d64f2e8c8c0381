import { describe, expect, test } from 'vitest';
import { outlookFor } from './plan-repository.ts';
import type { PlanInput } from './plan-repository.ts';
import { images, tableRegistry } from './table-registry.ts';

const OLD = '2021-03-02T10:00:00Z';

const registry = tableRegistry({
  'docker.io/acme/tool': images('1.0 1.1 latest', { created: OLD }),
  'docker.io/acme/alpine-node': images('8.0', { created: OLD }),
  'docker.io/acme/alive': { '1.0': { created: OLD }, '2.0': {} },
  'docker.io/acme/pushed': { latest: { created: OLD, pushed: '2026-05-01T00:00:00Z' } },
  'docker.io/acme/silent': { latest: { created: OLD, pushed: '2022-05-01T00:00:00Z' } },
  'docker.io/acme/fresh': images('1.0', { created: '2025-06-01T00:00:00Z' }),
  'docker.io/library/node': images('18.1', { created: OLD }),
  'gcr.io/distroless/static': images('latest', { created: '1970-01-01T00:00:00Z' }),
  'docker.io/acme/undated': images('latest', { created: null }),
  'docker.io/acme/down': 'unavailable',
});

async function doubt(
  reference: string,
  settings: PlanInput['settings'] = {},
): Promise<string | null> {
  const files = { Dockerfile: `FROM ${reference}\n` };
  const outlook = await outlookFor({ registry, files, settings }, reference);
  return outlook.doubt?.replace(/, and.*/, '') ?? null;
}

describe('an image that may be unmaintained', () => {
  test('is told together with maintained ones of its kind', async () => {
    const reference = 'acme/alpine-node:8.0';
    const files = { Dockerfile: `FROM ${reference}\n` };
    const { doubt: text } = await outlookFor({ registry, files }, reference);
    expect(text).toMatch(/unmaintained: `alpine` or `node` is built anew/);
  });

  test.each([
    ['acme/tool:1.1', 'it is of 2021-03-02'],
    ['acme/tool', 'it is of 2021-03-02'],
    ['acme/silent', 'it is of 2022-05-01'],
  ])('%s: %s', async (reference, expected) => {
    expect(await doubt(reference)).toBe(expected);
  });

  test.each([
    ['there is a newer tag, even where it may not be taken', 'acme/alive:1.0'],
    ['it moves to a newer tag', 'acme/tool:1.0'],
    ['it was pushed again since', 'acme/pushed'],
    ['it is young', 'acme/fresh:1.0'],
    ['its lifecycle is known', 'node:18.1'],
    ['it carries the day of a build that can be repeated', 'gcr.io/distroless/static'],
    ['it carries no day', 'acme/undated'],
    ['its registry does not answer', 'acme/down:1'],
  ])('is none when %s', async (_name, reference) => {
    expect(await doubt(reference)).toBeNull();
  });

  test('is none when it is held', async () => {
    expect(await doubt('acme/tool:1.1', { hold: [{ image: 'acme/*' }] })).toBeNull();
  });
});
