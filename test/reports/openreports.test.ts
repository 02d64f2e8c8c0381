import { describe, expect, it } from 'vitest';
import openreports from '../../src/reports/openreports.ts';
import { MANY, itBearsWrongTypes, itReadsManyRows } from './hostile-input.ts';
import { readWith } from './read-with.ts';

const row = {
  category: 'vulnerability scan',
  message: 'openssl: Out-of-bounds read',
  policy: 'CVE-2025-9232',
  properties: {
    ...{ pkgName: 'libcrypto3', installedVersion: '3.5.2-r1', fixedVersion: '3.5.4-r0, 3.6.0' },
    primaryURL: 'https://avd.aquasec.com/nvd/cve-2025-9232',
  },
  result: 'warn',
  severity: 'low',
  source: 'image-scanner',
};
const check = {
  policy: 'CIS-1',
  message: 'No headers',
  result: 'fail',
  severity: 'high',
  properties: { pkgName: 'web' },
};
const document = {
  apiVersion: 'openreports.io/v1alpha1',
  kind: 'Report',
  metadata: { namespace: 'test' },
  scope: { kind: 'Deployment', name: 'app' },
  results: [row, check, { ...row, result: 'pass' }, { ...check, result: 'skip' }],
};

describe('a report of a workload', () => {
  it('has vulnerabilities and problems, but not what passed', () => {
    expect(readWith(openreports, document).scans[0]).toMatchObject({
      tool: 'image-scanner',
      target: { kind: 'cluster', workload: 'test/Deployment/app' },
      vulnerabilities: [
        {
          id: 'CVE-2025-9232',
          package: { name: 'libcrypto3', version: '3.5.2-r1' },
          fixed: ['3.5.4-r0', '3.6.0'],
          severity: 'low',
          title: 'openssl: Out-of-bounds read',
        },
      ],
      problems: [{ id: 'CIS-1', title: 'No headers', severity: 'high' }],
    });
  });

  it('may be in a list, and of the older group', () => {
    const older = { ...document, apiVersion: 'wgpolicyk8s.io/v1alpha2', kind: 'PolicyReport' };
    const list = { apiVersion: 'v1', kind: 'List', items: [older, document, { kind: 'Pod' }] };
    expect(readWith(openreports, list).scans).toHaveLength(2);
  });
});

describe('hostile input', () => {
  itBearsWrongTypes(openreports, document);
  itReadsManyRows(openreports, { ...document, results: Array(MANY).fill(row) });
});
