import { describe, expect, it } from 'vitest';
import { advisoryLink } from '../../../src/remediation/body/advisory-link.ts';
import { cutBody, LONGEST_BODY } from '../../../src/remediation/body/cut-body.ts';
import { replyPart } from '../../../src/remediation/body/replies.ts';
import { printKeyBlock } from '../../../src/remediation/key-block.ts';

const NONE: ReadonlySet<string> = new Set();
const KEY = { kind: 'hardening', subject: 'all', to: 'f00d' } as const;
const BLOCK = printKeyBlock({ key: KEY, marks: NONE, advisories: NONE, rules: NONE, images: NONE });
const CUT = '… cut, because no more fits here.';
const LONG = 'word '.repeat(15_000);

describe('a text that does not fit is cut', () => {
  it.each([
    [
      'before a folded section',
      `first\n\n<details>\n<summary>s</summary>\n\n${LONG}\n\n</details>`,
    ],
    [
      'before a folded section in another',
      `first\n\n<details>\n\n<details>\n\na\n\n</details>\n\n${LONG}\n\n</details>`,
    ],
    ['before code', `first\n\n\`\`\`\n\n${LONG}\n\n\`\`\``],
    ['before a comment', `first\n\n<!--\n\n${LONG}\n\n-->`],
    ['between paragraphs', `first\n\n${LONG}\n\nlast`],
  ])('%s', (_name, text) => {
    expect(cutBody('head\n\n', `${text}\n\n${BLOCK}\n`)).toBe(
      `head\n\nfirst\n\n${CUT}\n\n${BLOCK}\n`,
    );
  });

  it('not where it just fits', () => {
    const body = 'a'.repeat(LONGEST_BODY - 4);
    expect(cutBody('head', body)).toBe(`head${body}`);
  });
});

describe('an advisory is linked', () => {
  const nvd = 'https://nvd.nist.gov/vuln/detail/CVE-2024-0001';
  it.each([
    ['by its id', 'CVE-2024-0001', null, nvd],
    ['where a database has it', 'x', 'https://osv.dev/x', 'https://osv.dev/x'],
    ['by its id, where the report names another host', 'CVE-2024-0001', 'https://a.example', nvd],
    ['nowhere, with another host', 'x', 'https://evil.example/CVE-2024-0001', null],
    ['nowhere, without TLS', 'x', 'http://osv.dev/x', null],
    ['nowhere, with a port', 'x', 'https://osv.dev:8443/x', null],
    ['nowhere, with a name of a user', 'x', 'https://osv.dev@evil.example/x', null],
    [
      'nowhere, with the name of a database below another',
      'x',
      'https://osv.dev.evil.example',
      null,
    ],
    ['nowhere, with a page of anybody on GitHub', 'x', 'https://github.com/a/b', null],
    ['nowhere, with an id that goes on', 'CVE-2024-0001/../x', null, null],
  ])('%s', (_name, id, link, address) => {
    expect(advisoryLink(id, link)).toBe(address);
  });
});

describe('how to say no', () => {
  it.each([
    ['app', true, true],
    ['closing', true, false],
    ['nobody', false, false],
  ] as const)('to %s offers only what is heard', (listener, hearsClosing, hearsComments) => {
    const text = replyPart('review', ['pipefail'], listener);
    expect(text).toContain('# seaworthy ignore=pipefail reason');
    expect(text.includes('Close this pull request')).toBe(hearsClosing);
    expect(text.includes('/seaworthy ignore rule')).toBe(hearsComments);
    expect(text.includes('<!-- seaworthy:rebase -->')).toBe(hearsComments);
  });
});
