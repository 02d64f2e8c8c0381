import { describe, expect, it } from 'vitest';
import clair from '../../src/reports/clair.ts';
import { MANY, itBearsWrongTypes, itReadsManyRows } from './hostile-input.ts';
import { readWith } from './read-with.ts';

const hash = `sha256:${'b'.repeat(64)}`;
const document = {
  manifest_hash: hash,
  packages: {
    '10': { id: '10', name: 'libssl1.1', version: '1.1.1d', source: { name: 'openssl' } },
    '11': { id: '11', name: 'urllib3', version: '1.25' },
  },
  distributions: { '1': { did: 'debian', version_id: '10' } },
  environments: {
    '10': [
      { package_db: 'var/lib/dpkg/status', introduced_in: 'sha256:layer', distribution_id: '1' },
    ],
    '11': [{ package_db: 'python:usr/lib/python3/dist-packages', distribution_id: '' }],
  },
  vulnerabilities: {
    '5': {
      name: 'CVE-2020-1967 on Debian 10',
      updater: 'debian/updater',
      links: 'https://security-tracker.debian.org/tracker/CVE-2020-1967 https://x',
      normalized_severity: 'High',
      fixed_in_version: '1.1.1d-0+deb10u3',
    },
    '6': { name: 'GHSA-aaaa-bbbb-cccc', fixed_in_version: 'fixed=1.26.5&introduced=0' },
  },
  package_vulnerabilities: { '10': ['5'], '11': ['6'] },
  enrichments: {
    'message/vnd.clair.map.vulnerability; enricher=clair.cvss schema=x': [
      { '5': [{ baseScore: 7.5, vectorString: 'CVSS:3.1/AV:N' }] },
    ],
  },
};

describe('a report of Clair 4', () => {
  it('joins its tables', () => {
    expect(readWith(clair, document).scans[0]?.vulnerabilities).toMatchObject([
      {
        id: 'CVE-2020-1967',
        package: {
          name: 'libssl1.1',
          type: 'deb',
          version: '1.1.1d',
          source: 'openssl',
          path: null,
        },
        fixed: ['1.1.1d-0+deb10u3'],
        severity: 'high',
        cvss: { score: 7.5, vector: 'CVSS:3.1/AV:N' },
        link: 'https://security-tracker.debian.org/tracker/CVE-2020-1967',
        layer: 'sha256:layer',
      },
      {
        id: 'GHSA-aaaa-bbbb-cccc',
        package: { name: 'urllib3', type: 'pypi', path: 'usr/lib/python3/dist-packages' },
        fixed: ['1.26.5'],
      },
    ]);
  });
  it('tells the manifest', () => {
    expect(readWith(clair, document).scans[0]?.target).toMatchObject({
      digests: [hash],
      distribution: { id: 'debian', version: '10' },
    });
  });

  it('is a notice where a table misses a row', () => {
    const broken = { ...document, package_vulnerabilities: { '10': ['nowhere'] } };
    expect(readWith(clair, broken).notices).toEqual([
      'package_vulnerabilities.10 names no advisory or no package',
    ]);
  });
});

describe('hostile input', () => {
  itBearsWrongTypes(clair, document);
  itReadsManyRows(clair, {
    ...document,
    package_vulnerabilities: { '10': Array(MANY).fill('5') },
  });
});
