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
    ['a link', '[x](http://y)', String.raw`\[x\]\(http://y\)`],
    ['an image tag', '<img src=x>', '&lt;img src=x\\&gt;'.replace('\\&gt;', String.raw`\>`)],
    ['a mention', '@someone', '@\u200Bsomeone'],
    ['a table cell', 'a | b', String.raw`a \| b`],
    ['a heading on a new line', 'a\n# b', String.raw`a \# b`],
    ['an ANSI sequence', '\u001B[31mred', String.raw` \[31mred`],
  ])('%s', (_name, text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected);
  });
});

describe('code', () => {
  it.each([
    ['plain text', 'a b', '`a b`'],
    ['a backtick inside', 'a`b', '``a`b``'],
    ['a backtick at the border', '`a', '`` `a ``'],
    ['a pipe, for tables', 'a|b', String.raw`\`a\|b\``.replaceAll(String.raw`\``, '`')],
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
    });
    for (const part of [
      '#### Use COPY instead of ADD',
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
      ...{ key: KEY, fixes: [titled], rules: [RULE], scanned: [] },
      left: kept,
    });
    for (const part of [
      String.raw`move \`80\` to \` &lt;b\> port<br>port `,
      'port `80` is free: did not hold<br>the user `a](http://x)` is known: unknown |',
      String.raw`#### Use ${'`'}a\|b${'`'} &lt;i\>`,
      '**Please look at:** `x` &lt;img',
    ]) {
      expect(body).toContain(part);
    }
    expect(body).not.toContain('fine: held');
  });

  it('stays within 65,536 characters and keeps its key', () => {
    const fixes = Array.from({ length: 3000 }, (_, index) => ({
      ...proposedFix(`${'deep/'.repeat(40)}${index}/Dockerfile`, index),
      rule: `rule-${index}`,
    }));
    const body = writeBody({ key: KEY, fixes, left, rules: [RULE], scanned: [] });
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(parseKeyBlock(body)?.key).toEqual(KEY);
    expect(body).toContain('How to say no');
  });
});
