import { describe, expect, it } from 'vitest';
import snyk from '../../src/reports/snyk.ts';
import { MANY, itBearsWrongTypes, itReadsManyRows } from './hostile-input.ts';
import { readWith } from './read-with.ts';

const openssl = {
  id: 'SNYK-DEBIAN11-OPENSSL-1049144',
  title: 'Double Free',
  name: 'openssl/libssl1.1',
  packageName: 'openssl',
  version: '1.1.1n-0+deb11u3',
  packageManager: 'debian:11',
  language: 'linux',
  severity: 'high',
  severityWithCritical: 'critical',
  nvdSeverity: 'high',
  identifiers: { CVE: ['CVE-2022-4450'], CWE: ['CWE-415'], GHSA: ['GHSA-v5w6-wcm8-jm4q'] },
  nearestFixedInVersion: '1.1.1n-0+deb11u4',
  cvssScore: 7.5,
  CVSSv3: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H',
  cvssDetails: [{ assigner: 'Red Hat', severity: 'medium', cvssV3BaseScore: 5.9 }],
  epssDetails: { probability: '0.00123', percentile: '0.4' },
  exploitDetails: { sources: ['CISA', 'Snyk'] },
  dockerfileInstruction: 'RUN apt-get install -y curl',
};
const image = {
  vulnerabilities: [openssl],
  ok: false,
  packageManager: 'deb',
  projectName: 'docker-image|web',
  displayTargetFile: 'docker/Dockerfile',
  path: 'registry.example.com/web:1.2',
  platform: 'linux/amd64',
  docker: { baseImage: 'debian:11' },
};
const project = {
  vulnerabilities: [
    {
      id: 'SNYK-JS-LODASH-590103',
      name: '@scope/lodash',
      version: '4.17.13',
      severity: 'high',
      identifiers: { CVE: [] },
      fixedIn: ['4.17.20'],
    },
  ],
  ok: false,
  packageManager: 'npm',
  projectName: 'app',
  displayTargetFile: 'package-lock.json',
  path: '/work/app',
};

function vulnerability(changes: object, around: object = {}): unknown {
  const document = { ...image, ...around, vulnerabilities: [{ ...openssl, ...changes }] };
  return readWith(snyk, document).scans[0]?.vulnerabilities[0];
}

describe('a test of a container', () => {
  it('tells of the image, its base and its Dockerfile', () => {
    expect(readWith(snyk, image).scans[0]?.target).toMatchObject({
      kind: 'image',
      references: ['registry.example.com/web:1.2'],
      platform: { os: 'linux', architecture: 'amd64' },
      base: 'debian:11',
      dockerfile: 'docker/Dockerfile',
    });
  });

  it('tells binary package, source package and the instruction that brought them', () => {
    expect(vulnerability({})).toMatchObject({
      id: 'CVE-2022-4450',
      aliases: ['GHSA-v5w6-wcm8-jm4q', 'SNYK-DEBIAN11-OPENSSL-1049144'],
      package: { name: 'libssl1.1', source: 'openssl', type: 'deb', version: '1.1.1n-0+deb11u3' },
      fixed: ['1.1.1n-0+deb11u4'],
      severity: 'critical',
      severities: [
        { source: 'snyk', severity: 'critical' },
        { source: 'nvd', severity: 'high' },
        { source: 'red hat', severity: 'medium' },
      ],
      cvss: { score: 7.5 },
      epss: 0.00123,
      isKnownExploited: true,
      link: 'https://security.snyk.io/vuln/SNYK-DEBIAN11-OPENSSL-1049144',
      instruction: 'RUN apt-get install -y curl',
    });
  });

  it('takes the base image for the cause where Snyk does', () => {
    const changes = { dockerfileInstruction: null, dockerBaseImage: 'debian:11' };
    expect(vulnerability(changes)).toMatchObject({ instruction: 'FROM debian:11' });
  });

  it('has the applications in the image as packages of their lock files', () => {
    const applications = [{ ...project, displayTargetFile: '/app/package-lock.json' }];
    const [scan] = readWith(snyk, { ...image, applications }).scans;
    expect(scan?.vulnerabilities.map((one) => one.package)).toMatchObject([
      { name: 'libssl1.1', path: null },
      { name: '@scope/lodash', type: 'npm', path: 'app/package-lock.json' },
    ]);
  });

  it('has the score of the newest CVSS version', () => {
    const cvssSources = [
      {
        assigner: 'Snyk',
        severity: 'high',
        baseScore: 8.7,
        cvssVersion: '4.0',
        vector: 'CVSS:4.0/AV:N',
      },
      {
        assigner: 'Snyk',
        severity: 'high',
        baseScore: 7.5,
        cvssVersion: '3.1',
        vector: 'CVSS:3.1/AV:N',
      },
    ];
    expect(vulnerability({ cvssSources })).toMatchObject({
      cvss: { score: 8.7, vector: 'CVSS:4.0/AV:N' },
    });
  });
});

describe('a test of projects', () => {
  it('is one scan for each, and a notice for one that failed', () => {
    const report = readWith(snyk, [project, { ok: false, error: 'no lock file', path: '/x' }]);
    expect(report.scans.map(({ target }) => [target.kind, target.name])).toEqual([
      ['files', 'package-lock.json'],
    ]);
    expect(report.notices).toEqual(['a project was not tested (no lock file)']);
  });

  it('leaves rows about licences out', () => {
    const licence = { id: 'snyk:lic:npm:x:GPL-3.0', type: 'license', name: 'x', severity: 'high' };
    const report = readWith(snyk, { ...project, vulnerabilities: [licence] });
    expect(report.scans[0]?.vulnerabilities).toEqual([]);
    expect(report.notices).toEqual([]);
  });

  it('says of ignored rows that they are', () => {
    const filtered = { ignore: project.vulnerabilities, patch: [] };
    const [scan] = readWith(snyk, { ...project, vulnerabilities: [], filtered }).scans;
    expect(scan?.vulnerabilities.map((one) => one.silencedBy)).toEqual(['ignored in Snyk']);
  });

  it('names the row that cannot be read', () => {
    const report = readWith(snyk, {
      ...project,
      vulnerabilities: [{ id: 7 }, { id: 'SNYK-1' }],
    });
    expect(report.notices).toEqual([
      'vulnerabilities[0]: id is missing or of a wrong type',
      'vulnerabilities[1]: it has no id or no name',
    ]);
  });
});

describe('hostile input', () => {
  itBearsWrongTypes(snyk, {
    ...image,
    applications: [project],
    filtered: { ignore: [openssl] },
  });
  itReadsManyRows(snyk, { ...image, vulnerabilities: Array(MANY).fill(openssl) });
});
