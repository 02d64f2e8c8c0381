import { expect, test } from 'vitest';
import type { Remark } from '../../src/contribute/past-contributions.ts';
import { remarkedFixes } from '../../src/contribute/remarked-fixes.ts';
import { sampleFix } from './sample-fix.ts';

const PROPOSAL = {
  files: [
    {
      path: 'Dockerfile',
      before: 'FROM a\nENV B 1\nMAINTAINER c\nWORKDIR /d\nRUN d\nUSER e\n',
      after: 'FROM a\nENV B=1\nLABEL c\nWORKDIR /d\nRUN d \\\n  --f\nUSER e\n',
    },
  ],
  fixes: [sampleFix('env', [2, 2]), sampleFix('maintainer', [3, 3]), sampleFix('run', [5, 5])],
};

const REMARK: Remark = {
  ...{ author: 'ann', isOfHouse: true, isNew: true, text: 'No' },
  ...{ path: 'Dockerfile', line: 2, rows: ['+ENV B=1'] },
};

test.each<readonly [string, Partial<Remark>, readonly string[]]>([
  ['a new line', {}, ['env']],
  ['an old line', { rows: ['-MAINTAINER c'] }, ['maintainer']],
  ['one of several lines of a change', { rows: ['+  --f'] }, ['run']],
  ['several lines', { rows: ['+ENV B=1', '+LABEL c'] }, ['env', 'maintainer']],
  ['a line that moved, by its text', { line: 40 }, ['env']],
  ['nothing where the line is not changed', { rows: [' USER e'] }, []],
  ['nothing where it is another file', { path: 'b/Dockerfile' }, []],
  ['nothing where a guest speaks', { isOfHouse: false }, []],
  ['nothing where the person has done something since', { isNew: false }, []],
])('a remark is about %s', (_, parts, rules) => {
  const found = remarkedFixes([{ ...REMARK, ...parts }], PROPOSAL);
  expect(found.flatMap(({ fixes }) => fixes.map(({ rule }) => rule))).toEqual(rules);
});
