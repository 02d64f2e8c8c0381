import { describe, expect, it } from 'vitest';
import { DEFAULTS } from '../../../src/config/defaults.ts';
import { checkFile } from '../../../src/remediation/check.ts';
import { checkContext } from '../../../src/remediation/policy.ts';
import { newFindings } from '../../../src/remediation/pull/new-findings.ts';
import { shippedKnowledge } from '../../../src/remediation/shipped-knowledge.ts';
import { replacing, sampleRule } from '../sample-rules.ts';

const RULE = sampleRule('BAD', replacing('BAD', 'GOOD'), { effects: ['labels'] });
const IMAGES = shippedKnowledge(DEFAULTS.upgrades, '2026-11-26');
const CONTEXT = checkContext(DEFAULTS, { rules: [RULE], images: IMAGES, today: null });

const lines = (...rest: readonly string[]) => `FROM scratch\n${rest.join('\n')}\n`;

function found(text: string, brought: readonly number[], before: string | null) {
  const checked = checkFile({ path: 'Dockerfile', text }, CONTEXT);
  const changes = { lines: new Set(brought), before };
  return newFindings(checked, changes, CONTEXT).map(({ place }) => place.line);
}

describe('findings are told', () => {
  it.each<readonly [string, string, readonly number[], string | null, readonly number[]]>([
    ['all of a new file', lines('LABEL a=BAD'), [1, 2], null, [2]],
    ['on a brought line', lines('LABEL a=BAD'), [2], lines('LABEL a=x'), [2]],
    ['not on a line of before', lines('LABEL a=BAD'), [], lines('LABEL a=BAD'), []],
    ['not on one that moved', lines('#', 'LABEL a=BAD'), [2], lines('LABEL a=BAD'), []],
    [
      'once for each that is new among equals',
      lines('LABEL a=BAD', 'LABEL a=BAD'),
      [],
      lines('LABEL a=BAD'),
      [3],
    ],
    ['elsewhere, where the text before had none', lines('LABEL a=BAD'), [], lines('#'), [2]],
  ])('%s', (_, text, brought, before, expected) => {
    expect(found(text, brought, before)).toEqual(expected);
  });
});
