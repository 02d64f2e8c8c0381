import { describe, expect, it } from 'vitest';
import anchorePolicy from '../../src/reports/anchore-policy.ts';
import { MANY, itBearsWrongTypes, itReadsManyRows } from './hostile-input.ts';
import { readWith } from './read-with.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const header = ['Trigger_Id', 'Gate', 'Trigger', 'Check_Output', 'Gate_Action', 'Whitelisted'];
const java = [
  'CVE-2015-2992+struts-core-1.3.8.jar',
  'vulnerabilities',
  'package',
  'MEDIUM Vulnerability found in non-os package type (java) - /root/struts-core-1.3.8.jar (CVE-2015-2992 - https://nvd.nist.gov/x)',
  'warn',
  false,
];
const documentOf = (...rows: readonly unknown[]) => [
  {
    [digest]: {
      'gcr.io/acme/web:1': [
        { detail: { result: { result: { abc: { result: { header, rows } }, policy_name: '' } } } },
      ],
    },
  },
];
const document = documentOf(java);

describe('a policy evaluation', () => {
  it('has vulnerabilities with path, name and version of an archive', () => {
    expect(readWith(anchorePolicy, document).scans[0]).toMatchObject({
      target: { references: ['gcr.io/acme/web:1'], digests: [digest] },
      vulnerabilities: [
        {
          id: 'CVE-2015-2992',
          package: {
            name: 'struts-core',
            type: 'maven',
            version: '1.3.8',
            path: 'root/struts-core-1.3.8.jar',
          },
          severity: 'medium',
          silencedBy: null,
        },
      ],
    });
  });

  it('has other gates as problems, unless they let the image pass', () => {
    const rows = [
      ['1', 'dockerfile', 'instruction', 'no HEALTHCHECK', 'stop', false],
      ['2', 'dockerfile', 'instruction', 'fine', 'go', false],
      ['3', 'licenses', 'denied', 'GPL', 'stop', false],
    ];
    const report = readWith(anchorePolicy, documentOf(...rows));
    expect(report.scans[0]?.problems).toMatchObject([
      { id: 'dockerfile:instruction', message: 'no HEALTHCHECK', severity: 'high' },
    ]);
    expect(report.notices).toEqual([]);
  });

  it('may allow a row, and never repeats what a search for secrets found', () => {
    const allowed = [...java.slice(0, 5), { matched_rule_id: '1' }];
    const secret = ['4', 'secret_scans', 'content_regex_checks', 'key=hunter2', 'stop', false];
    const [scan] = readWith(anchorePolicy, documentOf(allowed, secret)).scans;
    expect(scan?.vulnerabilities[0]?.silencedBy).toBe('on an allow list in Anchore');
    expect(JSON.stringify(scan)).not.toContain('hunter2');
  });
});

describe('hostile input', () => {
  itBearsWrongTypes(anchorePolicy, document);
  itReadsManyRows(anchorePolicy, documentOf(...Array<unknown>(MANY).fill(java)));
});
