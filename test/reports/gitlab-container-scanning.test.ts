import { describe, expect, it } from 'vitest';
import gitlab from '../../src/reports/gitlab-container-scanning.ts';
import { itBearsWrongTypes } from './hostile-input.ts';
import { onlyScan, readWith } from './read-with.ts';

type Fields = Readonly<Record<string, unknown>>;

const DIGEST = `sha256:${'b'.repeat(64)}`;

const ROW = {
  id: 'x',
  name: 'Content injection in apt',
  description: 'Long text',
  severity: 'High',
  solution: 'Upgrade apt from 1.4.8 to 1.4.9',
  location: {
    dependency: { package: { name: 'apt' }, version: '1.4.8' },
    operating_system: 'debian:9.4',
    image: `registry.gitlab.com/acme/api@${DIGEST}`,
  },
  identifiers: [
    { type: 'cve', name: 'CVE-2019-3462', value: 'CVE-2019-3462', url: 'https://nvd.example/1' },
    { type: 'cwe', name: 'CWE-79', value: '79', url: 'https://cwe.example/79' },
  ],
  links: [{ url: 'https://other.example' }],
};

function report(rows: readonly unknown[], type = 'container_scanning'): Fields {
  return {
    version: '15.0.7',
    vulnerabilities: rows,
    scan: { scanner: { id: 'trivy', name: 'Trivy' }, type },
  };
}

function located(image: string, fields: Fields = {}): Fields {
  return { ...ROW, location: { ...ROW.location, image }, ...fields };
}

describe("GitLab's container scanning", () => {
  it('is a vulnerability a row', () => {
    const { tool, vulnerabilities } = onlyScan(gitlab, report([ROW]));
    expect(tool).toBe('Trivy');
    expect(vulnerabilities).toMatchObject([
      {
        id: 'CVE-2019-3462',
        aliases: [],
        severity: 'high',
        title: 'Content injection in apt',
        link: 'https://nvd.example/1',
        fixed: ['1.4.9'],
        package: { name: 'apt', type: 'deb', version: '1.4.8', path: null },
      },
    ]);
  });

  it('names the image and its distribution', () => {
    expect(onlyScan(gitlab, report([ROW])).target).toMatchObject({
      kind: 'image',
      references: [`registry.gitlab.com/acme/api@${DIGEST}`],
      digests: [DIGEST],
      distribution: { id: 'debian', version: '9.4' },
      workload: null,
    });
  });

  it('is one scan an image', () => {
    const { scans } = readWith(gitlab, report([located('a:1'), located('b:1'), located('a:1')]));
    expect(
      scans.map(({ target, vulnerabilities }) => [target.name, vulnerabilities.length]),
    ).toEqual([
      ['a:1', 2],
      ['b:1', 1],
    ]);
  });

  it('keeps packages of a language in the image of the others', () => {
    const rows = [located('a:1'), located('Node.js'), located('app/composer.lock')];
    const { target, vulnerabilities } = onlyScan(gitlab, report(rows));
    expect(target.name).toBe('a:1');
    expect(vulnerabilities.map(({ package: { type, path } }) => [type, path])).toEqual([
      ['deb', null],
      ['npm', null],
      [null, 'app/composer.lock'],
    ]);
  });

  it('of a cluster tells where the image runs', () => {
    const kubernetes_resource = {
      ...{ namespace: 'shop', kind: 'Deployment', name: 'api', container_name: 'main' },
    };
    const location = { ...ROW.location, kubernetes_resource };
    const { target } = onlyScan(gitlab, report([{ ...ROW, location }], 'cluster_image_scanning'));
    expect(target.workload).toBe('shop/Deployment/api (main)');
  });

  const solutions: readonly (readonly [solution: string, fixed: readonly string[]])[] = [
    ['Upgrade busybox to 1.34.1-r5', ['1.34.1-r5']],
    ['Upgrade to versions 4.2.1, 5.0.0 or above.', ['4.2.1', '5.0.0']],
    ['Upgrade a to 1.2, 1.3', ['1.2', '1.3']],
    ['Upgrade to something that works', []],
    ['No solution provided', []],
    [`Upgrade ${' to '.repeat(50_000)}`, []],
  ];

  it.each(solutions)('reads `%.40s`', (solution, fixed) => {
    const [found] = onlyScan(gitlab, report([{ ...ROW, solution }])).vulnerabilities;
    expect(found?.fixed).toEqual(fixed);
  });

  it('of schema 14 has the scanner in each row', () => {
    const row = { ...ROW, category: 'container_scanning', scanner: { name: 'trivy' } };
    const document = { version: '14.0.6', vulnerabilities: [row], remediations: [] };
    expect(onlyScan(gitlab, document)).toMatchObject({ tool: 'trivy', vulnerabilities: [{}] });
  });
});

describe("GitLab's other reports", () => {
  it('of dependencies are vulnerabilities of files', () => {
    const location = { file: 'go.sum', dependency: { package: { name: 'x/y' }, version: '1' } };
    const scan = onlyScan(gitlab, report([{ ...ROW, location }], 'dependency_scanning'));
    expect(scan).toMatchObject({
      target: { kind: 'files' },
      vulnerabilities: [{ package: { name: 'x/y', type: null, path: 'go.sum' } }],
    });
  });

  const location = { file: 'a.py', start_line: 3, end_line: 4 };
  const identifiers = [{ type: 'semgrep_id', name: 'n', value: 'python.exec' }];

  it('of code are problems', () => {
    const scan = onlyScan(gitlab, report([{ ...ROW, location, identifiers }], 'sast'));
    expect(scan.problems).toMatchObject([
      { id: 'python.exec', path: 'a.py', lines: { first: 3, last: 4 }, message: 'Long text' },
    ]);
  });

  it('of secrets do not keep them', () => {
    const row = { ...ROW, location, identifiers, raw_source_code_extract: 'ghp_secret' };
    const scan = onlyScan(gitlab, report([row], 'secret_detection'));
    expect(scan.secrets).toMatchObject([{ id: 'python.exec', path: 'a.py' }]);
    expect(JSON.stringify(scan)).not.toContain('ghp_secret');
  });
});

describe("GitLab's reports", () => {
  it.each([
    ['a bill of materials', { version: 1, bomFormat: 'CycloneDX', vulnerabilities: [] }],
    ['vulnerabilities of another tool', { version: '1.2', vulnerabilities: [{ id: 'CVE-1' }] }],
    ['something without a version', { vulnerabilities: [ROW] }],
  ])('are not %s', (_name, document) => {
    expect(gitlab.recognizes(document)).toBe(false);
  });

  it('may be empty', () => {
    const document = { version: '14.0.6', vulnerabilities: [], remediations: [] };
    expect(readWith(gitlab, document)).toEqual({ scans: [], statements: [], notices: [] });
  });

  itBearsWrongTypes(gitlab, report([ROW, ROW]));
});
