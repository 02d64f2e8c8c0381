import { describe, expect, it } from 'vitest';
import jfrogXray from '../../src/reports/jfrog-xray.ts';
import { itBearsWrongTypes, itReadsManyRows } from './hostile-input.ts';
import { readWith } from './read-with.ts';

const row = {
  issue_id: 'XRAY-92904',
  summary: 'It breaks',
  severity: 'High',
  cves: [
    {
      cve: 'CVE-2017-8923',
      cvss_v3_score: '7.5',
      cvss_v3_vector: 'CVSS:3.1/AV:N',
      cvss_v2_score: '5.0',
    },
  ],
  components: {
    'gav://org.yaml:snakeyaml:1.16': {
      fixed_versions: ['[1.26]'],
      impact_paths: [[{ component_id: 'docker://web:1' }, { full_path: 'lib/snakeyaml-1.16.jar' }]],
    },
    'deb://debian:buster:openssl:1:1.1.1d-0': { fixed_versions: [] },
    'rpm://7:curl:0:7.29.0': {},
    'npm://@babel/core:7.1.0': {},
    'alpine://3.9:musl:1.1.20-r4': {},
  },
  references: ['https://example.com/advisory'],
};
const document = [{ scan_id: '1', component_id: 'docker://web:1', vulnerabilities: [row] }];

describe('a scan of JFrog Xray', () => {
  it('is one vulnerability for each component', () => {
    expect(readWith(jfrogXray, document).scans[0]?.vulnerabilities).toMatchObject([
      {
        id: 'CVE-2017-8923',
        aliases: ['XRAY-92904'],
        package: {
          name: 'org.yaml:snakeyaml',
          type: 'maven',
          version: '1.16',
          path: 'lib/snakeyaml-1.16.jar',
        },
        fixed: ['1.26'],
        severity: 'high',
        cvss: { score: 7.5, vector: 'CVSS:3.1/AV:N' },
        link: 'https://example.com/advisory',
      },
      { package: { name: 'openssl', type: 'deb', version: '1:1.1.1d-0' } },
      { package: { name: 'curl', type: 'rpm', version: '7.29.0' } },
      { package: { name: '@babel/core', type: 'npm', version: '7.1.0' } },
      { package: { name: 'musl', type: 'apk', version: '1.1.20-r4' } },
    ]);
  });
  it('tells the image', () => {
    expect(readWith(jfrogXray, document).scans[0]?.target).toMatchObject({
      kind: 'image',
      references: ['web:1'],
    });
  });
  it('may be written simply', () => {
    expect(
      readWith(jfrogXray, {
        vulnerabilities: [
          {
            issueId: 'XRAY-1',
            severity: 'Critical',
            impactedPackageName: 'fastjson',
            impactedPackageVersion: '1.2.24',
            impactedPackageType: 'Maven',
            fixedVersions: ['[1.2.48]'],
            cves: [{ id: '', cvssV3: '9.8' }],
          },
        ],
      }).scans[0]?.vulnerabilities,
    ).toMatchObject([
      {
        id: 'XRAY-1',
        package: { name: 'fastjson', type: 'maven', version: '1.2.24' },
        fixed: ['1.2.48'],
        cvss: { score: 9.8 },
      },
    ]);
  });
});

describe('hostile input', () => {
  itBearsWrongTypes(jfrogXray, document);
  itReadsManyRows(jfrogXray, [{ ...document[0], vulnerabilities: Array(20_000).fill(row) }]);
});
