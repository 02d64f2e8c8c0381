import { describe, expect, it } from 'vitest';
import { hasWithdrawnMark, withWithdrawnMark } from '../../src/github/withdrawn-mark.ts';
import { LONGEST_BODY } from '../../src/remediation/body/cut-body.ts';
import { parseKeyBlock, printKeyBlock } from '../../src/remediation/key-block.ts';

const NONE: ReadonlySet<string> = new Set();
const KEY = { kind: 'hardening', subject: 'all', to: 'f00d' } as const;
const BLOCK = printKeyBlock({ key: KEY, marks: NONE, advisories: NONE, rules: NONE, images: NONE });

describe('a text that we take back', () => {
  it.each([-200, -60, -1, 0])('fits, where it was %i characters beside the limit', (more) => {
    const end = `\n\n${BLOCK}\n`;
    const body = `first\n\n${'a'.repeat(LONGEST_BODY + more - 7 - end.length)}${end}`;
    const marked = withWithdrawnMark(body, 'Closed.');
    expect(marked.length).toBeLessThanOrEqual(LONGEST_BODY);
    expect(hasWithdrawnMark(marked)).toBe(true);
    expect(parseKeyBlock(marked)?.key).toEqual(KEY);
    expect(withWithdrawnMark(marked, 'Closed.')).toBe(marked);
  });
});
