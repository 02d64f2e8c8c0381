import { describe, expect, it } from 'vitest';
import awsEcr from '../../src/reports/aws-ecr.ts';
import { MANY, itBearsWrongTypes, itReadsManyRows } from './hostile-input.ts';
import { digest, finding } from './inspector-finding.ts';
import { readWith } from './read-with.ts';

const row = {
  name: 'CVE-2019-14697',
  uri: 'https://cve.mitre.org/cgi-bin/cvename.cgi?name=CVE-2019-14697',
  severity: 'HIGH',
  attributes: [
    { key: 'package_name', value: 'musl' },
    { key: 'package_version', value: '1.1.20-r4' },
    { key: 'CVSS2_SCORE', value: '7.5' },
    { key: 'CVSS2_VECTOR', value: 'AV:N' },
  ],
};
const document = {
  repositoryName: 'web',
  imageId: { imageDigest: digest, imageTag: '1' },
  imageScanFindings: { findings: [row], enhancedFindings: [] as object[] },
};

describe('findings of a registry', () => {
  it('of basic scans have the package in their attributes', () => {
    expect(readWith(awsEcr, document).scans[0]).toMatchObject({
      target: { name: 'web:1', digests: [digest] },
      vulnerabilities: [
        {
          id: 'CVE-2019-14697',
          package: { name: 'musl', version: '1.1.20-r4' },
          severity: 'high',
          cvss: { score: 7.5, vector: 'AV:N' },
        },
      ],
    });
  });
  it('of enhanced scans are those of Amazon Inspector', () => {
    expect(
      readWith(awsEcr, { ...document, imageScanFindings: { enhancedFindings: [finding] } }).scans[0]
        ?.vulnerabilities,
    ).toMatchObject([
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
});

describe('hostile input', () => {
  itBearsWrongTypes(awsEcr, document);
  itReadsManyRows(awsEcr, {
    ...document,
    imageScanFindings: { findings: Array(MANY).fill(row) },
  });
});
