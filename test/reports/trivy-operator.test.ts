import { describe, expect, it } from 'vitest';
import reader from '../../src/reports/trivy-operator.ts';
import { parseReport } from '../../src/scans/parse-report.ts';
import { cpuTime } from '../cpu-time.ts';
import { MANY, itBearsWrongTypes } from './hostile-input.ts';
import { onlyScan, readWith } from './read-with.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

function resource(kind: string, report: unknown, labels: object = {}) {
  return {
    apiVersion: 'aquasecurity.github.io/v1alpha1',
    kind,
    metadata: {
      name: 'replicaset-api-1-app',
      namespace: 'shop',
      labels: {
        'trivy-operator.resource.kind': 'ReplicaSet',
        'trivy-operator.resource.name': 'api-1',
        'trivy-operator.resource.namespace': 'shop',
        'trivy-operator.container.name': 'app',
        ...labels,
      },
    },
    report,
  };
}

const IMAGE = {
  registry: { server: 'ghcr.io' },
  artifact: { repository: 'acme/api', tag: '1.4', digest: DIGEST },
  os: { family: 'debian', name: '12.1' },
};
const ROW = {
  vulnerabilityID: 'CVE-2024-0001',
  resource: 'libc6',
  installedVersion: '2.36-9',
  fixedVersion: '2.36-10',
  severity: 'HIGH',
  title: 'glibc: overflow',
  primaryLink: 'https://avd.aquasec.com/nvd/cve-2024-0001',
  score: 7.5,
  target: 'acme/api:1.4 (debian 12.1)',
  class: 'os-pkgs',
  packageType: 'debian',
  packagePURL: 'pkg:deb/debian/libc6@2.36-9?arch=amd64',
};
const CHECK = {
  checkID: 'KSV014',
  title: 'Root file system is not read-only',
  severity: 'HIGH',
  messages: ['set readOnlyRootFilesystem', 'in container app'],
  success: false,
};
const VULNERABILITIES = resource('VulnerabilityReport', { ...IMAGE, vulnerabilities: [ROW] });
const CHECKS = resource('ConfigAuditReport', { checks: [CHECK, { ...CHECK, success: true }] });
const SECRET = {
  ruleID: 'aws-access-key-id',
  title: 'AWS Access Key ID',
  severity: 'CRITICAL',
  target: '/root/.aws/credentials',
  match: 'AKIAHUNTER2',
};
const SECRETS = resource('ExposedSecretReport', { ...IMAGE, secrets: [SECRET] });

describe('a VulnerabilityReport', () => {
  it('is a scan of the image that a container runs', () => {
    expect(onlyScan(reader, VULNERABILITIES).target).toMatchObject({
      kind: 'image',
      name: 'ghcr.io/acme/api:1.4',
      references: ['ghcr.io/acme/api:1.4'],
      digests: [DIGEST],
      distribution: { id: 'debian', version: '12.1' },
      workload: 'shop/ReplicaSet/api-1 (app)',
    });
  });

  it('has what a row tells', () => {
    expect(onlyScan(reader, VULNERABILITIES).vulnerabilities).toEqual([
      {
        id: 'CVE-2024-0001',
        aliases: [],
        package: {
          name: 'libc6',
          type: 'deb',
          version: '2.36-9',
          purl: ROW.packagePURL,
          source: null,
          path: null,
        },
        fixed: ['2.36-10'],
        decision: null,
        severity: 'high',
        severities: [],
        cvss: { score: 7.5, vector: null },
        epss: null,
        isKnownExploited: null,
        title: 'glibc: overflow',
        link: 'https://avd.aquasec.com/nvd/cve-2024-0001',
        layer: null,
        instruction: null,
        silencedBy: null,
      },
    ]);
  });

  it.each([
    [
      'a digest without a tag',
      { artifact: { repository: 'acme/api', digest: DIGEST } },
      [`ghcr.io/acme/api@${DIGEST}`],
    ],
    ['no registry', { registry: null }, ['acme/api:1.4']],
    ['no artifact', { artifact: {} }, []],
  ])('with %s refers to the image as it can', (_name, fields, references) => {
    const document = resource('VulnerabilityReport', { ...IMAGE, ...fields });
    expect(onlyScan(reader, document).target.references).toEqual(references);
  });

  it('takes the vector of the distribution where the report has it', () => {
    const cvss = { nvd: { V3Score: 9.8 }, debian: { V3Score: 5.3, V3Vector: 'CVSS:3.1/AV:L' } };
    const document = resource('VulnerabilityReport', {
      ...IMAGE,
      vulnerabilities: [{ ...ROW, cvss }],
    });
    const [read] = onlyScan(reader, document).vulnerabilities;
    expect(read?.cvss).toEqual({ score: 5.3, vector: 'CVSS:3.1/AV:L' });
  });
});

describe('an ExposedSecretReport', () => {
  it('has the secret’s place, and not the secret', () => {
    const report = readWith(reader, SECRETS);
    expect(report.scans[0]?.secrets).toEqual([
      {
        id: 'aws-access-key-id',
        title: 'AWS Access Key ID',
        severity: 'critical',
        path: 'root/.aws/credentials',
        lines: null,
        layer: null,
      },
    ]);
    expect(JSON.stringify(report)).not.toContain('AKIAHUNTER2');
  });
});

describe('a report of checks', () => {
  it.each([
    'ConfigAuditReport',
    'ClusterConfigAuditReport',
    'InfraAssessmentReport',
    'ClusterInfraAssessmentReport',
    'RbacAssessmentReport',
    'ClusterRbacAssessmentReport',
  ])('of the kind %s has the checks that failed', (kind) => {
    const { target, problems } = onlyScan(reader, resource(kind, { checks: [CHECK] }));
    expect(target.kind).toBe('cluster');
    expect(problems).toEqual([
      {
        id: 'KSV014',
        aliases: [],
        title: 'Root file system is not read-only',
        message: 'set readOnlyRootFilesystem; in container app',
        severity: 'high',
        path: null,
        lines: null,
        link: null,
        silencedBy: null,
      },
    ]);
  });

  it('has none that passed', () => {
    expect(onlyScan(reader, CHECKS).problems).toHaveLength(1);
  });
});

describe('a report that holds no findings', () => {
  it.each([
    ['SbomReport', 'resources[0] (SbomReport) lists packages and no findings'],
    ['ClusterSbomReport', 'resources[0] (ClusterSbomReport) lists packages and no findings'],
    [
      'ClusterComplianceReport',
      'resources[0] (ClusterComplianceReport) repeats in numbers what other reports find',
    ],
    ['OddReport', 'resources[0] (OddReport) is of a kind that is not known'],
  ])('of the kind %s is no scan and says why', (kind, notice) => {
    const { scans, notices } = readWith(reader, resource(kind, {}));
    expect([scans, notices]).toEqual([[], [notice]]);
  });

  it('because it is missing says so', () => {
    const { notices } = readWith(reader, resource('ConfigAuditReport', undefined));
    expect(notices).toEqual(['resources[0] (ConfigAuditReport) has no report']);
  });
});

describe('a list', () => {
  const POD = { apiVersion: 'v1', kind: 'Pod', metadata: {} };

  it('of several kinds is one scan each', () => {
    const items = [VULNERABILITIES, CHECKS, SECRETS, POD];
    const { scans, notices } = readWith(reader, { apiVersion: 'v1', kind: 'List', items });
    expect(
      scans.map((scan) => [scan.vulnerabilities.length, scan.problems.length, scan.secrets.length]),
    ).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
    expect(notices).toEqual(['items[3] is a Pod, and no report of the Trivy Operator']);
  });

  it('of one kind may be empty', () => {
    const apiVersion = 'aquasecurity.github.io/v1alpha1';
    const { scans } = readWith(reader, { apiVersion, kind: 'VulnerabilityReportList', items: [] });
    expect(scans).toEqual([]);
  });

  it('may be a plain array', () => {
    expect(readWith(reader, [CHECKS, SECRETS]).scans).toHaveLength(2);
  });

  it('may be YAML', () => {
    const text = [
      'apiVersion: v1',
      'kind: List',
      'items:',
      '- apiVersion: aquasecurity.github.io/v1alpha1',
      '  kind: VulnerabilityReport',
      '  metadata: {name: a, creationTimestamp: 2024-01-01T00:00:00Z}',
      '  report:',
      '    artifact: {repository: acme/api, tag: "1.4"}',
      '    vulnerabilities:',
      '    - {vulnerabilityID: CVE-2024-0001, resource: libc6, installedVersion: "2.36"}',
    ].join('\n');
    const outcome = parseReport(text, [reader]);
    expect(outcome.ok && outcome.parsed.report.scans[0]?.target.name).toBe('acme/api:1.4');
  });

  it.each([
    ['of pods', { apiVersion: 'v1', kind: 'List', items: [POD] }],
    ['that is empty', { apiVersion: 'v1', kind: 'List', items: [] }],
    ['of another group', { apiVersion: 'openreports.io/v1alpha1', kind: 'Report', results: [] }],
    ['of nothing', null],
  ])('%s is not recognized', (_name, document) => {
    expect(reader.recognizes(document)).toBe(false);
  });
});

describe('a hostile report', () => {
  const document = { kind: 'List', items: [VULNERABILITIES, CHECKS, SECRETS] };
  itBearsWrongTypes(reader, document);

  it('of many rows is read in bounded time', () => {
    const vulnerabilities = Array.from({ length: MANY }, () => ROW);
    const document = resource('VulnerabilityReport', { ...IMAGE, vulnerabilities });
    const start = cpuTime();
    expect(onlyScan(reader, document).vulnerabilities).toHaveLength(MANY);
    expect(cpuTime() - start).toBeLessThan(2000);
  });
});
