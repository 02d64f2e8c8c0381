import { expect, test } from 'vitest';
import { NOTHING_DROPPED } from '../../src/contribute/dropped-fixes.ts';
import { chosenFixes, FIRST } from '../../src/contribute/small-change.ts';
import type { Choice } from '../../src/contribute/small-change.ts';
import { sampleFix } from './sample-fix.ts';

const ALL = [sampleFix('aaaaaaaa', [2, 2]), sampleFix('bbbbbbbb', [5, 6])];
const NEW: Choice = { size: FIRST, taken: new Map(), kept: null, dropped: NOTHING_DROPPED };
const taken = new Map([['Dockerfile', [[4, 5] as const]]]);

test.each<readonly [string, Partial<Choice>, readonly string[], boolean]>([
  ['a new one takes what fits', {}, ['aaaaaaaa', 'bbbbbbbb'], false],
  ['and leaves the lines of others', { taken }, ['aaaaaaaa'], true],
  [
    'and not those of other files',
    { taken: new Map([['b/Dockerfile', [[1, 9] as const]]]) },
    ['aaaaaaaa', 'bbbbbbbb'],
    false,
  ],
  [
    'what was dropped is not offered again',
    { dropped: { rules: new Set(['aaaaaaaa']), marks: new Set() } },
    ['bbbbbbbb'],
    false,
  ],
  ['an open one gets nothing new', { kept: new Set(['bbbbbbbb']) }, ['bbbbbbbb'], false],
  [
    'an open one is not taken apart by who came later',
    { kept: new Set(['aaaaaaaa', 'bbbbbbbb']), taken },
    [],
    true,
  ],
  ['nor by what it does not hold', { kept: new Set(['aaaaaaaa']), taken }, ['aaaaaaaa'], false],
])('%s', (_, parts, marks, isHeldBack) => {
  expect(chosenFixes(ALL, { ...NEW, ...parts })).toEqual({ marks: new Set(marks), isHeldBack });
});
