import { describe, expect, it } from 'vitest';
import cyclonedx from '../../src/reports/cyclonedx.ts';
import { MANY, itBearsWrongTypes, itReadsManyRows } from './hostile-input.ts';
import { readWith } from './read-with.ts';

const libidn = {
  'bom-ref': 'ref-1',
  type: 'library',
  name: 'libidn2-0',
  version: '2.0.5-1',
  purl: 'pkg:deb/debian/libidn2-0@2.0.5-1?distro=debian-10.2',
  properties: [
    { name: 'aquasecurity:trivy:LayerDiffID', value: 'sha256:831c' },
    { name: 'aquasecurity:trivy:SrcName', value: 'libidn2' },
  ],
};
const row = {
  id: 'CVE-2019-18224',
  source: { name: 'debian', url: 'https://security-tracker.debian.org/tracker/CVE-2019-18224' },
  references: [{ id: 'GHSA-aaaa-bbbb-cccc' }],
  ratings: [
    { source: { name: 'nvd' }, score: 7.5, severity: 'high', method: 'CVSSv2', vector: 'AV:N' },
    {
      source: { name: 'nvd' },
      score: 9.8,
      severity: 'critical',
      method: 'CVSSv31',
      vector: 'CVSS:3.1/AV:N',
    },
    { source: { name: 'debian' }, severity: 'low' },
    { source: { name: 'FIRST' }, score: 0.03, method: 'other' },
    { source: { name: 'CISA KEV Catalog' }, score: 1, method: 'other' },
  ],
  recommendation: 'Upgrade libidn2-0 to version 2.0.5-1+deb10u1; Upgrade other to version 9',
  affects: [{ ref: 'ref-1', versions: [{ version: '2.0.5-1', status: 'affected' }] }],
};
const image = {
  'bom-ref': 'image',
  type: 'container',
  name: 'registry.example.com/web',
  version: `sha256:${'a'.repeat(64)}`,
  properties: [
    { name: 'aquasecurity:trivy:RepoTag', value: 'registry.example.com/web:1' },
    { name: 'aquasecurity:trivy:DiffID', value: 'sha256:1' },
    { name: 'aquasecurity:trivy:DiffID', value: 'sha256:2' },
    { name: 'aquasecurity:trivy:Labels:maintainer', value: 'me' },
  ],
};
const document = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  metadata: { component: image, tools: { components: [{ name: 'trivy' }] } },
  components: [{ type: 'operating-system', name: 'debian', version: '10.2' }, libidn],
  vulnerabilities: [row],
};
const withRow = (changes: object) => ({ ...document, vulnerabilities: [{ ...row, ...changes }] });

describe('a bill of materials', () => {
  it('tells of each vulnerability what Trivy and Grype put in', () => {
    expect(readWith(cyclonedx, document).scans[0]?.vulnerabilities).toMatchObject([
      {
        id: 'CVE-2019-18224',
        aliases: ['GHSA-aaaa-bbbb-cccc'],
        package: {
          name: 'libidn2-0',
          type: 'deb',
          version: '2.0.5-1',
          source: 'libidn2',
          path: null,
        },
        fixed: ['2.0.5-1+deb10u1'],
        severity: 'low',
        severities: [
          { source: 'debian', severity: 'low' },
          { source: 'nvd', severity: 'high' },
        ],
        cvss: { score: 9.8, vector: 'CVSS:3.1/AV:N' },
        epss: 0.03,
        isKnownExploited: true,
        layer: 'sha256:831c',
        silencedBy: null,
      },
    ]);
  });
  it('tells of the image and the tool', () => {
    expect(readWith(cyclonedx, document).scans[0]).toMatchObject({
      tool: 'Trivy',
      target: {
        kind: 'image',
        references: ['registry.example.com/web:1', 'registry.example.com/web'],
        digests: [`sha256:${'a'.repeat(64)}`],
        diffIds: ['sha256:1', 'sha256:2'],
        labels: { maintainer: 'me' },
        distribution: { id: 'debian', version: '10.2' },
      },
    });
  });

  it('finds components inside components, and one row for each that is affected', () => {
    const inner = {
      'bom-ref': 'ref-2',
      name: 'core',
      group: 'org.x',
      version: '1',
      purl: 'pkg:maven/org.x/core@1',
    };
    const components = [{ ...libidn, components: [inner] }];
    const affects = [{ ref: 'ref-1' }, { ref: 'ref-2' }];
    const [scan] = readWith(cyclonedx, { ...withRow({ affects }), components }).scans;
    expect(scan?.vulnerabilities.map((one) => one.package.name)).toEqual([
      'libidn2-0',
      'org.x:core',
    ]);
  });

  it('is a notice where one of the components is nowhere', () => {
    const affects = [{ ref: 'ref-1' }, { ref: 'nowhere' }];
    const report = readWith(cyclonedx, withRow({ affects }));
    expect(report.scans[0]?.vulnerabilities).toHaveLength(1);
    expect(report.notices).toEqual(['vulnerabilities[0]: 1 of what it affects is no component']);
  });

  it('is a notice where the component is nowhere', () => {
    const report = readWith(cyclonedx, withRow({ affects: [{ ref: 'nowhere' }] }));
    expect(report.notices).toEqual(['vulnerabilities[0]: it has no id or no name']);
  });

  it.each([
    ['not_affected', 'not_affected'],
    ['false_positive', 'not_affected'],
    ['resolved', 'fixed'],
  ])('says by the state %s that it is %s', (state, status) => {
    const report = readWith(cyclonedx, withRow({ analysis: { state, detail: 'not loaded' } }));
    expect(report.scans[0]?.vulnerabilities[0]?.silencedBy).toBe('not loaded');
    expect(report.statements).toMatchObject([
      {
        id: 'CVE-2019-18224',
        status,
        products: [image.name],
        parts: [libidn.purl],
        reason: 'not loaded',
      },
    ]);
  });

  it.each(['exploitable', 'in_triage'])('silences nothing by the state %s', (state) => {
    const report = readWith(cyclonedx, withRow({ analysis: { state } }));
    expect(report.scans[0]?.vulnerabilities[0]?.silencedBy).toBeNull();
    expect(report.statements).toEqual([]);
  });

  it('may be about a component of another document', () => {
    const ref = 'urn:cdx:411fafca-02b4-4eae-8c0c-7b5e1f5ed0e1/1#pkg%3Anpm%2Fleft-pad%401.0.0';
    const vex = withRow({ affects: [{ ref }], analysis: { state: 'not_affected' } });
    const bare = { ...vex, metadata: null };
    expect(readWith(cyclonedx, bare).statements).toMatchObject([
      { products: ['pkg:npm/left-pad@1.0.0'], parts: [] },
    ]);
  });
});

describe('hostile input', () => {
  itBearsWrongTypes(cyclonedx, document);
  itReadsManyRows(cyclonedx, { ...document, vulnerabilities: Array(MANY).fill(row) });
});
