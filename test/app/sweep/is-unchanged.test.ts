import { describe, expect, test } from 'vitest';
import { isUnchanged } from '../../../src/app/sweep/is-unchanged.ts';
import type { Present } from '../../../src/app/sweep/is-unchanged.ts';
import type { RememberedHead } from '../../../src/app/stores/remembered-heads.ts';
import type { ImageNews } from '../../../src/remediation/sweep/image-news.ts';

const NOON = Date.parse('2026-11-26T12:00Z');
const DAY = 24 * 60 * 60_000;

const KNOWN: RememberedHead = {
  etag: 'W/"1"',
  commit: 'c0ffee',
  basis: '1.0.0 ',
  images: [
    { reference: 'node:22', facts: 'known' },
    { reference: 'private/base', facts: null },
  ],
  at: NOON,
  until: NOON + 10 * DAY,
};

const NEWS: ImageNews = {
  ...{ facts: null, created: null, line: null, endOfLife: null, isEnded: false, upgrade: null },
};

function presentWith(
  facts: Readonly<Record<string, string | null>>,
  changes: Partial<Present>,
): Present {
  const newsOf = (image: string) => Promise.resolve({ ...NEWS, facts: facts[image] ?? null });
  return { commit: 'c0ffee', basis: '1.0.0 ', now: NOON + DAY, newsOf, ...changes };
}

describe('a repository is', () => {
  test.each<[string, Readonly<Record<string, string | null>>, Partial<Present>, boolean]>([
    ['unchanged where all is the same', { 'node:22': 'known' }, {}, true],
    ['unchanged where a registry does not answer', {}, {}, true],
    ['changed by a commit', { 'node:22': 'known' }, { commit: 'decade' }, false],
    ['changed by another version of this program', {}, { basis: '1.0.1 ' }, false],
    ['changed by the configuration of its owner', {}, { basis: '1.0.0 f00d' }, false],
    ['changed by news of an image', { 'node:22': 'new' }, {}, false],
    ['changed by a registry that answers now', { 'private/base': 'some' }, {}, false],
    ['looked at in any case after a while', {}, { now: NOON + 10 * DAY }, false],
    ['looked at in any case where the clock was wrong', {}, { now: NOON - 2 * DAY }, false],
  ])('%s', async (_, facts, changes, expected) => {
    expect(await isUnchanged(KNOWN, presentWith(facts, changes))).toBe(expected);
  });
});
