import { describe, expect, it } from 'vitest';
import twistlock from '../../src/reports/twistlock.ts';
import { MANY, itBearsWrongTypes, itReadsManyRows } from './hostile-input.ts';
import { readWith } from './read-with.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const row = {
  id: 'CVE-2025-48913',
  status: 'fixed in 4.1.3, 4.0.9',
  cvss: 9.8,
  vector: 'CVSS:3.1/AV:N',
  severity: 'critical',
  packageName: 'org.apache.cxf_cxf-core',
  packageVersion: '3.5.11',
  packagePath: '/opt/cxf-core-3.5.11.jar',
  link: 'https://nvd.nist.gov/vuln/detail/CVE-2025-48913',
  riskFactors: ['Exploit exists - in the wild'],
  layerInstruction: 'COPY / / # buildkit',
};
const system = {
  id: 'CVE-2018-9234',
  status: 'will not fix',
  severity: 'low',
  packageName: 'gnupg2 (used in gpgv, dirmngr)',
  packageVersion: '2.1.18',
  riskFactors: { 'Recent vulnerability': {} },
};
const result = {
  id: digest,
  name: 'acme/web:1',
  distro: 'Debian GNU/Linux 9 (stretch)',
  packages: [{ type: 'jar', name: 'org.apache.cxf_cxf-core', version: '3.5.11' }],
  vulnerabilities: [row, system],
  vulnerabilityDistribution: {},
  compliances: [{ id: 404, title: 'Add HEALTHCHECK', severity: 'medium', cause: 'none there' }],
};
const document = { results: [result] };

describe('a scan of Prisma Cloud', () => {
  it('tells image, packages and the instruction of a layer', () => {
    expect(readWith(twistlock, document).scans[0]).toMatchObject({
      target: {
        references: ['acme/web:1'],
        digests: [digest],
        distribution: { id: 'debian', version: '9' },
      },
      vulnerabilities: [
        {
          id: 'CVE-2025-48913',
          package: { type: 'maven', version: '3.5.11', path: 'opt/cxf-core-3.5.11.jar' },
          fixed: ['4.1.3', '4.0.9'],
          severity: 'critical',
          cvss: { score: 9.8 },
          isKnownExploited: true,
          instruction: 'COPY / / # buildkit',
        },
        {
          package: { name: 'gpgv', source: 'gnupg2', type: 'deb' },
          decision: 'will-not-fix',
          isKnownExploited: null,
        },
      ],
      problems: [
        { id: '404', title: 'Add HEALTHCHECK', message: 'none there', severity: 'medium' },
      ],
    });
  });
});

describe('hostile input', () => {
  itBearsWrongTypes(twistlock, document);
  itReadsManyRows(twistlock, {
    results: [{ ...result, vulnerabilities: Array(MANY).fill(row) }],
  });
});
