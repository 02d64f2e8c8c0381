import { describe, expect, it } from 'vitest';
import grype from '../../src/reports/grype.ts';
import { cpuTime } from '../cpu-time.ts';
import { MANY, itBearsWrongTypes } from './hostile-input.ts';
import { onlyScan, readWith } from './read-with.ts';

const BOTTOM = `sha256:${'0'.repeat(64)}`;
const TOP = `sha256:${'1'.repeat(64)}`;
const CONFIG_ID = `sha256:${'c'.repeat(64)}`;
const MANIFEST = `sha256:${'a'.repeat(64)}`;
const INDEX = `sha256:${'b'.repeat(64)}`;

const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64');

const CONFIG = {
  architecture: 'amd64',
  os: 'linux',
  created: '2024-05-01T10:00:00Z',
  config: { Labels: { team: 'api' } },
  rootfs: { diff_ids: [BOTTOM, TOP] },
  history: [{ created_by: 'RUN apk add curl', empty_layer: false }],
};

const TARGET = {
  userInput: 'ghcr.io/acme/api:1.4',
  imageID: CONFIG_ID,
  manifestDigest: MANIFEST,
  tags: ['ghcr.io/acme/api:1.4', 'ghcr.io/acme/api:latest'],
  repoDigests: [`ghcr.io/acme/api@${INDEX}`],
  layers: [{ digest: BOTTOM }, { digest: TOP }],
  manifest: base64({ layers: [{ digest: 'sha256:x' }, { digest: 'sha256:y' }] }),
  config: base64(CONFIG),
};

const DOCUMENT = {
  matches: [] as unknown[],
  source: { type: 'image', target: TARGET as unknown },
  distro: { name: 'redhat', version: '9.1', idLike: ['fedora'] },
  descriptor: { name: 'grype', version: '0.90.0' },
};

const MATCH = {
  vulnerability: {
    id: 'GHSA-aaaa-bbbb-cccc',
    dataSource: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc',
    namespace: 'github:language:javascript',
    severity: 'High',
    description: '### Impact\n\nParsing may hang. Long text.',
    cvss: [{ version: '3.1', vector: 'CVSS:3.1/AV:N', metrics: { baseScore: 7.5 } }],
    epss: [{ cve: 'CVE-2024-0001', epss: 0.12, percentile: 0.9 }],
    knownExploited: [{ cve: 'CVE-2024-0001' }],
    fix: { versions: ['2.0.1', '3.1.0'], state: 'fixed' },
    risk: 8.2,
  },
  relatedVulnerabilities: [
    {
      id: 'CVE-2024-0001',
      namespace: 'nvd:cpe',
      severity: 'Critical',
      cvss: [{ version: '4.0', vector: 'CVSS:4.0/AV:N', metrics: { baseScore: 9.1 } }],
    },
  ],
  artifact: {
    name: 'parser',
    version: '2.0.0',
    type: 'npm',
    purl: 'pkg:npm/parser@2.0.0',
    locations: [{ path: '/app/package-lock.json', layerID: TOP }],
    upstreams: [],
  },
};

function readMatch(artifact: object, vulnerability: object = {}) {
  const match = {
    ...MATCH,
    vulnerability: { ...MATCH.vulnerability, ...vulnerability },
    artifact: { ...MATCH.artifact, ...artifact },
  };
  const [read] = onlyScan(grype, { ...DOCUMENT, matches: [match] }).vulnerabilities;
  if (read === undefined) throw new Error('nothing was read');
  return read;
}

describe('the target', () => {
  it('of an image has what its source, manifest and configuration tell', () => {
    expect(onlyScan(grype, DOCUMENT).target).toEqual({
      kind: 'image',
      name: 'ghcr.io/acme/api:1.4',
      references: ['ghcr.io/acme/api:1.4', 'ghcr.io/acme/api:latest', `ghcr.io/acme/api@${INDEX}`],
      digests: [MANIFEST, CONFIG_ID, INDEX],
      platform: { os: 'linux', architecture: 'amd64', variant: null, osVersion: null },
      distribution: { id: 'rhel', version: '9.1' },
      labels: { team: 'api' },
      diffIds: [BOTTOM, TOP],
      layerDigests: ['sha256:x', 'sha256:y'],
      history: [{ createdBy: 'RUN apk add curl', comment: null, isEmpty: false }],
      created: '2024-05-01T10:00:00Z',
      base: null,
      dockerfile: null,
      workload: null,
    });
  });

  it('has no compressed digests where a daemon gave the image', () => {
    const manifest = base64({ layers: [{ digest: BOTTOM }, { digest: TOP }] });
    const source = { type: 'image', target: { ...TARGET, manifest } };
    expect(onlyScan(grype, { ...DOCUMENT, source }).target.layerDigests).toEqual([]);
  });

  it('has platform and labels of its own where the configuration cannot be read', () => {
    const fields = { config: '%', os: 'linux', architecture: 'arm64', labels: { a: 'b', c: 1 } };
    const source = { type: 'image', target: { ...TARGET, ...fields } };
    const { platform, labels } = onlyScan(grype, { ...DOCUMENT, source }).target;
    expect([platform?.architecture, labels]).toEqual(['arm64', { a: 'b' }]);
  });

  it('of a folder has its path', () => {
    const source = { type: 'directory', target: '/src' };
    const { kind, name } = onlyScan(grype, { ...DOCUMENT, source }).target;
    expect([kind, name]).toEqual(['files', '/src']);
  });
});

describe('a match', () => {
  it('has every field that the report tells', () => {
    expect(readMatch({})).toEqual({
      id: 'CVE-2024-0001',
      aliases: ['GHSA-aaaa-bbbb-cccc'],
      package: {
        name: 'parser',
        type: 'npm',
        version: '2.0.0',
        purl: 'pkg:npm/parser@2.0.0',
        source: null,
        path: 'app/package-lock.json',
      },
      fixed: ['2.0.1', '3.1.0'],
      decision: null,
      severity: 'high',
      severities: [
        { source: 'github', severity: 'high' },
        { source: 'nvd', severity: 'critical' },
      ],
      cvss: { score: 9.1, vector: 'CVSS:4.0/AV:N' },
      epss: 0.12,
      isKnownExploited: true,
      title: 'Parsing may hang.',
      link: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc',
      layer: TOP,
      instruction: null,
      silencedBy: null,
    });
  });

  it('is rated by a related one where its source does not know', () => {
    expect(readMatch({}, { severity: 'Unknown' }).severity).toBe('critical');
  });

  it('is decided where the distribution will not fix it', () => {
    const read = readMatch({}, { fix: { versions: [], state: 'wont-fix' } });
    expect(read.decision).toBe('will-not-fix');
  });

  it('of rpm has no epoch of zero, and its source package', () => {
    const rpm = { name: 'nss-util', version: '0:3.79-17', type: 'rpm', purl: '' };
    const fix = { versions: ['0:3.79-18'], state: 'fixed' };
    const read = readMatch({ ...rpm, upstreams: [{ name: 'nss' }] }, { fix });
    expect([read.package.version, read.package.source, read.fixed]).toEqual([
      '3.79-17',
      'nss',
      ['3.79-18'],
    ]);
  });

  it('of Maven has its group in its name', () => {
    const purl = 'pkg:maven/org.slf4j/slf4j-api@1.7.0';
    const read = readMatch({ name: 'slf4j-api', type: 'java-archive', purl });
    expect(read.package.name).toBe('org.slf4j:slf4j-api');
  });

  it('may have no version but that of its package URL', () => {
    expect(readMatch({ version: null }).package.version).toBe('2.0.0');
  });

  it.each([
    [
      'a file of its own',
      'deb',
      [
        { path: '/var/lib/dpkg/status', layerID: TOP },
        { path: '/usr/share/doc/curl/copyright', layerID: BOTTOM },
      ],
      BOTTOM,
    ],
    [
      'no file but the database that a later layer wrote',
      'apk',
      [{ path: '/lib/apk/db/installed', layerID: TOP }],
      null,
    ],
    [
      'no file but the database of the bottom layer',
      'rpm',
      [{ path: '/var/lib/rpm/rpmdb.sqlite', layerID: BOTTOM }],
      BOTTOM,
    ],
    ['no place', 'deb', [], null],
  ])('with %s is of the layer that is certain', (_name, type, locations, layer) => {
    const read = readMatch({ type, purl: '', locations });
    expect([read.layer, read.package.path]).toEqual([layer, null]);
  });
});

describe('an ignored match', () => {
  it.each([
    [[{ vulnerability: 'CVE-2024-0001', reason: 'not used' }], 'ignored by Grype: not used'],
    [
      [{ 'vex-status': 'not_affected', 'vex-justification': 'component_not_present' }],
      'VEX given to Grype: not_affected (component_not_present)',
    ],
    [[{ 'fix-state': 'not-fixed' }], 'ignored by a rule for Grype: its fix is not-fixed'],
    [[{ vulnerability: 'CVE-2024-0001' }], 'ignored by a rule for Grype about CVE-2024-0001'],
    [[], 'ignored by a rule for Grype'],
  ])('by %j says why', (appliedIgnoreRules, reason) => {
    const document = { ...DOCUMENT, ignoredMatches: [{ ...MATCH, appliedIgnoreRules }] };
    const { vulnerabilities } = onlyScan(grype, document);
    expect(vulnerabilities.map(({ silencedBy }) => silencedBy)).toEqual([reason]);
  });
});

describe('other documents', () => {
  it.each([
    [
      'the list of packages of syft',
      { artifacts: [], source: {}, distro: {}, descriptor: { name: 'syft' } },
    ],
    ['a list of matches of somebody else', { matches: [] }],
    ['a list', [DOCUMENT]],
    ['nothing', null],
  ])('such as %s are not recognized', (_name, document) => {
    expect(grype.recognizes(document)).toBe(false);
  });
});

describe('a hostile report', () => {
  const ignored = { ...MATCH, appliedIgnoreRules: [{ reason: 'a' }] };
  itBearsWrongTypes(grype, {
    ...DOCUMENT,
    matches: [MATCH],
    ignoredMatches: [ignored],
  });

  it('loses only the matches that cannot be read', () => {
    const report = readWith(grype, { ...DOCUMENT, matches: [{ ...MATCH, artifact: 1 }, MATCH] });
    expect(report.scans[0]?.vulnerabilities).toHaveLength(1);
    expect(report.notices).toEqual(['matches[0]: artifact is missing or of a wrong type']);
  });

  it('of many matches is read in bounded time', () => {
    const matches = Array.from({ length: MANY }, () => MATCH);
    const start = cpuTime();
    expect(onlyScan(grype, { ...DOCUMENT, matches }).vulnerabilities).toHaveLength(MANY);
    expect(cpuTime() - start).toBeLessThan(2000);
  });

  it('of one match with a hundred thousand related ones is read in bounded time', () => {
    const relatedVulnerabilities = Array.from({ length: MANY }, (_, index) => ({
      id: `CVE-2024-${index}`,
      namespace: `source${index}`,
      severity: 'Low',
    }));
    const start = cpuTime();
    onlyScan(grype, { ...DOCUMENT, matches: [{ ...MATCH, relatedVulnerabilities }] });
    expect(cpuTime() - start).toBeLessThan(4000);
  });
});
