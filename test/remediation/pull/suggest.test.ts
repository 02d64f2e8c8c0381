import { describe, expect, it } from 'vitest';
import { DEFAULTS } from '../../../src/config/defaults.ts';
import { checkContext } from '../../../src/remediation/policy.ts';
import { suggestFixes } from '../../../src/remediation/pull/suggest.ts';
import { shippedKnowledge } from '../../../src/remediation/shipped-knowledge.ts';
import { replacing, sampleRule } from '../sample-rules.ts';

const RULE = sampleRule('BAD', replacing('BAD', 'GOOD'), { effects: ['labels'] });
const IMAGES = shippedKnowledge(DEFAULTS.upgrades, '2026-11-26');
const CONTEXT = checkContext(DEFAULTS, { rules: [RULE], images: IMAGES, today: null });

const lines = (...rest: readonly string[]) => `FROM scratch\n${rest.join('\n')}\n`;

function suggested(text: string, brought: readonly number[]) {
  const policy = { safeties: ['safe'], only: null, moveImages: false } as const;
  const source = { path: 'Dockerfile', text };
  const input = { source, context: CONTEXT, policy, lines: new Set(brought), isTold: () => true };
  return suggestFixes(input).map((one) => [one.lines, one.text]);
}

describe('fixes are suggested', () => {
  it.each<readonly [string, string, readonly number[], readonly unknown[]]>([
    ['on a brought line', lines('LABEL a=BAD'), [2], [[[2, 2], 'LABEL a=GOOD\n']]],
    ['not on another', lines('LABEL a=BAD'), [1], []],
    [
      'apart where lines stand between',
      lines('LABEL a=BAD', '#', 'LABEL b=BAD'),
      [2, 4],
      [
        [[2, 2], 'LABEL a=GOOD\n'],
        [[4, 4], 'LABEL b=GOOD\n'],
      ],
    ],
    ['not on lines that end as Windows has it', 'FROM scratch\r\nLABEL a=BAD\r\n', [2], []],
    ['not beside what a comment cannot carry', lines('LABEL a=BAD\u202E'), [2], []],
  ])('%s', (_, text, brought, expected) => {
    expect(suggested(text, brought)).toEqual(expected);
  });
});
