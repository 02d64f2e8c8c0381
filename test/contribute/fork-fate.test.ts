import { expect, test } from 'vitest';
import { fateOf } from '../../src/contribute/fork-fate.ts';
import type { ForkBranch, ForkState } from '../../src/contribute/fork-fate.ts';
import { forkMarkIn, withForkMark } from '../../src/contribute/fork-mark.ts';

const branch = (name: string, parts: Partial<ForkBranch> = {}): ForkBranch => ({
  ...{ name, isOurs: false, isAhead: false, hasOpenPull: false, ...parts },
});
const MAIN = branch('main');
const OURS = branch('seaworthy/hardening', { isOurs: true, isAhead: true });

const FORK: ForkState = {
  ...{ name: 'zoe/shop', isMadeByUs: true, isFork: true, branches: [MAIN, OURS], isCut: false },
  ...{ stars: 0, forks: 0, issues: 0, pulls: 0, hasOwnDescription: false },
};

test.each<readonly [string, Partial<ForkState>, readonly string[]]>([
  ['one that holds nothing else goes', {}, []],
  ['one whose branch is gone already goes', { branches: [MAIN] }, []],
  ['one that was there before stays', { isMadeByUs: false }, ['it may have been there before']],
  [
    'one with work of the person stays',
    { branches: [MAIN, OURS, branch('idea', { isAhead: true })] },
    ['`idea` holds commits of its own'],
  ],
  [
    'one whose main branch was worked on stays',
    { branches: [branch('main', { isAhead: true }), OURS] },
    ['`main` holds commits of its own'],
  ],
  [
    'one with another open pull request stays',
    { branches: [MAIN, OURS, branch('idea', { hasOpenPull: true })] },
    ['a pull request from `idea` is open'],
  ],
  ['one with stars stays', { stars: 1 }, ['somebody has starred it']],
  ['one with forks stays', { forks: 1 }, ['somebody has forked it']],
  ['one with issues stays', { issues: 1 }, ['it has issues of its own']],
  ['one with pull requests stays', { pulls: 1 }, ['it has pull requests of its own']],
  [
    'one that was described stays',
    { hasOwnDescription: true },
    ['it has a description of its own'],
  ],
  [
    'one with very many branches stays',
    { isCut: true },
    ['it has more branches than can be looked at'],
  ],
  ['one that left its network stays', { isFork: false }, ['it is no fork any more']],
])('%s', (_, parts, stays) => {
  expect(fateOf({ ...FORK, ...parts }).stays).toEqual(stays);
});

test('only branches that nobody needs any more go', () => {
  const used = { ...OURS, hasOpenPull: true };
  expect(fateOf(FORK).branches).toEqual(['seaworthy/hardening']);
  expect(fateOf({ ...FORK, branches: [MAIN, used] }).branches).toEqual([]);
  const touched = { ...OURS, isOurs: false };
  expect(fateOf({ ...FORK, branches: [MAIN, touched] })).toEqual({
    branches: [],
    stays: ['`seaworthy/hardening` holds commits of its own'],
  });
});

test('the text of a contribution remembers the fork that was made for it', () => {
  const text = withForkMark('Hello\n', 4711);
  expect(forkMarkIn(text)).toBe(4711);
  expect(withForkMark(text, 4711)).toBe(text);
  expect(forkMarkIn('Hello\n')).toBeNull();
});
