import { describe, expect, it } from 'vitest';
import harbor from '../../src/reports/harbor.ts';
import { MANY, itBearsWrongTypes, itReadsManyRows } from './hostile-input.ts';
import { readWith } from './read-with.ts';

const digest = `sha256:${'c'.repeat(64)}`;
const row = {
  id: 'CVE-2022-1304',
  package: 'e2fsprogs',
  version: '1.46.2-2',
  fix_version: '1.46.2-3',
  severity: 'High',
  status: 'will_not_fix',
  links: ['https://avd.aquasec.com/nvd/cve-2022-1304'],
  artifact_digests: [digest],
  layer: { digest: 'sha256:d', diff_id: 'sha256:e' },
  preferred_cvss: { score_v3: 7.8, vector_v3: 'CVSS:3.1/AV:L', score_v2: null },
  vendor_attributes: { CVSS: { nvd: { V3Score: 7.8 }, redhat: { V3Score: 5.8 } } },
};
const KEY = 'application/vnd.security.vulnerability.report; version=1.1';
const document = {
  [KEY]: { scanner: { name: 'Trivy' }, severity: 'High', vulnerabilities: [row] },
};

describe('a report of Harbor', () => {
  it('has the scanner for its witness', () => {
    expect(readWith(harbor, document).scans[0]).toMatchObject({
      tool: 'Trivy',
      target: { digests: [digest] },
      vulnerabilities: [
        {
          id: 'CVE-2022-1304',
          package: { name: 'e2fsprogs', version: '1.46.2-2' },
          fixed: ['1.46.2-3'],
          decision: 'will-not-fix',
          severity: 'high',
          severities: [
            { source: 'harbor', severity: 'high' },
            { source: 'nvd', severity: 'high' },
            { source: 'redhat', severity: 'medium' },
          ],
          cvss: { score: 7.8, vector: 'CVSS:3.1/AV:L' },
          layer: 'sha256:e',
        },
      ],
    });
  });

  it('may have no vulnerabilities, also of the older media type', () => {
    const key = 'application/vnd.scanner.adapter.vuln.report.harbor+json; version=1.0';
    const report = readWith(harbor, { [key]: { scanner: {}, vulnerabilities: null } });
    expect(report).toMatchObject({ scans: [{ tool: 'Harbor', vulnerabilities: [] }], notices: [] });
  });
});

describe('hostile input', () => {
  itBearsWrongTypes(harbor, document);
  itReadsManyRows(harbor, { [KEY]: { scanner: {}, vulnerabilities: Array(MANY).fill(row) } });
});
