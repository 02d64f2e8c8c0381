import { describe, expect, it } from 'vitest';
import reader from '../../src/reports/trivy-kubernetes.ts';
import { cpuTime } from '../cpu-time.ts';
import { MANY, itBearsWrongTypes } from './hostile-input.ts';
import { readWith } from './read-with.ts';

const LAYER = (digit: string): string => `sha256:${digit.repeat(64)}`;
const vulnerability = (id: string, layer: string) => ({
  VulnerabilityID: id,
  PkgName: 'curl',
  InstalledVersion: '1',
  Severity: 'HIGH',
  Layer: { DiffID: layer },
});

const API = { RepoTags: ['acme/api:1'], DiffIDs: [LAYER('a')], ImageID: LAYER('c') };
const PROXY = { RepoTags: ['acme/proxy:2'], DiffIDs: [LAYER('b')], ImageID: LAYER('d') };
const CHECKS = {
  Target: 'Deployment/api',
  Class: 'config',
  Type: 'kubernetes',
  Misconfigurations: [
    {
      ID: 'KSV001',
      Title: 'No escalation',
      Status: 'FAIL',
      Severity: 'MEDIUM',
      CauseMetadata: { StartLine: 5 },
    },
    { ID: 'KSV003', Title: 'Capabilities', Status: 'PASS', Severity: 'LOW' },
  ],
};
const OF_API = {
  Target: 'acme/api:1 (debian 12.1)',
  Class: 'os-pkgs',
  Type: 'debian',
  Vulnerabilities: [vulnerability('CVE-2024-0001', LAYER('a'))],
};
const OF_PROXY = {
  Target: 'usr/bin/proxy',
  Class: 'lang-pkgs',
  Type: 'gobinary',
  Vulnerabilities: [vulnerability('CVE-2024-0002', LAYER('b'))],
};

function clusterWith(list: string, ...resources: readonly object[]) {
  const named = resources.map((one) => ({
    Namespace: 'shop',
    Kind: 'Deployment',
    Name: 'api',
    ...one,
  }));
  return { ClusterName: 'kind', [list]: named };
}

function summaryOf(document: unknown) {
  return readWith(reader, document).scans.map(({ target, vulnerabilities, problems }) => [
    target.kind,
    target.name,
    target.workload,
    [...vulnerabilities, ...problems].map(({ id }) => id),
  ]);
}

describe('a cluster', () => {
  it.each(['Resources', 'Findings', 'Vulnerabilities', 'Misconfigurations'])(
    'has its scans in %s',
    (list) => {
      const document = clusterWith(
        list,
        { Results: [CHECKS] },
        { Metadata: API, Results: [OF_API] },
      );
      expect(summaryOf(document)).toEqual([
        ['cluster', 'shop/Deployment/api', 'shop/Deployment/api', ['KSV001']],
        ['image', 'acme/api:1', 'shop/Deployment/api', ['CVE-2024-0001']],
      ]);
    },
  );

  it('has a problem of an object without a path', () => {
    const { scans } = readWith(reader, clusterWith('Resources', { Results: [CHECKS] }));
    expect(scans[0]?.problems).toMatchObject([{ id: 'KSV001', path: null, lines: null }]);
  });

  it('has each image of an object in its own scan, told apart by name and by layer', () => {
    const document = clusterWith('Findings', {
      Metadata: [API, PROXY],
      Results: [OF_API, OF_PROXY],
    });
    expect(summaryOf(document)).toEqual([
      ['image', 'acme/api:1', 'shop/Deployment/api', ['CVE-2024-0001']],
      ['image', 'acme/proxy:2', 'shop/Deployment/api', ['CVE-2024-0002']],
    ]);
  });

  it('before metadata has the images that distributions name', () => {
    const { scans } = readWith(
      reader,
      clusterWith('Vulnerabilities', { Results: [OF_API, OF_PROXY] }),
    );
    expect(scans).toHaveLength(1);
    expect(scans[0]?.target).toMatchObject({
      name: 'acme/api:1',
      references: ['acme/api:1'],
      distribution: { id: 'debian', version: '12.1' },
    });
    expect(scans[0]?.vulnerabilities).toHaveLength(2);
  });

  it('does not guess which of two images a result is of', () => {
    const stray = { ...OF_PROXY, Vulnerabilities: [vulnerability('CVE-2024-0003', LAYER('e'))] };
    const document = clusterWith('Findings', { Metadata: [API, PROXY], Results: [OF_API, stray] });
    expect(summaryOf(document)[1]).toEqual([
      'image',
      'an image of shop/Deployment/api',
      'shop/Deployment/api',
      ['CVE-2024-0003'],
    ]);
  });

  it('says which resource could not be scanned', () => {
    const { notices } = readWith(
      reader,
      clusterWith('Resources', { Error: 'no access to secret hunter2' }),
    );
    expect(notices).toEqual(['Trivy could not scan all of shop/Deployment/api']);
  });
});

describe('other documents', () => {
  it.each([
    ['a report of an image', { SchemaVersion: 2, Results: [] }],
    ['a resource', { apiVersion: 'v1', kind: 'List', ClusterName: 'a' }],
    ['a list', []],
    ['nothing', null],
  ])('such as %s are not recognized', (_name, document) => {
    expect(reader.recognizes(document)).toBe(false);
  });
});

describe('a hostile report', () => {
  const document = clusterWith('Resources', { Metadata: [API], Results: [OF_API, CHECKS] });
  itBearsWrongTypes(reader, document);

  it('of one resource with many images is read in bounded time', () => {
    const all = Array.from({ length: MANY }, (_, index) => index);
    const Metadata = all.map((index) => ({ RepoTags: [`acme/api:${index}`] }));
    const Results = all.map((index) => ({ ...OF_API, Target: `acme/api:${index} (debian 12.1)` }));
    const start = cpuTime();
    const { scans } = readWith(reader, clusterWith('Findings', { Metadata, Results }));
    expect(cpuTime() - start).toBeLessThan(2000);
    expect(scans).toHaveLength(MANY);
  });
});
