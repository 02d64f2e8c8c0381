import { describe, expect, it } from 'vitest';
import awsInspector from '../../src/reports/aws-inspector.ts';
import { MANY, itBearsWrongTypes, itReadsManyRows } from './hostile-input.ts';
import { digest, finding } from './inspector-finding.ts';
import { readWith } from './read-with.ts';

const document = { findings: [finding] };

describe('findings of Amazon Inspector', () => {
  it('are one vulnerability for each package', () => {
    expect(readWith(awsInspector, document).scans[0]?.vulnerabilities).toMatchObject([
      {
        id: 'CVE-2021-3744',
        package: { name: 'linux', type: 'deb', version: '4.19.118-2', path: null },
        fixed: ['4.19.232-1'],
        severity: 'medium',
        severities: [
          { source: 'debian_cve', severity: 'low' },
          { source: 'aws', severity: 'medium' },
        ],
        cvss: { score: 5.5, vector: 'CVSS:3.1/AV:L' },
        epss: 0.00075,
        layer: 'sha256:11',
        silencedBy: null,
      },
      { package: { name: 'stdlib', type: 'golang', version: '1.24.4', path: 'bin/x' }, fixed: [] },
    ]);
  });
  it('tell the image as its registry names it', () => {
    expect(readWith(awsInspector, document).scans[0]?.target).toMatchObject({
      kind: 'image',
      references: [
        '012345678901.dkr.ecr.eu-west-1.amazonaws.com/web:2.3.0',
        `012345678901.dkr.ecr.eu-west-1.amazonaws.com/web@${digest}`,
      ],
      digests: [digest],
      distribution: { id: 'debian', version: '10' },
    });
  });

  it('about code are problems of a file', () => {
    const codeVulnerabilityDetails = {
      ruleId: 'python-log-injection',
      detectorName: 'Log injection',
      filePath: { filePath: 'src/api.py', startLine: 268, endLine: 270 },
    };
    const code = { ...finding, packageVulnerabilityDetails: null, codeVulnerabilityDetails };
    expect(readWith(awsInspector, { findings: [code] }).scans[0]?.problems).toMatchObject([
      { id: 'python-log-injection', path: 'src/api.py', lines: { first: 268, last: 270 } },
    ]);
  });

  it('may be suppressed, or come as an event', () => {
    const detail = { ...finding, status: 'SUPPRESSED' };
    const event = { 'detail-type': 'Inspector2 Finding', detail };
    const [scan] = readWith(awsInspector, event).scans;
    expect(scan?.vulnerabilities[0]?.silencedBy).toBe('suppressed in Amazon Inspector');
  });

  it('about reachable networks are left out', () => {
    const network = { ...finding, type: 'NETWORK_REACHABILITY' };
    expect(readWith(awsInspector, { findings: [network] })).toMatchObject({
      scans: [],
      notices: [],
    });
  });
});

describe('hostile input', () => {
  itBearsWrongTypes(awsInspector, document);
  itReadsManyRows(awsInspector, { findings: Array(MANY).fill(finding) });
});
