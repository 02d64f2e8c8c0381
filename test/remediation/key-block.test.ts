import { describe, expect, it } from 'vitest';
import { parseKeyBlock, printKeyBlock } from '../../src/remediation/key-block.ts';
import { branchOf, parseBranch } from '../../src/remediation/propose.ts';

const KEYS = [
  { kind: 'hardening', subject: 'all', to: '0123456789abcdef' },
  { kind: 'review', subject: 'numeric-user', to: 'x --> <script>' },
  { kind: 'review', subject: 'a"b\\c', to: '' },
] as const;

describe('a key block', () => {
  it.each(KEYS)('is read back as it was printed: $subject $to', (key) => {
    const block = printKeyBlock(key);
    expect(parseKeyBlock(`text\n${block}\nmore`)).toEqual(key);
    expect(block.slice(4, -3)).not.toContain('--');
  });

  const foreign: Record<string, string> = {
    'there is none': 'text',
    'its version is another': '<!-- seaworthy:proposal:v9 {"kind":"hardening"} -->',
    'it is no JSON': '<!-- seaworthy:proposal:v1 {oops} -->',
    'its kind is unknown': '<!-- seaworthy:proposal:v1 {"kind":"x","subject":"a","to":"b"} -->',
    'a field is missing': '<!-- seaworthy:proposal:v1 {"kind":"review","subject":"a"} -->',
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
