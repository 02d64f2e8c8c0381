import { expect, test } from 'vitest';
import { sweepFilter } from '../../../src/remediation/sweep/sweep-filter.ts';
import type { SweepFilter } from '../../../src/remediation/sweep/sweep-filter.ts';
import type { ListedRepository } from '../../../src/remediation/sweep/repository-list.ts';
import { listed } from '../../jobs/sweep/sample-sweep.ts';

const EVERYTHING: SweepFilter = {
  topics: [],
  languages: [],
  visibilities: [],
  includeArchived: false,
  includeForks: false,
  names: [],
  maxKilobytes: null,
};

type Case = readonly [Partial<SweepFilter>, Partial<ListedRepository>, string | null];

const CASES: Readonly<Record<string, Case>> = {
  'an archived repository': [{}, { isArchived: true }, 'archived'],
  'an archived one that is asked for': [{ includeArchived: true }, { isArchived: true }, null],
  'a fork': [{}, { isFork: true }, 'fork'],
  'a fork that is asked for': [{ includeForks: true }, { isFork: true }, null],
  'one without a commit': [{}, { commit: null }, 'empty'],
  'one that cannot be read, which is to be told': [{}, { commit: null, problem: 'no' }, null],
  'one with one of the topics': [{ topics: ['API', 'web'] }, { topics: ['api'] }, null],
  'one with none of them': [{ topics: ['web'] }, { topics: ['api'] }, 'topic'],
  'one in one of the languages': [{ languages: ['typescript'] }, { language: 'TypeScript' }, null],
  'one in none of them': [{ languages: ['go'] }, { language: null }, 'language'],
  'one of another visibility': [{ visibilities: ['private'] }, {}, 'visibility'],
  'one that is too large': [{ maxKilobytes: 100 }, { kilobytes: 101 }, 'size'],
  'one that is just small enough': [{ maxKilobytes: 100 }, { kilobytes: 100 }, null],
  'a name that a pattern fits': [{ names: ['api-*'] }, { name: 'api-shop' }, null],
  'a name that none fits': [{ names: ['api-*', 'web'] }, { name: 'old-api-shop' }, 'name'],
  'an exception among the names': [{ names: ['api-*', '!*-old'] }, { name: 'api-old' }, 'name'],
  'an exception from everything': [{ names: ['!*-old'] }, { name: 'api-old' }, 'name'],
  'what an exception does not name': [{ names: ['!*-old'] }, { name: 'api' }, null],
};

test.each(Object.entries(CASES))('%s', (_, [filter, fields, expected]) => {
  expect(sweepFilter({ ...EVERYTHING, ...filter })(listed(1, fields))).toBe(expected);
});

test('a hostile pattern takes no time', () => {
  const hostile = sweepFilter({ ...EVERYTHING, names: [`${'*a'.repeat(40)}b`] });
  const begun = performance.now();
  expect(hostile(listed(1, { name: 'a'.repeat(100) }))).toBe('name');
  expect(performance.now() - begun).toBeLessThan(1000);
});
