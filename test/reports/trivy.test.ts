import { describe, expect, it } from 'vitest';
import trivy from '../../src/reports/trivy.ts';
import { cpuTime } from '../cpu-time.ts';
import { MANY, itBearsWrongTypes } from './hostile-input.ts';
import { onlyScan, readWith } from './read-with.ts';
import {
  DIFF,
  LAYER,
  IMAGE_ID,
  DIGEST,
  IMAGE,
  CURL,
  imageWith,
  vulnerabilityOf,
} from './trivy-image.ts';

describe('the target of an image', () => {
  it('has what Metadata tells', () => {
    expect(onlyScan(trivy, IMAGE).target).toEqual({
      kind: 'image',
      name: 'ghcr.io/acme/api:1.4',
      references: ['ghcr.io/acme/api:1.4', `ghcr.io/acme/api@${DIGEST}`],
      digests: [IMAGE_ID, DIGEST],
      platform: { os: 'linux', architecture: 'arm64', variant: null, osVersion: null },
      distribution: { id: 'rhel', version: '9.3' },
      labels: { 'org.opencontainers.image.title': 'api' },
      diffIds: [DIFF],
      layerDigests: [LAYER],
      history: [{ createdBy: '/bin/sh -c #(nop) ADD file:1 in /', comment: '', isEmpty: false }],
      created: '2024-05-01T10:00:00Z',
      base: null,
      dockerfile: null,
      workload: null,
    });
  });

  it.each([
    ['a name without metadata', { ArtifactName: 'alpine:3.20' }, ['alpine:3.20']],
    ['the path of an archive', { ArtifactName: 'out/image.tar.gz' }, []],
    ['the reference that was asked for', { Metadata: { Reference: 'a/b:1' } }, ['a/b:1']],
  ])('is referred to by %s', (_name, fields, references) => {
    const document = { SchemaVersion: 2, ArtifactType: 'container_image', Results: [], ...fields };
    expect(onlyScan(trivy, document).target.references).toEqual(references);
  });

  it('was never created where Go printed no time', () => {
    const config = { ...IMAGE.Metadata.ImageConfig, created: '0001-01-01T00:00:00Z' };
    const document = { ...IMAGE, Metadata: { ...IMAGE.Metadata, ImageConfig: config } };
    expect(onlyScan(trivy, document).target.created).toBeNull();
  });

  it.each([
    ['filesystem', 'files'],
    ['repository', 'files'],
    ['vm', 'unknown'],
    ['cyclonedx', 'unknown'],
  ])('of the type %s is of the kind %s', (ArtifactType, kind) => {
    const document = { SchemaVersion: 2, ArtifactName: '.', ArtifactType };
    expect(onlyScan(trivy, document).target.kind).toBe(kind);
  });
});

describe('a vulnerability', () => {
  it('has every field that the report tells', () => {
    const Packages = [{ ID: CURL.PkgID, Name: 'curl', SrcName: 'curl-src' }];
    expect(vulnerabilityOf(CURL, { Class: 'os-pkgs', Type: 'redhat', Packages })).toEqual({
      id: 'CVE-2024-0001',
      aliases: [],
      package: {
        name: 'curl',
        type: 'rpm',
        version: '1:7.76.1-26.el9',
        purl: CURL.PkgIdentifier.PURL,
        source: 'curl-src',
        path: null,
      },
      fixed: ['1:7.76.1-29.el9', '1:7.76.1-30.el9'],
      decision: null,
      severity: 'medium',
      severities: [
        { source: 'redhat', severity: 'medium' },
        { source: 'nvd', severity: 'critical' },
      ],
      cvss: { score: 6.5, vector: 'CVSS:3.1/AV:L' },
      epss: null,
      isKnownExploited: null,
      title: 'curl: double free',
      link: 'https://avd.aquasec.com/nvd/cve-2024-0001',
      layer: DIFF,
      instruction: null,
      silencedBy: null,
    });
  });

  it.each([
    ['the distribution before what Trivy took', { SeveritySource: 'nvd', Severity: 'HIGH' }, 'low'],
    ['what Trivy took where the vendor is silent', { VendorSeverity: { nvd: 2 } }, 'medium'],
    ['the score where nobody rated it', { VendorSeverity: {}, Severity: 'UNKNOWN' }, 'medium'],
    ['nothing where nothing is known', { VendorSeverity: 1, Severity: '', CVSS: [] }, 'info'],
  ])('is rated by %s', (_name, fields, severity) => {
    expect(vulnerabilityOf({ ...CURL, ...fields })?.severity).toBe(severity);
  });

  it('has the score of the newest CVSS', () => {
    const CVSS = { redhat: { V3Score: 5 }, ghsa: { V40Score: 8.7, V40Vector: 'CVSS:4.0/AV:N' } };
    const cvss = { score: 8.7, vector: 'CVSS:4.0/AV:N' };
    expect(vulnerabilityOf({ ...CURL, CVSS })?.cvss).toEqual(cvss);
  });

  it.each([
    ['will_not_fix', 'will-not-fix'],
    ['end_of_life', 'end-of-life'],
    ['under_investigation', 'under-investigation'],
    ['fix_deferred', 'deferred'],
    ['affected', null],
  ])('with the status %s has the decision %s', (Status, decision) => {
    expect(vulnerabilityOf({ ...CURL, Status })?.decision).toBe(decision);
  });

  it.each([
    ['>= 6.0.3.1, ~> 5.2.4', ['6.0.3.1', '5.2.4']],
    ['>=4.17.11', ['4.17.11']],
    ['^3.1.2 || =4.0.0', ['3.1.2', '4.0.0']],
    ['>1.0, <2', []],
    ['', []],
  ])('with the fixed version "%s" is fixed in %j', (FixedVersion, fixed) => {
    expect(vulnerabilityOf({ ...CURL, FixedVersion })?.fixed).toEqual(fixed);
  });

  it('is known by other names of the same weakness, and not by an advisory that covers many', () => {
    const VendorIDs = ['RHSA-2024:1', 'GHSA-aaaa-bbbb-cccc'];
    expect(vulnerabilityOf({ ...CURL, VendorIDs })?.aliases).toEqual(['GHSA-aaaa-bbbb-cccc']);
  });

  it('is of the compressed layer where there is no diff id', () => {
    expect(vulnerabilityOf({ ...CURL, Layer: { Digest: LAYER } })?.layer).toBe(LAYER);
  });

  it.each([
    [
      'a lock file',
      { Class: 'lang-pkgs', Type: 'npm', Target: '/app/package-lock.json' },
      {},
      'app/package-lock.json',
    ],
    [
      'a program',
      { Class: 'lang-pkgs', Type: 'gobinary', Target: 'usr/bin/api' },
      {},
      'usr/bin/api',
    ],
    [
      'its own path',
      { Class: 'lang-pkgs', Type: 'jar', Target: 'Java' },
      { PkgPath: 'app/a.jar' },
      'app/a.jar',
    ],
    [
      'no path under a collective name',
      { Class: 'lang-pkgs', Type: 'node-pkg', Target: 'Node.js' },
      {},
      null,
    ],
    [
      'no path in a distribution before classes',
      { Type: 'alpine', Target: 'a (alpine 3.9)' },
      {},
      null,
    ],
  ])('lies in %s', (_name, result, fields, path) => {
    expect(vulnerabilityOf({ ...CURL, PkgIdentifier: {}, ...fields }, result)?.package.path).toBe(
      path,
    );
  });

  it('has the type of its package URL before that of its result', () => {
    expect(vulnerabilityOf(CURL, { Class: 'lang-pkgs', Type: 'pip' })?.package.type).toBe('rpm');
  });
});

describe('the list of results of schema version 1', () => {
  const LEGACY = [
    { Target: 'alpine:3.7 (alpine 3.7.1)', Type: 'alpine', Vulnerabilities: [CURL] },
    { Target: 'app/Gemfile.lock', Type: 'bundler', Vulnerabilities: null },
  ];

  it('is one scan of the image', () => {
    const { target, vulnerabilities } = onlyScan(trivy, LEGACY);
    expect([target.kind, target.name, target.references, target.distribution]).toEqual([
      'image',
      'alpine:3.7',
      ['alpine:3.7'],
      { id: 'alpine', version: '3.7.1' },
    ]);
    expect(vulnerabilities).toHaveLength(1);
  });

  it('may have no types', () => {
    const { target } = onlyScan(trivy, [{ Target: 'foo', Vulnerabilities: [] }]);
    expect([target.kind, target.name]).toEqual(['unknown', 'foo']);
  });
});

describe('other documents', () => {
  it.each([
    ['an empty list', []],
    ['a list of texts', ['a']],
    ['a cluster', { ClusterName: 'a', SchemaVersion: 2, Resources: [] }],
    ['SARIF', { version: '2.1.0', runs: [] }],
    ['CycloneDX', { bomFormat: 'CycloneDX', vulnerabilities: [] }],
    ['nothing', null],
    ['a text', 'Results'],
  ])('such as %s are not recognized', (_name, document) => {
    expect(trivy.recognizes(document)).toBe(false);
  });

  it('with a wrong list of results are broken', () => {
    const read = trivy.read({ SchemaVersion: 2, Results: 'none' });
    expect(read).toEqual({ ok: false, problem: 'Results is missing or of a wrong type' });
  });
});

describe('a hostile report', () => {
  const HOSTILE = imageWith({
    Class: 'os-pkgs',
    Type: 'redhat',
    Packages: [{ ID: 'a', SrcName: 'b' }],
    Vulnerabilities: [CURL],
    Misconfigurations: [{ ID: 'A', Status: 'FAIL', CauseMetadata: { StartLine: 1, EndLine: 2 } }],
    Secrets: [{ RuleID: 'a', StartLine: 1, Layer: { DiffID: DIFF } }],
    ExperimentalModifiedFindings: [{ Type: 'vulnerability', Status: 'ignored', Finding: CURL }],
  });

  itBearsWrongTypes(trivy, HOSTILE);

  it('loses only the rows that cannot be read, and says which', () => {
    const rows = [CURL, null, { ...CURL, PkgName: 3 }, { ...CURL, VulnerabilityID: ' ' }, CURL];
    const report = readWith(trivy, imageWith({ Class: 'os-pkgs', Vulnerabilities: rows }));
    expect(report.scans[0]?.vulnerabilities).toHaveLength(2);
    expect(report.notices).toEqual([
      'Results[0].Vulnerabilities[1]: it is not an object',
      'Results[0].Vulnerabilities[2]: PkgName is missing or of a wrong type',
      'Results[0].Vulnerabilities[3]: it has no id or no name',
    ]);
  });

  it('of many rows is read in bounded time, with bounded notices', () => {
    const rows = Array.from({ length: MANY }, (_, index) => (index % 2 === 0 ? CURL : { a: 1 }));
    const start = cpuTime();
    const report = readWith(
      trivy,
      imageWith({ Class: 'os-pkgs', Type: 'redhat', Vulnerabilities: rows }),
    );
    expect(cpuTime() - start).toBeLessThan(2000);
    expect(report.scans[0]?.vulnerabilities).toHaveLength(MANY / 2);
    expect(report.notices).toHaveLength(101);
    expect(report.notices.at(-1)).toBe('9900 more places could not be read');
  });

  it('may be nested deeply where nothing is read', () => {
    const deep: unknown = JSON.parse('['.repeat(5000) + ']'.repeat(5000));
    const report = readWith(trivy, imageWith({ CustomResources: deep, Vulnerabilities: deep }));
    expect(report.notices).toEqual(['Results[0].Vulnerabilities[0]: it is not an object']);
  });
});
