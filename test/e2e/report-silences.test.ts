import { describe, expect, test } from 'vitest';
import { makeFolder } from '../local/folders.ts';
import type { Files } from '../local/folders.ts';
import { configReport, SHOP, trivyReport } from './sample-reports.ts';
import type { Row } from './sample-reports.ts';
import { json, seaworthy } from './seaworthy.ts';

const ID = 'CVE-2024-0001';
const ROWS: readonly Row[] = [
  { id: ID, package: 'libssl3 3.0.11-1', fixed: '3.0.14-1' },
  { id: 'CVE-2024-0002', package: 'zlib1g 1:1.2.13' },
];
const PAST = '2020-01-01';
const FUTURE = '2199-01-01';

function openVex(status: string): string {
  return JSON.stringify({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': 'https://acme.example/vex/1',
    author: 'Acme',
    statements: [
      {
        vulnerability: { name: ID },
        products: [{ '@id': 'pkg:oci/shop' }],
        status,
        justification: 'vulnerable_code_not_in_execute_path',
      },
    ],
  });
}

function csaf(product: string): string {
  return JSON.stringify({
    document: {
      category: 'csaf_vex',
      csaf_version: '2.0',
      publisher: { name: 'Acme' },
      tracking: { id: 'A-1' },
    },
    product_tree: {
      branches: [
        {
          category: 'product_version',
          name: 'shop',
          product: {
            name: 'shop',
            product_id: 'P1',
            product_identification_helper: { purl: product },
          },
        },
      ],
    },
    vulnerabilities: [
      {
        cve: ID,
        product_status: { known_not_affected: ['P1'] },
        flags: [{ label: 'component_not_present', product_ids: ['P1'] }],
      },
    ],
  });
}

const ignore = (until: string) =>
  `ignore:\n  - rule: ${ID}\n    reason: not reached\n    until: ${until}\n`;
const CONFIG = '.github/seaworthy.yml';

/** Files beside the Dockerfile, more reports, and what is then said to silence the vulnerability; null for nothing. */
const cases: Readonly<Record<string, readonly [Files, string | null]>> = {
  'nothing is said': [{}, null],
  'a VEX statement says not affected': [
    { 'vex.json': openVex('not_affected') },
    'the VEX statement of Acme (not affected: vulnerable_code_not_in_execute_path)',
  ],
  'a VEX statement says affected': [{ 'vex.json': openVex('affected') }, null],
  'a CSAF document says not affected': [{ 'vex.json': csaf('pkg:oci/shop') }, 'Acme'],
  'a CSAF document speaks of another product': [{ 'vex.json': csaf('pkg:oci/other') }, null],
  '.trivyignore has it': [
    { '.trivyignore': `# not reached\n${ID}\n` },
    '.trivyignore:2 (not reached)',
  ],
  '.trivyignore has it for some time': [
    { '.trivyignore': `${ID} exp:${FUTURE}` },
    '.trivyignore:1',
  ],
  '.trivyignore had it': [{ '.trivyignore': `${ID} exp:${PAST}\n` }, null],
  '.grype.yaml has it': [
    { '.grype.yaml': `ignore:\n  - vulnerability: ${ID}\n    reason: not reached\n` },
    '.grype.yaml:2 (not reached)',
  ],
  '.grype.yaml has it for another package': [
    { '.grype.yaml': `ignore:\n  - vulnerability: ${ID}\n    package:\n      name: curl\n` },
    null,
  ],
  '.snyk has it': [
    {
      '.snyk': `ignore:\n  ${ID}:\n    - '*':\n        reason: not reached\n        expires: ${FUTURE}\n`,
    },
    '.snyk:3 (not reached)',
  ],
  '.snyk had it': [
    {
      '.snyk': `ignore:\n  ${ID}:\n    - '*':\n        reason: not reached\n        expires: ${PAST}\n`,
    },
    null,
  ],
  'a comment has it': [
    { Dockerfile: `# seaworthy ignore=${ID} not reached\n${SHOP}` },
    'not reached',
  ],
  'a comment has another one': [{ Dockerfile: `# seaworthy ignore=CVE-2000-1\n${SHOP}` }, null],
  'the configuration has it': [{ [CONFIG]: ignore(FUTURE) }, 'not reached'],
  'the configuration had it': [{ [CONFIG]: ignore(PAST) }, null],
};

interface Sarif {
  readonly runs: readonly {
    readonly results: readonly {
      readonly ruleId: string;
      readonly suppressions: readonly { readonly justification: string }[];
    }[];
  }[];
}

describe('a vulnerability counts or not when', () => {
  test.each(Object.entries(cases))('%s', (_name, [files, because]) => {
    const folder = makeFolder({ Dockerfile: SHOP, 'trivy.json': trivyReport(ROWS), ...files });
    const vex = 'vex.json' in files ? ['--report', 'vex.json'] : [];
    const check = ['check', '--report', 'trivy.json', ...vex, '--format'];
    const { runs } = JSON.parse(seaworthy(folder, [...check, 'sarif']).stdout) as Sarif;
    const results = runs.flatMap((run) => run.results);
    const reasons = results
      .filter(({ ruleId }) => ruleId === ID)
      .flatMap(({ suppressions }) => suppressions.map(({ justification }) => justification));
    expect(results.map(({ ruleId }) => ruleId).sort()).toEqual([ID, 'CVE-2024-0002']);
    expect(reasons).toEqual(because === null ? [] : [expect.stringContaining(because) as string]);
    const ignored = because === null ? 0 : 1;
    expect(json(seaworthy(folder, [...check, 'json']))).toMatchObject({
      files: [
        { ignored: because === null ? [] : [{ rule: ID, line: expect.any(Number) as number }] },
      ],
      summary: { findings: 2 - ignored, ignored },
    });
  });
});

test('who silences what is told to people, and what has expired', () => {
  const folder = makeFolder({
    Dockerfile: SHOP,
    'trivy.json': trivyReport(ROWS),
    '.trivyignore': `${ID} # not reached\nCVE-2024-0002 exp:${PAST}\n`,
  });
  const { stdout, stderr } = seaworthy(folder, ['check', '--report', 'trivy.json']);
  expect(stderr).toBe(
    `seaworthy: .trivyignore:2: the entry for CVE-2024-0002 expired on ${PAST} and does not count\n`,
  );
  expect(stdout).toContain(
    [
      '  acme/shop:1.4: 2 vulnerabilities by Trivy, 1 of them silenced',
      '    Dockerfile: the history of the image has 100 % of its instructions, in their order',
      '    1 silenced by .trivyignore:1 (not reached)',
    ].join('\n'),
  );
});

test('.trivyignore counts for problems of the text, too', () => {
  const folder = makeFolder({
    Dockerfile: 'FROM debian:12\nUSER 1000\nCMD ["/a"]\n',
    'config.json': configReport(['DS-0026']),
    '.trivyignore': 'AVD-DS-0026\n',
  });
  const { code, stdout } = seaworthy(folder, ['check', '--report', 'config.json']);
  expect(code).toBe(0);
  expect(stdout).toContain('1 reported problem is silenced');
});

describe('a baseline', () => {
  const check = ['check', '--report', 'trivy.json', '--format'];

  test.each(['json', 'sarif'])('of %s leaves only what is new', (format) => {
    const folder = makeFolder({
      Dockerfile: SHOP,
      'trivy.json': trivyReport(ROWS),
      'later.json': trivyReport([...ROWS, { id: 'CVE-2025-1', package: 'tar 1.34' }]),
    });
    const before = seaworthy(folder, [...check, format]).stdout;
    const later = makeFolder({
      Dockerfile: `# a comment\n${SHOP}`,
      before: before,
      'trivy.json': trivyReport(ROWS),
      'later.json': trivyReport([...ROWS, { id: 'CVE-2025-1', package: 'tar 1.34' }]),
    });
    const against = ['--baseline', 'before'];
    const same = seaworthy(later, [...check, 'json', ...against]);
    expect(same.code).toBe(0);
    expect(json(same)).toMatchObject({ summary: { findings: 0 } });
    const more = seaworthy(later, [
      'check',
      '--report',
      'later.json',
      '--format',
      'json',
      ...against,
    ]);
    expect(more.code).toBe(1);
    expect(json(more)).toMatchObject({ files: [{ findings: [{ rule: 'CVE-2025-1' }] }] });
  });

  test('of a check without reports does so, too', () => {
    const text = 'FROM debian:12\nUSER 1000\nADD a /a\n';
    const folder = makeFolder({ Dockerfile: text });
    const before = seaworthy(folder, ['check', '--format', 'json']).stdout;
    const later = makeFolder({ Dockerfile: `${text}ADD b /b\n`, before });
    const { code, stdout } = seaworthy(later, ['check', '--baseline', 'before']);
    expect(code).toBe(1);
    expect(stdout).toContain('Dockerfile:4:1');
    expect(stdout).not.toContain('Dockerfile:3:1');
    expect(stdout).toContain('; 1 known from the baseline\n');
  });

  test.each([
    ['is not there', {}, 'there is no such file or folder'],
    ['is no JSON', { before: '{"files": [' }, 'it is no JSON or SARIF of `check`; make it with'],
    ['is another JSON', { before: '{"name": "x"}' }, 'it is no JSON or SARIF of `check`'],
    ['is empty', { before: '' }, 'it is no JSON or SARIF of `check`'],
    ['is binary', { before: Uint8Array.of(1, 0, 2) }, 'it is a binary file'],
  ])('that %s is bad usage', (_name, files: Files, message) => {
    const folder = makeFolder({ Dockerfile: SHOP, ...files });
    const { code, stdout, stderr } = seaworthy(folder, ['check', '--baseline', 'before']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^seaworthy: --baseline before: /);
    expect(stderr).toContain(message);
  });
});
