import { describe, expect, it } from 'vitest';
import codeScanning from '../../src/reports/github-code-scanning.ts';
import { itBearsWrongTypes } from './hostile-input.ts';
import { onlyScan, readWith } from './read-with.ts';

const ALERT = {
  number: 35,
  html_url: 'https://github.com/acme/api/security/code-scanning/35',
  state: 'open',
  dismissed_reason: null,
  rule: {
    id: 'DL3008',
    severity: 'warning',
    description: 'Pin versions',
    name: 'DL3008',
    security_severity_level: null,
  },
  tool: { name: 'Hadolint' },
  most_recent_instance: {
    message: { text: 'Pin versions in apt get install' },
    location: { path: 'api/Dockerfile', start_line: 3, end_line: 4 },
  },
};

const TRIVY = {
  ...ALERT,
  tool: { name: 'Trivy' },
  rule: { id: 'CVE-2024-1001', name: 'OsPackageVulnerability', security_severity_level: 'high' },
  most_recent_instance: {
    message: {
      text: 'Package: libssl\nInstalled Version: 1.1-r0\nSeverity: CRITICAL\nFixed Version: 1.1-r1',
    },
    location: { path: 'library/alpine', start_line: 1 },
  },
};

describe('alerts of code scanning', () => {
  it('are problems with rule and place', () => {
    const { tool, target, problems } = onlyScan(codeScanning, [ALERT]);
    expect({ tool, kind: target.kind, name: target.name }).toEqual({
      ...{ tool: 'Hadolint', kind: 'files', name: 'acme/api' },
    });
    expect(problems).toEqual([
      {
        id: 'DL3008',
        aliases: ['Pin versions'],
        title: 'Pin versions',
        message: 'Pin versions in apt get install',
        severity: 'medium',
        path: 'api/Dockerfile',
        lines: { first: 3, last: 4 },
        link: 'https://github.com/acme/api/security/code-scanning/35',
        silencedBy: null,
      },
    ]);
  });

  it('of an image scanner are vulnerabilities of that image', () => {
    const { target, vulnerabilities } = onlyScan(codeScanning, [TRIVY]);
    expect(target).toMatchObject({ kind: 'image', references: ['library/alpine'] });
    expect(vulnerabilities).toMatchObject([
      {
        id: 'CVE-2024-1001',
        severity: 'critical',
        fixed: ['1.1-r1'],
        package: { name: 'libssl', version: '1.1-r0', path: null },
      },
    ]);
  });

  it('are one scan a tool', () => {
    const { scans } = readWith(codeScanning, [ALERT, TRIVY, ALERT]);
    expect(scans.map(({ tool, problems }) => [tool, problems.length])).toEqual([
      ['Hadolint', 2],
      ['Trivy', 0],
    ]);
  });

  const states: readonly (readonly [
    state: string,
    reason: string | null,
    silencedBy: string | null,
  ])[] = [
    ['open', 'None', null],
    ['dismissed', "won't fix", "dismissed on GitHub: won't fix"],
    ['dismissed', 'None', 'dismissed on GitHub'],
  ];

  it.each(states)('that are %s (%s)', (state, reason, silencedBy) => {
    const { problems } = onlyScan(codeScanning, [{ ...ALERT, state, dismissed_reason: reason }]);
    expect(problems.map((problem) => problem.silencedBy)).toEqual([silencedBy]);
  });

  it('that are fixed are left out', () => {
    expect(onlyScan(codeScanning, [{ ...ALERT, state: 'fixed' }]).problems).toEqual([]);
  });

  it('are read from an event too', () => {
    const alert = { ...ALERT, html_url: null, most_recent_instance: null };
    const event = { action: 'created', alert, repository: { full_name: 'acme/shop' } };
    expect(onlyScan(codeScanning, event)).toMatchObject({
      target: { name: 'acme/shop' },
      problems: [{ path: null, lines: null, message: '' }],
    });
  });

  it('are read one by one', () => {
    expect(readWith(codeScanning, [ALERT, { rule: null }]).notices).toEqual([
      'alerts[1]: rule is missing or of a wrong type',
    ]);
  });

  itBearsWrongTypes(codeScanning, { action: 'created', alert: ALERT, repository: {} });
  itBearsWrongTypes(codeScanning, [ALERT, TRIVY]);
});
