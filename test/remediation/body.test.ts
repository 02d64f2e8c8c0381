import { describe, expect, it } from 'vitest';
import { code, codeBlock, escapeMarkdown } from '../../src/remediation/body/markdown.ts';
import { writeBody } from '../../src/remediation/body.ts';
import { parseKeyBlock } from '../../src/remediation/key-block.ts';
import type { LeftFinding, ProposedFix } from '../../src/remediation/proposal.ts';
import { replacing, sampleRule } from './sample-rules.ts';

const KEY = { kind: 'hardening', subject: 'all', to: 'f00d' } as const;
const RULE = sampleRule('ADD', replacing('ADD', 'COPY'), {
  id: 'prefer-copy',
  rationale: 'COPY does nothing but copy.',
  references: ['https://example.org/copy'],
});

function proposedFix(path: string, line: number): ProposedFix {
  const fix = { title: 'Use COPY instead of ADD', edits: [] };
  return {
    path,
    line,
    rule: RULE.id,
    safety: 'safe',
    title: fix.title,
    effects: [],
    editedLines: [],
    mark: '0123456789abcdef',
    advisories: [],
    cures: [],
    fix,
  };
}

describe('escapeMarkdown makes inert', () => {
  it.each([
    ['a link', '[x](y)', String.raw`\[x\](y)`],
    ['an address', 'see (https://x.example/a), please', 'see (`https://x.example/a`), please'],
    ['an image tag', '<img src=x>', '&lt;img src=x>'],
    ['a mention', 'by @someone.', 'by `@someone`.'],
    ['an issue', 'closes #12', 'closes `#12`'],
    ['a formula', 'from $a to $b', 'from `$a` to `$b`'],
    ['a table cell', 'a | b', String.raw`a \| b`],
    ['a heading', '# b', String.raw`\# b`],
    ['a list', '1. b', String.raw`1\. b`],
    ['a heading on a new line', 'a\n# b', 'a # b'],
    ['an ANSI sequence', '\u001B[31mred', String.raw`\[31mred`],
    ['what turns text around', 'a\u202Eb\u200Bc', 'a b c'],
    ['a text without an end', 'a'.repeat(5000), `${'a'.repeat(999)}…`],
  ])('%s', (_name, text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected);
  });
});

describe('code', () => {
  it.each([
    ['plain text', 'a b', '`a b`'],
    ['a backtick inside', 'a`b', '``a`b``'],
    ['a backtick at the border', '`a', '`` `a ``'],
    ['nothing', '', '` `'],
    ['a line ending', 'a\nb', '`a b`'],
  ])('holds %s', (_name, text, expected) => {
    expect(code(text)).toBe(expected);
  });

  it('blocks have a fence longer than any inside', () => {
    expect(codeBlock('```\nx', 'diff')).toBe('````diff\n```\nx\n````');
  });
});

describe('the text of a pull request', () => {
  const left: LeftFinding[] = [
    {
      path: 'Dockerfile',
      rule: 'latest-tag',
      severity: 'medium',
      line: 1,
      reason: 'needs a <b>registry</b>',
      withheld: null,
      preconditions: [],
      isRefused: false,
      traced: null,
    },
  ];

  it('says what, why, what was checked, what was left and how to say no', () => {
    const body = writeBody({
      key: KEY,
      fixes: [proposedFix('a/Dockerfile', 3)],
      left,
      rules: [RULE],
      scanned: [],
      listener: 'app',
    });
    for (const part of [
      '**One safe fix in `a/Dockerfile`.**',
      '### Why',
      'COPY does nothing but copy.',
      '`a/Dockerfile:3`',
      'https://example.org/copy',
      '**Not checked:** the images were not built here.',
      '# seaworthy ignore=prefer-copy reason',
      '`latest-tag`',
      'needs a &lt;b',
    ]) {
      expect(body).toContain(part);
    }
    expect(parseKeyBlock(body)?.key).toEqual(KEY);
  });

  it('says what kept a fix out, and lets no name of a file become more than text', () => {
    const states = [
      { text: 'port `80` is free', state: 'did not hold' },
      { text: 'the user `a](http://x)` is known', state: 'unknown' },
      { text: 'fine', state: 'held' },
    ] as const;
    const reason = 'move `80` to ` <b> port';
    const kept = left.map((one) => ({ ...one, reason, preconditions: states }));
    const fix = proposedFix('a/Dockerfile', 3);
    const titled = { ...fix, title: 'Use `a|b` <i>', fix: { ...fix.fix, review: '`x` <img>' } };
    const body = writeBody({
      ...{ key: KEY, fixes: [titled], rules: [RULE], scanned: [], listener: 'app' },
      left: kept,
    });
    for (const part of [
      String.raw`: move \`80\` to \` &lt;b> port`,
      '  - not so: port `80` is free\n  - not known: the user `a](http://x)` is known\n',
      '> **Please look at:** `x` &lt;img',
    ]) {
      expect(body).toContain(part);
    }
    expect(body).not.toContain('fine');
  });

  it('stays within 65,536 characters and keeps its key', () => {
    const fixes = Array.from({ length: 3000 }, (_, index) => ({
      ...proposedFix(`${'deep/'.repeat(40)}${index}/Dockerfile`, index),
      rule: `rule-${index}`,
    }));
    const body = writeBody({ key: KEY, fixes, left, rules: [RULE], scanned: [], listener: 'app' });
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(parseKeyBlock(body)?.key).toEqual(KEY);
    expect(body).toContain('How to say no');
  });
});
