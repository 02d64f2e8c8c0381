import { describe, expect, it } from 'vitest';
import type { SarifResult } from '../../../src/scans/sarif/sarif-result.ts';
import { findingsOf, looksAt } from '../../../src/scans/sarif/tools.ts';
import { cpuTime } from '../../cpu-time.ts';

type Given = Partial<Omit<SarifResult, 'rule'>> & { readonly rule?: Partial<SarifResult['rule']> };

function result(tool: string, { rule, ...given }: Given): SarifResult {
  return {
    tool,
    rule: {
      ...{ id: 'CVE-2024-1001', name: null, title: null, description: null, help: '' },
      ...{ link: null, properties: null },
      ...rule,
    },
    message: '',
    severity: 'info',
    properties: null,
    path: null,
    lines: null,
    logicalNames: [],
    fixes: [],
    silencedBy: null,
    ...given,
  };
}

const LAYER = `sha256:${'a'.repeat(64)}`;

const vulnerabilities: Readonly<Record<string, readonly [tool: string, given: Given, is: object]>> =
  {
    'Trivy of a package of the system': [
      'Trivy',
      {
        rule: {
          name: 'OsPackageVulnerability',
          help: 'Package: another\nFixed Version: 9',
          properties: { cvssv3_baseScore: 9.8, cvssv3_vector: 'CVSS:3.1/AV:N', cvssv2_score: 5 },
        },
        path: 'library/alpine',
        message:
          'Package: libssl\nInstalled Version: 1.1-r0\nVulnerability CVE-2024-1001\nSeverity: CRITICAL\nFixed Version: 1.1-r1, 1.2\nLink: [CVE-2024-1001](https://avd.aquasec.com/x)',
      },
      {
        id: 'CVE-2024-1001',
        severity: 'critical',
        fixed: ['1.1-r1', '1.2'],
        cvss: { score: 9.8, vector: 'CVSS:3.1/AV:N' },
        link: 'https://avd.aquasec.com/x',
        package: { name: 'libssl', version: '1.1-r0', path: null },
      },
    ],
    'Trivy of a package of a language': [
      'Trivy',
      {
        rule: { name: 'LanguageSpecificPackageVulnerability' },
        path: 'app/package-lock.json',
        message:
          'Package: lodash\nInstalled Version: 4.17.4\nSeverity: HIGH\nFixed Version: \nLink: []()',
      },
      { fixed: [], package: { name: 'lodash', version: '4.17.4', path: 'app/package-lock.json' } },
    ],
    'the old template of Trivy': [
      'Trivy',
      {
        rule: {
          id: '[HIGH] CVE-2020-5',
          help: 'Vulnerability CVE-2020-5\nSeverity: HIGH\nPackage: bash\nInstalled Version: 4\nFixed Version: 5',
        },
        message: 'bash',
      },
      { id: 'CVE-2020-5', severity: 'high', fixed: ['5'], package: { name: 'bash', version: '4' } },
    ],
    Grype: [
      'grype',
      {
        rule: {
          id: 'CVE-2024-1001-openssl-libs',
          help: 'Package: openssl-libs\nFix Version: 3.0.1,3.1\nLink: [CVE-2024-1001](https://nvd.nist.gov/x)',
          properties: {
            purls: ['pkg:rpm/redhat/openssl-libs@3.0.0?upstream=openssl-3.0.0-1.src.rpm'],
          },
        },
        message:
          'A high vulnerability in rpm package: openssl-libs, version 3.0.0 was found in image acme/api:1 at: var/lib/rpm/Packages',
        logicalNames: [`acme/api:1@${LAYER}:/var/lib/rpm/Packages`],
      },
      {
        id: 'CVE-2024-1001',
        severity: 'high',
        fixed: ['3.0.1', '3.1'],
        layer: LAYER,
        link: 'https://nvd.nist.gov/x',
        package: {
          name: 'openssl-libs',
          type: 'rpm',
          version: '3.0.0',
          source: 'openssl',
          path: 'var/lib/rpm/Packages',
        },
      },
    ],
    'Grype in an alert, with its help as a table': [
      'Anchore Grype Scan',
      {
        rule: {
          id: 'GHSA-aaaa-bbbb-cccc-lodash',
          help: '**Vulnerability**\n| Severity | Package | Fix Version |\n| --- | --- | --- |\n| high  | lodash  | 4.17.21  |\n',
        },
        message:
          'The path app/package.json reports lodash at version 4.17.4  which is a vulnerable (npm) package installed in the container',
      },
      {
        id: 'GHSA-aaaa-bbbb-cccc',
        fixed: ['4.17.21'],
        package: { name: 'lodash', version: '4.17.4', type: 'npm', path: 'app/package.json' },
      },
    ],
    'Snyk of a container': [
      'Snyk Container',
      {
        rule: {
          id: 'SNYK-DEBIAN11-OPENSSL-1',
          description: '(CVE-2024-1001,CVE-2024-1002) openssl/libssl1.1@1.1.1n-0+deb11u3',
          help: '## Remediation\nUpgrade `Debian:11` `openssl` to version 1.1.1n-0+deb11u5 or higher.',
          properties: { tags: ['security', 'CWE-1', 'deb'] },
        },
        path: 'docker/Dockerfile',
        message:
          'This file introduces a vulnerable openssl/libssl1.1 package with a critical severity vulnerability.',
      },
      {
        id: 'CVE-2024-1001',
        aliases: ['CVE-2024-1002', 'SNYK-DEBIAN11-OPENSSL-1'],
        severity: 'critical',
        fixed: ['1.1.1n-0+deb11u5'],
        package: {
          name: 'libssl1.1',
          source: 'openssl',
          type: 'deb',
          version: '1.1.1n-0+deb11u3',
          path: null,
        },
      },
    ],
    'Snyk of a project': [
      'Snyk Open Source',
      {
        rule: {
          id: 'SNYK-JS-LODASH-1',
          description: 'lodash@4.17.4',
          properties: { tags: ['npm'] },
        },
        path: 'package.json',
        message:
          'This file introduces a vulnerable lodash package with a medium severity vulnerability.',
        fixes: ['Upgrade to lodash@4.17.21'],
      },
      {
        id: 'SNYK-JS-LODASH-1',
        fixed: ['4.17.21'],
        package: { name: 'lodash', type: 'npm', version: '4.17.4', path: 'package.json' },
      },
    ],
    'Docker Scout': [
      'docker scout',
      {
        rule: {
          properties: {
            'security-severity': '7.5',
            cvssV3: 'CVSS:3.1/AV:N',
            purls: ['pkg:deb/debian/other@1'],
          },
        },
        message:
          '  Vulnerability   : CVE-2024-1001   \n  Severity        : LOW   \n  Package         : pkg:deb/debian/apt@2.6.1?os_distro=bookworm  \n  Affected range  : >=2.6.1  \n  Fixed version   : not fixed  \n  EPSS Score      : 0.001640  \n',
      },
      {
        severity: 'low',
        fixed: [],
        epss: 0.00164,
        cvss: { score: 7.5, vector: 'CVSS:3.1/AV:N' },
        package: { name: 'apt', type: 'deb', version: '2.6.1' },
      },
    ],
    'Docker Scout without a message': [
      'docker scout',
      {
        rule: {
          properties: {
            purl: 'pkg:npm/lodash@4.17.4',
            fixed_version: '4.17.21',
            cvssV3_severity: 'HIGH',
          },
        },
      },
      { severity: 'high', fixed: ['4.17.21'], package: { name: 'lodash', version: '4.17.4' } },
    ],
    'OSV-Scanner': [
      'osv-scanner',
      {
        message:
          "Package 'lodash@4.17.4' is vulnerable to 'CVE-2024-1001' (also known as 'GHSA-aaaa-bbbb-cccc').",
        path: 'package-lock.json',
      },
      {
        id: 'CVE-2024-1001',
        aliases: ['GHSA-aaaa-bbbb-cccc'],
        package: { name: 'lodash', version: '4.17.4' },
      },
    ],
    Clair: [
      'Clair V4',
      { message: '[openssl - 1.1.1k-1 - High] "Text."' },
      { severity: 'high', package: { name: 'openssl', version: '1.1.1k-1' } },
    ],
    'a scanner that names a package URL': [
      'dependency-check',
      { logicalNames: ['pkg:maven/org.acme/a@1.1.4?type=jar'], path: 'a.jar' },
      {
        id: 'CVE-2024-1001',
        package: { name: 'org.acme/a', type: 'maven', version: '1.1.4', path: 'a.jar' },
      },
    ],
    'Black Duck': [
      'My Application',
      {
        rule: { id: 'BDSA-2020-1001 (CVE-2020-11022)' },
        properties: {
          ...{
            securityRisk: 'CRITICAL',
            component: 'jquery',
            componentVersion: '1',
            componentOrigin: 'npm',
          },
          remediationStatus: 'Ignored',
        },
      },
      {
        id: 'CVE-2020-11022',
        aliases: ['BDSA-2020-1001'],
        severity: 'critical',
        silencedBy: 'its status is `Ignored`',
        package: { name: 'jquery', type: 'npm', version: '1' },
      },
    ],
  };

describe('a vulnerability of a package is what is written by', () => {
  it.each(Object.entries(vulnerabilities))('%s', (_name, [tool, given, is]) => {
    expect(findingsOf(result(tool, given))).toMatchObject([
      { kind: 'vulnerability', vulnerability: is },
    ]);
  });
});

const targets: Readonly<Record<string, readonly [tool: string, given: Given, is: object]>> = {
  'Grype names the image': [
    'grype',
    {
      message:
        'A low vulnerability in deb package: a, version 1 was found in image acme/api:1 at: b',
    },
    { kind: 'image', name: 'acme/api:1', references: ['acme/api:1'] },
  ],
  'Snyk names the Dockerfile': [
    'Snyk Container',
    {
      rule: { description: 'a@1' },
      message: 'This file introduces a vulnerable a package with a low severity vulnerability.',
      path: 'app/api.Dockerfile',
    },
    { kind: 'image', dockerfile: 'app/api.Dockerfile' },
  ],
  'Snyk names the image, without colons': [
    'Snyk Container',
    {
      rule: { description: 'a@1' },
      message: 'This file introduces a vulnerable a package with a low severity vulnerability.',
      path: 'ghcr.io/acme/my_api_3.18.0',
    },
    { kind: 'image', references: ['ghcr.io/acme/my_api:3.18.0'] },
  ],
};

describe('the target is known where', () => {
  it.each(Object.entries(targets))('%s', (_name, [tool, given, is]) => {
    expect(findingsOf(result(tool, given))).toMatchObject([{ target: is }]);
  });

  it('the tool looks only at images', () => {
    expect([looksAt('docker scout'), looksAt('Dockle'), looksAt('Trivy'), looksAt('?')]).toEqual([
      ...['image', 'image', 'files', 'files'],
    ]);
  });
});

describe('a result that is no vulnerability', () => {
  it('of Trivy is a misconfiguration with its message', () => {
    const message =
      'Artifact: Dockerfile\nType: dockerfile\nVulnerability DS002\nSeverity: HIGH\nMessage: Specify a USER\nLink: [DS002](https://avd.aquasec.com/ds002)';
    const rule = {
      id: 'DS002',
      name: 'Misconfiguration',
      title: "Image user should not be 'root'",
    };
    expect(findingsOf(result('Trivy', { rule, message, path: 'Dockerfile' }))).toMatchObject([
      {
        kind: 'problem',
        problem: {
          id: 'DS002',
          aliases: ["Image user should not be 'root'"],
          message: 'Specify a USER',
          severity: 'high',
          path: 'Dockerfile',
        },
      },
    ]);
  });

  it('of Dockle has no path of the repository', () => {
    const given = { rule: { id: 'CIS-DI-0010' }, message: 'Suspicious file', path: '/app/.env' };
    expect(findingsOf(result('Dockle', given))).toMatchObject([
      { kind: 'problem', problem: { path: null, message: 'Suspicious file (/app/.env)' } },
    ]);
  });

  it('without a rule has the name of its tool', () => {
    const found = findingsOf(result('x', { rule: { id: '' } }));
    expect(found).toMatchObject([{ kind: 'problem', problem: { id: 'x' } }]);
  });

  it('of Trivy about a licence is left out', () => {
    const message = 'Artifact: a\nLicense GPL-3.0\nPkgName: bash\n Classification: restricted';
    expect(findingsOf(result('Trivy', { message }))).toEqual([{ kind: 'left-out' }]);
  });
});

describe('a secret', () => {
  const cases: Readonly<Record<string, readonly [tool: string, given: Given, id: string]>> = {
    'of Trivy': [
      'Trivy',
      { rule: { id: 'github-pat', name: 'Secret' }, message: 'Secret GitHub\nMatch: ghp_secret' },
      'github-pat',
    ],
    'of Trivy in an alert': [
      'Trivy',
      {
        rule: { id: 'github-pat' },
        message: 'Artifact: a\nSecret x\nSeverity: HIGH\nMatch: ghp_secret',
      },
      'github-pat',
    ],
    'of Gitleaks': ['gitleaks', { rule: { id: 'aws-key' }, message: 'ghp_secret in a' }, 'aws-key'],
    'of an old Gitleaks': [
      'Gitleaks',
      {
        rule: { id: '' },
        message: 'AWS Access Key secret detected',
        properties: { offender: 'ghp_secret' },
      },
      'AWS Access Key',
    ],
  };

  it.each(Object.entries(cases))('%s is kept without its text', (_name, [tool, given, id]) => {
    const found = findingsOf(result(tool, given));
    expect(found).toMatchObject([{ kind: 'secret', secret: { id } }]);
    expect(JSON.stringify(found)).not.toContain('ghp_secret');
  });

  it('that the log suppresses is left out', () => {
    expect(findingsOf(result('gitleaks', { silencedBy: 'a test' }))).toEqual([
      { kind: 'left-out' },
    ]);
  });
});

describe('texts made to be slow', () => {
  const baits = [
    `A high vulnerability in deb package: ${', version '.repeat(50_000)}`,
    `The path ${' reports a at version '.repeat(50_000)}`,
    `(${'('.repeat(200_000)}`,
    '@'.repeat(200_000),
    `${'|'.repeat(200_000)}\n`.repeat(3),
    `Package '${"@'".repeat(100_000)}`,
    `[${'a - '.repeat(100_000)}`,
    'to version '.repeat(50_000),
    ':\n'.repeat(200_000),
    'pkg:'.repeat(100_000),
  ];
  const tools = ['Trivy', 'grype', 'Snyk Container', 'docker scout', 'osv-scanner', 'Clair', 'x'];

  it.each(tools)('are read fast by what knows %s', (tool) => {
    const start = cpuTime();
    const found = baits.flatMap((bait) => {
      const rule = { id: bait, description: bait, help: bait, properties: { purls: [bait] } };
      return findingsOf(result(tool, { rule, message: bait, logicalNames: [bait], path: bait }));
    });
    expect(found).toHaveLength(baits.length);
    expect(cpuTime() - start).toBeLessThan(1_500);
  });
});
