import { describe, expect, it } from 'vitest';
import type { ScanTarget, Vulnerability } from '../../src/findings/scan-report.ts';
import { mergeScans } from '../../src/scans/merge-scans.ts';
import { newTarget } from '../../src/scans/vocabulary/new-target.ts';
import { cpuTime } from '../cpu-time.ts';
import { digest, image, scan, weakness } from './make-scan.ts';

const AMD64 = { os: 'linux', architecture: 'amd64', variant: null, osVersion: null };
const ARM64 = { ...AMD64, architecture: 'arm64' };

/** Tools of each target that is left, in order. */
function groups(...targets: readonly ScanTarget[]): string[] {
  const scans = targets.map((target, index) => scan(String(index), target));
  return mergeScans(scans).scans.map(({ tools }) => tools.join('+'));
}

describe('reports are about one target when they have', () => {
  it.each<[string, ScanTarget, ScanTarget]>([
    [
      'a digest in common',
      image('a:1', { digests: [digest('x')] }),
      image('b:2', { digests: [digest('y'), digest('x')] }),
    ],
    [
      'a digest in a reference',
      image(`a@${digest('x')}`),
      newTarget({ kind: 'image', name: 'sbom', digests: [digest('x')] }),
    ],
    [
      'the same layers',
      image('a:1', { diffIds: ['x', 'y'] }),
      image('b:1', { diffIds: ['x', 'y'] }),
    ],
    ['the same tag', image('alpine:3.20'), image('docker.io/library/alpine:3.20')],
    ['the default tag', image('alpine'), image('alpine:latest')],
    [
      'the same tag, and one knows the digest',
      image('a:1'),
      image('a:1', { digests: ['sha256:x'] }),
    ],
    [
      'a digest, and one knows the platform',
      image('a:1', { digests: ['sha256:x'], platform: ARM64 }),
      image('b:1', { digests: ['sha256:x'] }),
    ],
    [
      'the same folder',
      newTarget({ kind: 'files', name: './' }),
      newTarget({ kind: 'files', name: '.' }),
    ],
  ])('%s', (_name, a, b) => {
    expect(groups(a, b)).toEqual(['0+1']);
    expect(groups(b, a)).toEqual(['0+1']);
  });

  it('something in common with a third one', () => {
    const a = image('a:1', { digests: ['sha256:x'] });
    const b = image('b:1', { digests: ['sha256:y'] });
    const c = image('c:1', { digests: ['sha256:y', 'sha256:x'] });
    expect(groups(a, b, c)).toEqual(['0+1+2']);
  });
});

describe('reports are about different targets when they have', () => {
  it.each<[string, ScanTarget, ScanTarget]>([
    ['different tags', image('a:1'), image('a:2')],
    [
      'one tag with different digests',
      image('a:1', { digests: ['sha256:x'] }),
      image('a:1', { digests: ['sha256:y'] }),
    ],
    [
      'one tag with different layers',
      image('a:1', { diffIds: ['x'] }),
      image('a:1', { diffIds: ['y'] }),
    ],
    [
      'the digest of one index on different platforms',
      image('a:1', { digests: ['sha256:x'], platform: AMD64 }),
      image('a:1', { digests: ['sha256:x'], platform: ARM64 }),
    ],
    [
      'different folders',
      newTarget({ kind: 'files', name: 'a' }),
      newTarget({ kind: 'files', name: 'b' }),
    ],
  ])('%s', (_name, a, b) => {
    expect(groups(a, b)).toEqual(['0', '1']);
  });

  it('a tag that two other images had, so that nobody can tell which one is meant', () => {
    const old = image('a:1', { digests: ['sha256:x'] });
    const fresh = image('a:1', { digests: ['sha256:y'] });
    expect(groups(old, image('a:1'), fresh, image('a:1'))).toEqual(['0', '1+3', '2']);
  });
});

describe('a target', () => {
  it('takes each field from the report that tells most', () => {
    const one = image('a:1', { diffIds: ['x', 'y'], workload: 'ns/Deployment/web (app)' });
    const other = image('docker.io/library/a:1', {
      digests: ['sha256:d'],
      platform: AMD64,
      labels: { a: 'b' },
      base: 'alpine',
      workload: 'ns/Job/once (app)',
    });
    expect(mergeScans([scan('A', one), scan('B', other)]).scans[0]?.target).toEqual({
      ...one,
      references: ['a:1', 'docker.io/library/a:1'],
      digests: ['sha256:d'],
      platform: AMD64,
      labels: { a: 'b' },
      base: 'alpine',
      workload: 'ns/Deployment/web (app), ns/Job/once (app)',
    });
  });

  it('is found by the target of each of its reports', () => {
    const [a, b, c] = [image('a:1'), image('a:1'), image('b:1')];
    const { scans, mergedOf } = mergeScans([scan('A', a), scan('B', b), scan('C', c)]);
    expect([a, b, c].map((target) => mergedOf.get(target))).toEqual([scans[0], scans[0], scans[1]]);
  });
});

const LAYERS = {
  diffIds: ['sha256:diff0', 'sha256:diff1'],
  layerDigests: ['sha256:zip0', 'sha256:zip1'],
};

/** `id package version: witnesses` of what two tools say of one image. */
function told(a: readonly Vulnerability[], b: readonly Vulnerability[]): string[] {
  const target = image('a:1', LAYERS);
  const [merged] = mergeScans([scan('A', target, a), scan('B', target, b)]).scans;
  return (merged?.vulnerabilities ?? []).map(
    ({
      vulnerability: {
        id,
        package: { name, version },
      },
      witnesses,
    }) => {
      return `${id} ${name} ${version}: ${witnesses.join('+')}`;
    },
  );
}

const of = (type: string) => ({ package: { type } });

describe('one finding with two witnesses', () => {
  it.each<[string, Vulnerability, Vulnerability, string]>([
    [
      'has an id in common',
      weakness('GHSA-aaaa-bbbb-cccc CVE-2024-1', 'x@1'),
      weakness('ELSA-1 CVE-2024-1', 'x@1'),
      'CVE-2024-1 x 1: A+B',
    ],
    [
      'is printed by its CVE',
      weakness('GHSA-aaaa-bbbb-cccc', 'x@1'),
      weakness('CVE-2024-1 GHSA-aaaa-bbbb-cccc', 'x@1'),
      'CVE-2024-1 x 1: A+B',
    ],
    [
      'has a PyPI name in two spellings',
      weakness('CVE-2024-1', 'ruamel.YAML@1', of('pypi')),
      weakness('CVE-2024-1', 'ruamel_yaml@1', of('pypi')),
      'CVE-2024-1 ruamel.YAML 1: A+B',
    ],
    [
      'has a Go version with and without v',
      weakness('CVE-2024-1', 'golang.org/x/net@v0.1.0', of('golang')),
      weakness('CVE-2024-1', 'golang.org/x/net@0.1.0', of('golang')),
      'CVE-2024-1 golang.org/x/net v0.1.0: A+B',
    ],
    [
      'is of the library of Go by two names',
      weakness('CVE-2024-1', 'stdlib@1.22.1', of('golang')),
      weakness('CVE-2024-1', 'go@go1.22.1', of('golang')),
      'CVE-2024-1 stdlib go1.22.1: A+B',
    ],
    [
      'has a Maven artifact without its group',
      weakness('CVE-2024-1', 'log4j-core@2.14', of('maven')),
      weakness('CVE-2024-1', 'org.apache.logging.log4j:log4j-core@2.14', of('maven')),
      'CVE-2024-1 org.apache.logging.log4j:log4j-core 2.14: A+B',
    ],
    [
      'has a source before the binary package',
      weakness('CVE-2024-1', 'openssl/libssl3@3.0', of('deb')),
      weakness('CVE-2024-1', 'libssl3@3.0', of('deb')),
      'CVE-2024-1 libssl3 3.0: A+B',
    ],
    [
      'has an epoch in one report',
      weakness('CVE-2024-1', 'vim@2:9.0-1', of('deb')),
      weakness('CVE-2024-1', 'vim@9.0-1', of('deb')),
      'CVE-2024-1 vim 2:9.0-1: A+B',
    ],
    [
      'has a type in one report',
      weakness('CVE-2024-1', 'lodash@4', of('npm')),
      weakness('CVE-2024-1', 'lodash@4'),
      'CVE-2024-1 lodash 4: A+B',
    ],
    [
      'has its layer by digest and by diff id',
      weakness('CVE-2024-1', 'x@1', { layer: 'sha256:diff1' }),
      weakness('CVE-2024-1', 'x@1', { layer: 'sha256:zip1' }),
      'CVE-2024-1 x 1: A+B',
    ],
    [
      'has its layer in one report',
      weakness('CVE-2024-1', 'x@1'),
      weakness('CVE-2024-1', 'x@1', { layer: 'sha256:zip1' }),
      'CVE-2024-1 x 1: A+B',
    ],
  ])('%s', (_name, a, b, expected) => {
    expect(told([a], [b])).toEqual([expected]);
  });

  it('may be made one by a third row', () => {
    const parts = [weakness('CVE-2024-1', 'x@1'), weakness('GHSA-aaaa-bbbb-cccc', 'x@1')];
    const whole = weakness('GHSA-aaaa-bbbb-cccc CVE-2024-1', 'x@1');
    expect(told(parts, [whole])).toEqual(['CVE-2024-1 x 1: A+B']);
  });
});

describe('two findings', () => {
  it.each<[string, Vulnerability, Vulnerability]>([
    ['have no id in common', weakness('CVE-2024-1', 'x@1'), weakness('CVE-2024-2', 'x@1')],
    ['have different versions', weakness('CVE-2024-1', 'x@1'), weakness('CVE-2024-1', 'x@2')],
    [
      'have different types',
      weakness('CVE-2024-1', 'x@1', of('npm')),
      weakness('CVE-2024-1', 'x@1', of('pypi')),
    ],
    [
      'have different groups',
      weakness('CVE-2024-1', 'a:x@1', of('maven')),
      weakness('CVE-2024-1', 'b:x@1', of('maven')),
    ],
    [
      'have different epochs',
      weakness('CVE-2024-1', 'x@1:1', of('rpm')),
      weakness('CVE-2024-1', 'x@2:1', of('rpm')),
    ],
    [
      'have different scopes',
      weakness('CVE-2024-1', '@a/x@1', of('npm')),
      weakness('CVE-2024-1', '@b/x@1', of('npm')),
    ],
    [
      'are in different layers',
      weakness('CVE-2024-1', 'x@1', { layer: 'sha256:diff0' }),
      weakness('CVE-2024-1', 'x@1', { layer: 'sha256:zip1' }),
    ],
  ])('%s', (_name, a, b) => {
    expect(told([a], [b])).toHaveLength(2);
  });
});

/** What becomes of two rows about one weakness. */
function mergedFields(a: Partial<Vulnerability>, b: Partial<Vulnerability>) {
  const rows = [a, b].map((fields) => ({ ...weakness('CVE-2024-1', 'x@1', of('deb')), ...fields }));
  const target = image('a:1');
  const [merged] = mergeScans(rows.map((row, index) => scan(`T${index}`, target, [row]))).scans;
  const [found, ...others] = merged?.vulnerabilities ?? [];
  expect(others).toEqual([]);
  return found;
}

describe('what two rows say of one weakness', () => {
  it('has the versions of both, in their order', () => {
    const found = mergedFields({ fixed: ['1.10', '1.2~rc1'] }, { fixed: ['1.2', '1.10'] });
    expect(found?.vulnerability.fixed).toEqual(['1.2~rc1', '1.2', '1.10']);
  });

  it('has the severity of the vendor, and the vendor first', () => {
    const nvd = {
      severity: 'critical',
      severities: [{ source: 'nvd', severity: 'critical' }],
    } as const;
    const vendor = {
      severity: 'low',
      severities: [{ source: 'debian', severity: 'low' }],
    } as const;
    const found = mergedFields(nvd, vendor)?.vulnerability;
    expect(found?.severity).toBe('low');
    expect(found?.severities.map(({ source }) => source)).toEqual(['debian', 'nvd']);
  });

  it('has the worse severity where no vendor is named', () => {
    expect(mergedFields({ severity: 'low' }, { severity: 'high' })?.vulnerability.severity).toBe(
      'high',
    );
  });

  it('is exploited when one says so, and as likely as the higher estimate', () => {
    const found = mergedFields(
      { isKnownExploited: false, epss: 0.1 },
      { isKnownExploited: true, epss: 0.7 },
    )?.vulnerability;
    expect([found?.isKnownExploited, found?.epss]).toEqual([true, 0.7]);
  });

  it('has the score of the newer CVSS version', () => {
    const found = mergedFields(
      { cvss: { score: 9.8, vector: 'CVSS:3.1/AV:N' } },
      { cvss: { score: 7.1, vector: 'CVSS:4.0/AV:N' } },
    );
    expect(found?.vulnerability.cvss?.score).toBe(7.1);
  });

  it('is silent when one tool was told so, and says which', () => {
    expect(mergedFields({}, { silencedBy: 'an ignore rule' })?.silencedBy).toBe(
      'T1: an ignore rule',
    );
  });
});

describe('the places of a package', () => {
  it('in one layer are one finding', () => {
    const at = (path: string, layer: string) =>
      weakness('CVE-2024-1', 'x@1', { layer, package: { path } });
    const rows = [at('/a', 'sha256:diff0'), at('/b', 'sha256:diff0'), at('/c', 'sha256:diff1')];
    const { scans } = mergeScans([scan('A', image('a:1', LAYERS), rows)]);
    const paths = scans.flatMap(({ vulnerabilities }) => vulnerabilities.map((one) => one.paths));
    expect(paths).toEqual([['a', 'b'], ['c']]);
  });

  it('are bounded', () => {
    const rows = Array.from({ length: 80 }, (_, index) =>
      weakness('CVE-2024-1', 'x@1', { package: { path: `p${index}` } }),
    );
    const { scans } = mergeScans([scan('A', image('a:1'), rows)]);
    expect(scans[0]?.vulnerabilities[0]?.paths).toHaveLength(50);
  });
});

describe('the list of vulnerabilities', () => {
  const rows = [
    weakness('CVE-2024-5', 'x@1', { severity: 'low' }),
    weakness('CVE-2024-4', 'x@1', { severity: 'critical' }),
    weakness('CVE-2024-3', 'x@1', { severity: 'critical' }),
    weakness('CVE-2024-2', 'x@1', { severity: 'critical', epss: 0.5 }),
    weakness('CVE-2024-1', 'x@1', { severity: 'low', isKnownExploited: true }),
  ];

  it('begins with the worst', () => {
    const [merged] = mergeScans([scan('A', image('a:1'), rows)]).scans;
    const ids = merged?.vulnerabilities.map(({ vulnerability }) => vulnerability.id);
    const order = ['CVE-2024-1', 'CVE-2024-2', 'CVE-2024-3', 'CVE-2024-4', 'CVE-2024-5'];
    expect(ids).toEqual(order);
  });

  it('keeps the worst and says what it has left out', () => {
    const { scans, notices } = mergeScans([scan('A', image('a:1'), rows)], 2);
    const ids = scans[0]?.vulnerabilities.map(({ vulnerability }) => vulnerability.id);
    expect(ids).toEqual(['CVE-2024-1', 'CVE-2024-2']);
    expect(notices).toEqual([
      'the reports about a:1 have 5 rows of vulnerabilities; only the 2 worst are looked at',
    ]);
  });
});

describe('a secret and a problem', () => {
  const secret = {
    id: 'aws',
    title: 'key',
    severity: 'high',
    path: 'a',
    lines: null,
    layer: null,
  } as const;
  const problem = {
    ...{ id: 'DS002', aliases: [], title: 't', message: 'm', severity: 'high' as const },
    ...{ path: 'Dockerfile', lines: { first: 1, last: 1 }, link: null, silencedBy: null },
  };
  const fields = { secrets: [secret, secret], problems: [problem, problem] };

  it('that two tools saw has two witnesses, and each tool says its problem once', () => {
    const target = image('a:1');
    const [merged] = mergeScans([
      scan('A', target, [], fields),
      scan('B', target, [], fields),
    ]).scans;
    expect(merged?.secrets).toEqual([{ secret, witnesses: ['A', 'B'], silencedBy: null }]);
    expect(merged?.problems.map(({ tool }) => tool)).toEqual(['A', 'B']);
  });
});

/** Processor time of merging that many rows, in milliseconds. */
function cost(row: (index: number) => Vulnerability, count: number): number {
  const rows = Array.from({ length: count }, (_, index) => row(index));
  const before = cpuTime();
  mergeScans([scan('A', image('a:1'), rows)], 5000);
  return cpuTime() - before;
}

describe('many rows take little time', () => {
  const base = weakness('CVE-2024-1', 'x@1');

  it.each<[string, (index: number) => Vulnerability]>([
    ['that differ in all', (index) => ({ ...base, id: `CVE-2024-${index}` })],
    [
      'of one id, each in its own layer and with its own alias',
      (index) => ({ ...base, aliases: [`X-${index}`], layer: `l${index}` }),
    ],
    [
      'of one id and layer, each with its own alias and place',
      (index) => ({
        ...base,
        aliases: [`X-${index}`],
        package: { ...base.package, path: `p${index}` },
      }),
    ],
  ])('%s', (_name, row) => {
    // A second on a busy machine; in quadratic time it would be minutes.
    expect(cost(row, 40_000)).toBeLessThan(5000);
  });
});
