import { describe, expect, it } from 'vitest';
import { formatGithub } from '../../src/cli/format-github.ts';
import { formatCheckText } from '../../src/cli/format-text.ts';
import type { CheckResult } from '../../src/cli/results.ts';
import { NO_COLORS } from '../../src/cli/terminal.ts';
import { discoverRules } from '../../src/discover.ts';
import type { ScannedExample } from '../../src/findings/example.ts';
import { checkFile } from '../../src/remediation/check.ts';
import { plainContext } from '../../src/remediation/check-context.ts';
import { scansOf } from '../rules/scanned-images.ts';

const rules = (await discoverRules()).filter(({ id }) => id.startsWith('vulnerable-'));

const TEXT =
  'FROM debian:12\nRUN apt-get install -y curl=7.88.1-10 git\nCOPY package-lock.json .\nRUN npm ci\n';

const SCANNED: readonly ScannedExample[] = [
  ...[1, 2].map((index): ScannedExample => ({
    ...{ line: 2, name: 'curl', type: 'deb', version: '7.88.1-10', fixed: ['7.88.1-10+deb12u4'] },
    ...{ id: `CVE-2025-000${index}`, severity: 'critical' },
  })),
  { line: 2, name: 'git', type: 'deb', version: '1', id: 'CVE-2025-0003', severity: 'low' },
  ...Array.from({ length: 9 }, (_, index): ScannedExample => ({
    ...{ line: 4, name: `package-${index}`, type: 'npm', version: '1.0.0', fixed: ['1.0.1'] },
    ...{ id: `CVE-2025-01${index}0`, file: 'package-lock.json', severity: 'medium' },
  })),
];

function checked(): CheckResult {
  const context = { ...plainContext(rules), scans: scansOf({ scanned: SCANNED }) };
  const { findings, ignored, notice } = checkFile({ path: 'Dockerfile', text: TEXT }, context);
  return {
    files: [{ path: 'Dockerfile', text: TEXT, findings, ignored, notice }],
    rules,
    reports: null,
    known: null,
  };
}

describe('vulnerabilities in the text of a check', () => {
  const lines = formatCheckText(checked(), NO_COLORS).split('\n');

  it('are one block for all that a line brings, with the worst severity', () => {
    const heads = lines.filter((line) => line.startsWith('Dockerfile:'));
    expect(heads.map((head) => head.split(/ {2,}/).slice(0, 3).join(' '))).toEqual([
      'Dockerfile:2:1 critical vulnerable-package',
      'Dockerfile:4:1 medium vulnerable-file',
    ]);
    expect(heads[1]).toContain(
      '9 vulnerabilities come with what this line installs (9 medium); seen by Trivy in app:1',
    );
  });

  it('stand below what is done about them', () => {
    const fix = lines.findIndex((line) => line.includes('fix (review): Raise curl'));
    expect(lines.slice(fix + 1, fix + 3).map((line) => line.trim())).toEqual([
      'critical  CVE-2025-0001  curl 7.88.1-10, fixed in 7.88.1-10+deb12u4',
      'critical  CVE-2025-0002  curl 7.88.1-10, fixed in 7.88.1-10+deb12u4',
    ]);
  });

  it('say once what many reasons have in common, and how many are not shown', () => {
    const text = lines.join('\n');
    expect(text).toContain('left: package-lock.json says which versions are taken: update these');
    expect(text).toContain('and 3 more: --format json has all');
  });

  it('are counted by what becomes of them', () => {
    const table = lines.filter((line) => /^(?:Vulnerabilities| {2}(?:with|remaining))/.test(line));
    expect(table.map((line) => line.trim().replace(/\s+/g, ' '))).toEqual([
      'Vulnerabilities critical medium low all',
      'with a fix 2 0 0 2',
      'remaining 0 9 1 10',
    ]);
  });
});

describe('vulnerabilities as annotations of GitHub', () => {
  it('are one a line of the file, because a step shows ten', () => {
    const annotations = formatGithub(checked()).trimEnd().split('\n');
    expect(annotations.length).toBe(2);
    expect(annotations[0]).toMatch(/^::error file=Dockerfile,line=2,/);
    expect(annotations[0]).toContain('%0AFix (review): Raise curl from 7.88.1-10');
  });
});
