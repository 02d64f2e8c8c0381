import { describe, expect, it } from 'vitest';
import snykApi from '../../src/reports/snyk-api.ts';
import { MANY, itBearsWrongTypes, itReadsManyRows } from './hostile-input.ts';
import { readWith } from './read-with.ts';

const attributes = {
  key: 'SNYK-PYTHON-PILLOW-5918878',
  type: 'package_vulnerability',
  title: 'Heap-based Buffer Overflow',
  status: 'open',
  ignored: false,
  effective_severity_level: 'critical',
  problems: [
    { id: 'SNYK-PYTHON-PILLOW-5918878', source: 'SNYK' },
    { id: 'CVE-2023-4863', source: 'NVD', url: 'https://nvd.nist.gov/vuln/detail/CVE-2023-4863' },
  ],
  severities: [
    { source: 'Snyk', level: 'critical', score: 9.6, vector: 'CVSS:3.1/AV:N', version: '3.1' },
    { source: 'NVD', level: 'high', score: 8.8, vector: 'CVSS:3.1/AV:N', version: '3.1' },
  ],
  coordinates: [
    { representations: [{ dependency: { package_name: 'pillow', package_version: '9.5.0' } }] },
  ],
  exploit_details: { sources: ['CISA'] },
};
const row = { id: '1', type: 'issue', attributes };
const document = { jsonapi: { version: '1.0' }, data: [row] };

function read(changes: object) {
  const data = [{ ...row, attributes: { ...attributes, ...changes } }];
  return readWith(snykApi, { ...document, data });
}

describe('issues of the REST API', () => {
  it('name advisory, package and what each source says', () => {
    expect(read({}).scans[0]?.vulnerabilities).toMatchObject([
      {
        id: 'CVE-2023-4863',
        aliases: ['SNYK-PYTHON-PILLOW-5918878'],
        package: { name: 'pillow', version: '9.5.0' },
        severity: 'critical',
        severities: [
          { source: 'snyk', severity: 'critical' },
          { source: 'nvd', severity: 'high' },
        ],
        cvss: { score: 9.6, vector: 'CVSS:3.1/AV:N' },
        isKnownExploited: true,
        link: 'https://nvd.nist.gov/vuln/detail/CVE-2023-4863',
        silencedBy: null,
      },
    ]);
  });

  it('may be ignored or resolved', () => {
    const silence = (changes: object) => read(changes).scans[0]?.vulnerabilities[0]?.silencedBy;
    expect(silence({ ignored: true })).toBe('ignored in Snyk');
    expect(silence({ status: 'resolved' })).toBe('resolved in Snyk');
  });

  it('are left out when they are about licences', () => {
    expect(read({ type: 'license' })).toMatchObject({
      scans: [{ vulnerabilities: [] }],
      notices: [],
    });
  });

  it('are a notice when they name no package', () => {
    expect(read({ coordinates: [] }).notices).toEqual(['data[0]: it has no id or no name']);
  });
});

describe('hostile input', () => {
  itBearsWrongTypes(snykApi, document);
  itReadsManyRows(snykApi, { ...document, data: Array(MANY).fill(row) });
});
