import { describe, expect, it } from 'vitest';
import anchore from '../../src/reports/anchore.ts';
import { MANY, itBearsWrongTypes, itReadsManyRows } from './hostile-input.ts';
import { readWith } from './read-with.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const row = {
  vuln: 'CVE-2011-3389',
  feed_group: 'debian:9',
  fix: 'None',
  package_name: 'libgnutls30',
  package_version: '3.5.8-5+deb9u4',
  package_type: 'dpkg',
  package_path: 'None',
  severity: 'Medium',
  url: 'https://security-tracker.debian.org/tracker/CVE-2011-3389',
  will_not_fix: true,
  nvd_data: [{ id: 'CVE-2011-3389', cvss_v3: { base_score: -1 }, cvss_v2: { base_score: 4.3 } }],
};
const document = { imageDigest: digest, vulnerability_type: 'os', vulnerabilities: [row] };

describe('vulnerabilities in Anchore', () => {
  it('of the API tell package, decision and score', () => {
    expect(readWith(anchore, document).scans[0]).toMatchObject({
      target: { digests: [digest] },
      vulnerabilities: [
        {
          id: 'CVE-2011-3389',
          aliases: [],
          package: { name: 'libgnutls30', type: 'deb', version: '3.5.8-5+deb9u4', path: null },
          fixed: [],
          decision: 'will-not-fix',
          severity: 'medium',
          severities: [{ source: 'debian', severity: 'medium' }],
          cvss: { score: 4.3 },
        },
      ],
    });
  });
  it('of the web interface have name and version in one text', () => {
    expect(
      readWith(anchore, {
        metadata: { registry: 'docker.io', repository: 'acme/web', tag: 'v1', imageDigest: digest },
        securityEvaluation: [
          {
            vulnerabilityId: 'GHSA-aaaa-bbbb-cccc',
            cves: 'CVE-2023-24531',
            severity: 'Critical',
            packageType: 'Go',
            path: '/usr/local/bin/gosu',
            package: 'stdlib-go1.18.2',
            fixAvailable: '1.21.0-0',
            nvdCvssBaseScore: 9.8,
          },
        ],
      }).scans[0],
    ).toMatchObject({
      target: { references: ['docker.io/acme/web:v1'], digests: [digest] },
      vulnerabilities: [
        {
          id: 'CVE-2023-24531',
          aliases: ['GHSA-aaaa-bbbb-cccc'],
          package: {
            name: 'stdlib',
            type: 'golang',
            version: 'go1.18.2',
            path: 'usr/local/bin/gosu',
          },
          fixed: ['1.21.0-0'],
        },
      ],
    });
  });
});

describe('hostile input', () => {
  itBearsWrongTypes(anchore, document);
  itReadsManyRows(anchore, { ...document, vulnerabilities: Array(MANY).fill(row) });
});
