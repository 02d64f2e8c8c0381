import { describe, expect, it } from 'vitest';
import { keyBlockOf, parseKeyBlock, printKeyBlock } from '../../src/remediation/key-block.ts';
import { proposalFor } from '../local/proposals.ts';
import { branchOf, parseBranch } from '../../src/remediation/propose.ts';

const KEYS = [
  { kind: 'hardening', subject: 'all', to: '0123456789abcdef' },
  { kind: 'review', subject: 'numeric-user', to: 'x --> <script>' },
  { kind: 'review', subject: 'a"b\\c', to: '' },
] as const;

describe('a key block', () => {
  it.each(KEYS)('is read back as it was printed: $subject $to', (key) => {
    const marks = new Set(['00112233', 'deadbeef']);
    const block = {
      key,
      marks,
      advisories: new Set(['CVE-2024-1', 'GHSA-xx--yy']),
      rules: new Set(['a-rule']),
      images: new Set(['ghcr.io/a--b']),
    };
    const printed = printKeyBlock(block);
    expect(parseKeyBlock(`text\n${printed}\nmore`)).toEqual(block);
    expect(printed.slice(4, -3)).not.toContain('--');
  });

  it('remembers each fix once, and no more of them than its text has room for', () => {
    const key = KEYS[0];
    const fixOf = (number: number) => ({
      mark: number.toString(16).padStart(16, '0').split('').reverse().join(''),
      advisories: [`CVE-2024-${number}`, 'no <name>'],
    });
    const files = Object.fromEntries([...Array(4000).keys()].map((name) => [String(name), '']));
    const fixes = proposalFor(files).fixes.map((fix, index) => ({ ...fix, ...fixOf(index) }));
    const block = keyBlockOf({ key, fixes: [...fixes, ...fixes] });
    expect(block.marks.size).toBe(3000);
    expect(block.advisories.size).toBe(300);
    expect(printKeyBlock(block).length).toBeLessThan(32_768);
  });

  const foreign: Record<string, string> = {
    'there is none': 'text',
    'its version is another': '<!-- seaworthy:proposal:v9 {"kind":"hardening"} -->',
    'it is no JSON': '<!-- seaworthy:proposal:v1 {oops} -->',
    'its kind is unknown': '<!-- seaworthy:proposal:v1 {"kind":"x","subject":"a","to":"b"} -->',
    'a field is missing': '<!-- seaworthy:proposal:v1 {"kind":"review","subject":"a"} -->',
    'its marks are none':
      '<!-- seaworthy:proposal:v1 {"kind":"review","subject":"a","to":"b","fixes":"xy","advisories":[]} -->',
  };
  it.each(Object.entries(foreign))('is not ours when %s', (_name, text) => {
    expect(parseKeyBlock(text)).toBeNull();
  });
});

describe('a branch name', () => {
  it.each(KEYS.slice(0, 2))('leads back to its key: $subject', ({ kind, subject }) => {
    const branch = branchOf({ kind, subject }, 'seaworthy/');
    expect(parseBranch(branch, 'seaworthy/')).toEqual({ kind, subject });
  });

  it.each(['main', 'seaworthy/', 'seaworthy/other', 'seaworthy/review-', 'seaworthy/review-A b'])(
    '%s is not ours',
    (branch) => {
      expect(parseBranch(branch, 'seaworthy/')).toBeNull();
    },
  );
});
