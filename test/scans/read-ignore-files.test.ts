import { describe, expect, it } from 'vitest';
import type { VulnerabilityFields } from '../../src/scans/vocabulary/new-vulnerability.ts';
import { mergeScans } from '../../src/scans/merge-scans.ts';
import { isIgnoreFile, readIgnoreFiles } from '../../src/scans/read-ignore-files.ts';
import { newSilencer, silenceScan } from '../../src/scans/silence.ts';
import { cpuTime } from '../cpu-time.ts';
import { image, scan, weakness } from './make-scan.ts';

const TODAY = '2026-06-01';

interface Given {
  readonly ids?: string;
  readonly package?: string;
  readonly dockerfile?: string;
  readonly fields?: Parameters<typeof weakness>[2];
}

/** What a file says of one vulnerability (CVE-2024-1 of bash unless told), a secret and a problem, and its notices. */
function said(path: string, text: string, given: Given = {}) {
  const { silences, notices } = readIgnoreFiles([{ path, text }], TODAY);
  const row = weakness(given.ids ?? 'CVE-2024-1', given.package ?? 'bash@5', {
    ...given.fields,
    package: { type: 'deb', ...given.fields?.package },
  });
  const target = image('a:1', { distribution: { id: 'debian', version: '12.5' } });
  const place = { title: 't', severity: 'high', lines: null } as const;
  const [merged] = mergeScans([
    scan('A', target, [row], {
      secrets: [{ ...place, id: 'aws-key', path: 'app/key.pem', layer: null }],
      problems: [
        {
          ...{ ...place, id: 'DS002', aliases: ['AVD-DS-0002'], message: 'm' },
          ...{ path: 'Dockerfile', link: null, silencedBy: null },
        },
      ],
    }),
  ]).scans;
  if (merged === undefined) throw new Error('nothing merged');
  const silent = silenceScan(merged, newSilencer(silences), given.dockerfile ?? 'Dockerfile');
  return {
    vulnerability: silent.vulnerabilities[0]?.silencedBy ?? null,
    secret: silent.secrets[0]?.silencedBy ?? null,
    problem: silent.problems[0]?.silencedBy ?? null,
    notices: notices.map(({ line, problem }) => `${line}: ${problem}`),
  };
}

const lines = (...all: readonly string[]) => all.join('\n');

describe('an ignore file', () => {
  it.each([
    ...['.trivyignore', 'a/.trivyignore', '.trivyignore.yaml', '.grype.yaml', '.grype.yml'],
    ...['.grype/config.yaml', '.snyk', 'a/b/.snyk'],
  ])('is %s', (path) => {
    expect(isIgnoreFile(path)).toBe(true);
  });

  it.each([
    'trivyignore',
    'x.trivyignore',
    'grype.yaml',
    'config.yaml',
    '.grypex/config.yaml',
    'a.snyk',
  ])('is not %s', (path) => {
    expect(isIgnoreFile(path)).toBe(false);
  });

  it.each([
    ['services/api/Dockerfile', 'services/api/.trivyignore:1'],
    ['services/web/Dockerfile', null],
  ])('in a folder counts for its Dockerfiles: %s', (dockerfile, expected) => {
    const { vulnerability } = said('services/api/.trivyignore', 'CVE-2024-1', { dockerfile });
    expect(vulnerability).toBe(expected);
  });

  it.each(['.trivyignore.yaml', '.grype.yaml', '.snyk'])(
    '%s that is broken is a notice',
    (path) => {
      const { vulnerability, notices } = said(path, 'ignore:\n  - {');
      expect(vulnerability).toBeNull();
      expect(notices).toEqual([expect.stringMatching(/^\d: it cannot be read: /)]);
    },
  );

  it.each(['.trivyignore', '.trivyignore.yaml', '.grype.yaml', '.snyk'])(
    '%s that is too long is a notice',
    (path) => {
      const { notices } = said(path, '#'.repeat(600 * 1024));
      expect(notices).toEqual(['1: it is not read: it is larger than 512 KiB']);
    },
  );
});

describe('.trivyignore', () => {
  it.each<[string, string, string | null]>([
    ['an id', 'CVE-2024-1', '.trivyignore:1'],
    ['an id in small letters', 'cve-2024-1', '.trivyignore:1'],
    ['Windows line endings', '# a\r\n\r\nCVE-2024-1\r\n', '.trivyignore:3'],
    [
      'the comment above as the reason',
      lines('', '# not reachable', 'CVE-2024-1'),
      '.trivyignore:3 (not reachable)',
    ],
    ['the comment behind as the reason', 'CVE-2024-1 # not used', '.trivyignore:1 (not used)'],
    ['no comment of another paragraph', lines('# reasons', '', 'CVE-2024-1'), '.trivyignore:3'],
    ['a day to come', 'CVE-2024-1 exp:2026-06-02', '.trivyignore:1'],
    ['an id in a comment', '# CVE-2024-1', null],
    ['the beginning of an id', 'CVE-2024-10', null],
  ])('knows %s', (_name, text, expected) => {
    expect(said('.trivyignore', text)).toMatchObject({ vulnerability: expected, notices: [] });
  });

  it('knows ids of secrets and of misconfigurations', () => {
    const { secret, problem } = said('.trivyignore', lines('aws-key', 'AVD-DS-0002'));
    expect([secret, problem]).toEqual(['.trivyignore:1', '.trivyignore:2']);
  });

  it.each([
    ['2026-06-01', 'the entry for CVE-2024-1 expired on 2026-06-01 and does not count'],
    ['soon', 'the entry for CVE-2024-1 has no readable date (soon) and does not count'],
  ])('tells that an entry until %s does not count', (until, notice) => {
    const { vulnerability, notices } = said('.trivyignore', lines('', `CVE-2024-1 exp:${until}`));
    expect(vulnerability).toBeNull();
    expect(notices).toEqual([`2: ${notice}`]);
  });
});

describe('.trivyignore.yaml', () => {
  const text = (...entry: readonly string[]) =>
    lines('vulnerabilities:', '  - id: CVE-2024-1', ...entry.map((line) => `    ${line}`));
  const at = (path: string) => ({ fields: { package: { path } } });

  it.each<[string, string, Given | undefined, string | null]>([
    ['an id', text(), undefined, '.trivyignore.yaml:2'],
    ['a statement', text('statement: accepted'), undefined, '.trivyignore.yaml:2 (accepted)'],
    ['a day to come', text('expired_at: 2026-07-01'), undefined, '.trivyignore.yaml:2'],
    ['a path', text('paths: ["usr/**/bash"]'), at('/usr/local/bin/bash'), '.trivyignore.yaml:2'],
    ['braces', text('paths: ["usr/{lib,bin}/*"]'), at('usr/bin/x'), '.trivyignore.yaml:2'],
    ['another path', text('paths: ["usr/*/bash"]'), at('usr/local/bin/bash'), null],
    ['a path where the report tells none', text('paths: ["usr/**"]'), undefined, null],
    ['a package URL', text('purls: ["pkg:deb/debian/bash"]'), undefined, '.trivyignore.yaml:2'],
    ['another package URL', text('purls: ["pkg:deb/debian/bash@6"]'), undefined, null],
    ['another section', lines('secrets:', '  - id: CVE-2024-1'), undefined, null],
  ])('knows %s', (_name, file, given, expected) => {
    expect(said('.trivyignore.yaml', file, given)).toMatchObject({
      vulnerability: expected,
      notices: [],
    });
  });

  it('knows the other sections', () => {
    const file = lines(
      'misconfigurations:',
      '  - id: DS002',
      'secrets:',
      '  - id: aws-key',
      '    paths: ["app/*"]',
    );
    const { secret, problem } = said('.trivyignore.yaml', file);
    expect([secret, problem]).toEqual(['.trivyignore.yaml:4', '.trivyignore.yaml:2']);
  });

  it('tells that an entry has expired, and goes on', () => {
    const file = lines(text('expired_at: 2020-01-01'), '  - id: CVE-2024-1');
    const { vulnerability, notices } = said('.trivyignore.yaml', file);
    expect(vulnerability).toBe('.trivyignore.yaml:4');
    expect(notices).toEqual([
      '2: the entry for CVE-2024-1 expired on 2020-01-01 and does not count',
    ]);
  });

  it.each([
    '- statement: no id',
    '- text',
    '- { id: CVE-2024-1, purls: [bash] }',
    '- { id: CVE-2024-1, paths: ["[a"] }',
  ])('tells that %s does not count', (entry) => {
    const { vulnerability, notices } = said(
      '.trivyignore.yaml',
      lines('vulnerabilities:', `  ${entry}`),
    );
    expect(vulnerability).toBeNull();
    expect(notices).toEqual(['2: an entry without a readable id, paths or purls does not count']);
  });
});

describe('.grype.yaml', () => {
  const fields = (known: Partial<Omit<VulnerabilityFields, 'package'>>) => ({ fields: known });

  it.each<[string, string, Given | undefined]>([
    ['vulnerability: CVE-2024-1', 'an id', undefined],
    ['package: { name: bash }', 'a name', undefined],
    ['package: { name: "lib.*" }', 'a name with a wildcard', { package: 'libssl@1' }],
    ['package: { name: bash, version: "5" }', 'a version', undefined],
    ['package: { type: deb }', 'a type', undefined],
    ['package: { location: "/usr/**" }', 'a place', { fields: { package: { path: 'usr/bin/x' } } }],
    ['package: { upstream-name: glibc }', 'a source', { fields: { package: { source: 'glibc' } } }],
    ['fix-state: not-fixed', 'no fix', undefined],
    ['fix-state: wont-fix', 'no fix to come', fields({ decision: 'will-not-fix' })],
    ['fix-state: fixed', 'a fix', fields({ fixed: ['6'] })],
    ['namespace: "debian:distro:debian:12"', 'a distribution', undefined],
  ])('rule %s knows %s', (rule, _name, given) => {
    const { vulnerability, notices } = said(
      '.grype.yaml',
      lines('ignore:', `  - ${rule}`, '    reason: no'),
      given,
    );
    expect([vulnerability, notices]).toEqual(['.grype.yaml:2 (no)', []]);
  });

  it.each([
    'vulnerability: CVE-2024-2',
    'package: { name: bas }',
    'package: { version: "6" }',
    'package: { type: npm }',
    'package: { location: "/usr/**" }',
    'package: { upstream-name: glibc }',
    'fix-state: fixed',
    'fix-state: wont-fix',
    'namespace: "debian:distro:debian:1"',
    'namespace: "github:language:python"',
    '{ vulnerability: CVE-2024-1, package: { name: dash } }',
    'reason: nothing else',
    'vex-status: not_affected',
  ])('rule %s is about something else', (rule) => {
    const { vulnerability, notices } = said('.grype.yaml', lines('ignore:', `  - ${rule}`));
    expect([vulnerability, notices]).toEqual([null, []]);
  });

  it.each([
    ['match-type: exact-direct-match', 'match-type: exact-direct-match'],
    ['namespace: nvd:cpe', 'namespace: nvd:cpe'],
    ['vex-status: affected', 'vex-status: affected'],
    ['package: { name: "(a+)+$" }', 'name: (a+)+$'],
  ])('rule %s cannot be followed, and says so', (rule, what) => {
    const { vulnerability, notices } = said('.grype.yaml', lines('ignore:', `  - ${rule}`));
    expect(vulnerability).toBeNull();
    expect(notices).toEqual([`2: a rule with ${what} cannot be followed here and does not count`]);
  });

  it('is only about vulnerabilities', () => {
    const { secret, problem } = said(
      '.grype.yaml',
      lines('ignore:', '  - vulnerability: DS002', '  - vulnerability: aws-key'),
    );
    expect([secret, problem]).toEqual([null, null]);
  });
});

describe('.snyk', () => {
  const text = (path: string, ...more: readonly string[]) =>
    lines(
      'version: v1.25.0',
      'ignore:',
      '  SNYK-1:',
      `    - '${path}':`,
      ...more.map((line) => `        ${line}`),
    );
  const ids = 'CVE-2024-1 SNYK-1';

  it.each([
    ['*', '.snyk:4 (no)'],
    ['bash', '.snyk:4 (no)'],
    ['* > bash@5', '.snyk:4 (no)'],
    ['* > bash@6', null],
    ['dash', null],
  ])('knows the path %s', (path, expected) => {
    const { vulnerability, notices } = said(
      '.snyk',
      text(path, 'reason: no', "expires: '2026-07-01T00:00:00.000Z'"),
      { ids },
    );
    expect([vulnerability, notices]).toEqual([expected, []]);
  });

  it('tells that an entry has expired', () => {
    const { vulnerability, notices } = said(
      '.snyk',
      text('*', 'expires: 2020-06-10T00:00:00.000Z'),
      { ids },
    );
    expect(vulnerability).toBeNull();
    expect(notices).toEqual(['4: the entry for SNYK-1 expired on 2020-06-10 and does not count']);
  });

  it('tells that a way through packages cannot be followed', () => {
    const { vulnerability, notices } = said('.snyk', text('tap > bash', 'reason: no'), { ids });
    expect(vulnerability).toBeNull();
    expect(notices).toEqual([
      '4: the way tap > bash to a package cannot be followed here and does not count',
    ]);
  });
});

describe('hostile files', () => {
  it('with keys of prototypes say nothing', () => {
    const file = lines(
      '__proto__:',
      '  ignore: []',
      'ignore:',
      '  __proto__:',
      "    - '*': {}",
      '  constructor:',
      "    - '*': {}",
    );
    expect(said('.snyk', file).vulnerability).toBeNull();
  });

  it('with patterns full of wildcards take no time', () => {
    const name = `${'*a'.repeat(200)}b`;
    const file = lines(
      'ignore:',
      ...Array.from({ length: 20 }, () => `  - package: { location: "${name}" }`),
    );
    const before = cpuTime();
    said('.grype.yaml', file, { fields: { package: { path: 'a'.repeat(4000) } } });
    expect(cpuTime() - before).toBeLessThan(1500);
  });
});
