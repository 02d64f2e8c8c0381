import { describe, expect, it } from 'vitest';
import { commitMessage } from '../../src/github/commit-message.ts';
import { parseKeyBlock } from '../../src/remediation/key-block.ts';
import { fixOf } from '../remediation/hostile-parts.ts';

const KEY = { kind: 'hardening', subject: 'all', to: 'f00d' } as const;

describe('the message of a commit', () => {
  it('stays short with as many fixes, long names and advisories as there can be', () => {
    const fixes = Array.from({ length: 4000 }, (_, index) => ({
      ...fixOf('deep/'.repeat(100), index),
      rule: `rule-${index}-${'x'.repeat(200)}`,
      mark: index.toString(16).padStart(8, '0'),
      advisories: [`CVE-2024-${index}-${'1'.repeat(40)}`],
    }));
    const proposal = { key: KEY, branch: 'b', title: 't', body: '', files: [], fixes };
    const message = commitMessage(proposal, 't', 'Ann <ann@example.org>', null);
    const block = parseKeyBlock(message);
    expect(message.length).toBeLessThan(110_000);
    expect(message).toContain('- and 3800 more');
    expect(message.trimEnd().endsWith('Signed-off-by: Ann <ann@example.org>')).toBe(true);
    expect(block?.key).toEqual(KEY);
    expect(block?.marks.size).toBe(3000);
    expect(JSON.stringify([...(block?.advisories ?? [])]).length).toBeLessThan(9100);
    expect(JSON.stringify([...(block?.rules ?? [])]).length).toBeLessThan(3100);
  });
});
