import { describe, expect, it } from 'vitest';
import { discoverReaders } from '../../src/discover.ts';
import { STRANGE } from './hostile-input.ts';

const readers = await discoverReaders();

const VULNERABILITY = { id: 'CVE-2024-0001', package: 'a', severity: 'high' };
const ADVISED = { rule: { id: 'R' }, tool: { name: 'CodeQL' }, state: 'open' };
const DEPENDENCY = { package: { name: 'a' }, manifest_path: 'package.json' };
const PURL = 'pkg:npm/a@1.0.0';

/** For each reader, the least that each shape of its format has. */
const DOCUMENTS: Readonly<Record<string, readonly unknown[]>> = {
  anchore: [
    { imageDigest: 'sha256:0', vulnerability_type: 'all', vulnerabilities: [] },
    { metadata: { repository: 'a' }, securityEvaluation: [] },
  ],
  'anchore-policy': [[{ [`sha256:${'a'.repeat(64)}`]: { 'a:1': [] } }]],
  'aws-ecr': [{ repositoryName: 'a', imageScanFindings: { findings: [] } }],
  'aws-inspector': [
    { findings: [{ findingArn: 'arn:aws:inspector2:a' }] },
    { 'detail-type': 'Inspector2 Finding', detail: { findingArn: 'arn:aws:inspector2:a' } },
  ],
  checkov: [
    { check_type: 'dockerfile', results: { failed_checks: [] } },
    [{ check_type: 'dockerfile', results: { failed_checks: [] } }],
    { passed: 0, failed: 0, checkov_version: '3.2.0' },
  ],
  clair: [{ manifest_hash: 'sha256:0', package_vulnerabilities: {}, vulnerabilities: {} }],
  'clair-scanner': [{ image: 'a:1', unapproved: [], vulnerabilities: [] }],
  csaf: [{ document: { csaf_version: '2.0' }, vulnerabilities: [] }],
  cyclonedx: [{ bomFormat: 'CycloneDX', specVersion: '1.5', vulnerabilities: [] }],
  'docker-bench': [{ dockerbenchsecurity: '1.6.0', tests: [] }],
  'docker-scout': [{ descriptor: { sbom_version: '1' }, source: {}, artifacts: [] }],
  dockle: [{ image: 'a:1', summary: { fatal: 0 }, details: [] }],
  'gcloud-artifact-analysis': [
    [{ noteName: 'projects/a/notes/CVE-2024-0001', vulnerability: {} }],
    { image_summary: {}, package_vulnerability_summary: {} },
  ],
  'github-code-scanning': [[ADVISED], ADVISED, { action: 'created', alert: ADVISED }],
  'github-dependabot': [
    [{ state: 'open', security_advisory: {}, dependency: DEPENDENCY }],
    { action: 'created', alert: { security_advisory: {}, dependency: DEPENDENCY } },
    { action: 'create', alert: { affected_package_name: 'a' } },
    { data: { repository: { name: 'a', vulnerabilityAlerts: { nodes: [] } } } },
  ],
  'gitlab-container-scanning': [
    { version: '15.0.0', vulnerabilities: [], scan: { type: 'sast', scanner: {} } },
    { version: '14.0.0', vulnerabilities: [], remediations: [] },
  ],
  grype: [
    { descriptor: { name: 'grype' }, matches: [], source: {}, distro: {} },
    { matches: null, source: null, distro: {} },
  ],
  hadolint: [
    [{ code: 'DL3008', line: 1, file: 'Dockerfile', level: 'warning' }],
    [{ check_name: 'DL3008', location: { path: 'Dockerfile' } }],
    [],
  ],
  harbor: [{ 'application/vnd.security.vulnerability.report; version=1.1': {} }],
  'jfrog-xray': [
    [{ scan_id: 'a', component_id: 'docker://a:1', vulnerabilities: [] }],
    { vulnerabilities: [{ impactedPackageName: 'a' }] },
  ],
  kics: [{ kics_version: 'v2', queries_total: 0, queries: [] }],
  klar: [{ LayerCount: 1, Vulnerabilities: {} }],
  neuvector: [{ report: { vulnerabilities: [], modules: [] } }],
  openreports: [
    { apiVersion: 'openreports.io/v1alpha1', kind: 'Report', results: [] },
    {
      apiVersion: 'v1',
      kind: 'List',
      items: [{ apiVersion: 'wgpolicyk8s.io/v1alpha2', kind: 'PolicyReport' }],
    },
  ],
  openvex: [
    { '@context': 'https://openvex.dev/ns/v0.2.0', statements: [] },
    { predicate: { '@context': 'https://openvex.dev/ns/v0.2.0', statements: [] } },
  ],
  'osv-scanner': [
    { results: [{ source: { path: 'package-lock.json' }, packages: [] }] },
    { results: [], experimental_config: {} },
  ],
  sarif: [{ version: '2.1.0', runs: [] }, { runs: [{ tool: { driver: { name: 'a' } } }] }],
  snyk: [
    { ok: true, packageManager: 'npm', vulnerabilities: [] },
    [{ ok: true, docker: {}, vulnerabilities: [] }],
  ],
  'snyk-api': [{ jsonapi: { version: '1.0' }, data: [{ type: 'issue' }] }],
  sysdig: [{ scanner: { name: 'sysdig-cli-scanner' }, result: { packages: [] } }],
  trivy: [
    { SchemaVersion: 2, ArtifactName: 'a:1', Results: [] },
    { Results: [{ Target: 'a' }] },
    [{ Target: 'a', Vulnerabilities: null }],
  ],
  'trivy-kubernetes': [{ ClusterName: 'a', Resources: [] }],
  'trivy-operator': [
    { apiVersion: 'aquasecurity.github.io/v1alpha1', kind: 'VulnerabilityReport', report: {} },
    {
      apiVersion: 'v1',
      kind: 'List',
      items: [{ apiVersion: 'aquasecurity.github.io/v1alpha1', kind: 'ConfigAuditReport' }],
    },
  ],
  twistlock: [{ results: [{ id: 'sha256:0', vulnerabilityDistribution: {} }] }],
  wiz: [{ scanOriginResource: { name: 'a' }, result: { osPackages: [], libraries: [] } }],
};

function readersOf(document: unknown): readonly string[] {
  return readers.filter((one) => one.recognizes(document)).map(({ id }) => id);
}

describe('a document', () => {
  it('stands here for every reader', () => {
    expect(Object.keys(DOCUMENTS).sort()).toEqual(readers.map(({ id }) => id).sort());
  });

  it.each(
    Object.entries(DOCUMENTS).flatMap(([id, shapes]) => shapes.map((one) => [id, one] as const)),
  )('of %s is recognised by no other reader: %j', (id, document) => {
    expect(readersOf(document)).toEqual([id]);
  });

  const others = [
    ...STRANGE.filter((one) => !Array.isArray(one) || one.length > 0),
    ...[1, [[]], [{}], { results: [] }, { vulnerabilities: [] }, { vulnerabilities: {} }],
    ...[{ matches: [] }, { artifacts: [] }, { packages: [{ purl: PURL }] }, [VULNERABILITY]],
    { spdxVersion: 'SPDX-2.3', packages: [] },
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: {}, spec: {} },
    { name: 'a', version: '1.0.0', dependencies: {} },
  ];
  it.each(others.map((one) => [one]))('that is no report has no reader: %j', (document) => {
    expect(readersOf(document)).toEqual([]);
  });
});
