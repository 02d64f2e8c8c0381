import { describe, expect, test } from 'vitest';
import { sarifErrors } from '../sarif-errors.ts';
import { folderWith, reportWords } from './report-folder.ts';
import {
  checkovReport,
  configReport,
  grypeReport,
  hadolintReport,
  SHOP,
  trivyReport,
} from './sample-reports.ts';
import { json, seaworthy } from './seaworthy.ts';
import type { Outcome } from './seaworthy.ts';

/** `check` of one Dockerfile with reports `0.json`, `1.json` and so on. */
function check(text: string, reports: readonly string[], words: readonly string[] = []): Outcome {
  return seaworthy(folderWith(text, reports), ['check', ...reportWords(reports), ...words]);
}

interface Checked {
  readonly files: readonly {
    readonly findings: readonly {
      readonly rule: string;
      readonly line: number;
      readonly witnesses: readonly string[];
      readonly fingerprint: string;
    }[];
  }[];
}

/** `CVE-2024-0001:1 seaworthy,Trivy`. */
function witnessed(outcome: Outcome): string[] {
  const { files } = json(outcome) as Checked;
  return files.flatMap(({ findings }) =>
    findings.map(({ rule, line, witnesses }) => `${rule}:${line} ${witnesses.join()}`),
  );
}

describe('check with the report of an image', () => {
  const JSON_WORDS = ['--format', 'json'];

  test('finds the line that causes each vulnerability', () => {
    const outcome = check(SHOP, [trivyReport()], JSON_WORDS);
    expect([outcome.code, outcome.stderr]).toEqual([1, '']);
    expect(witnessed(outcome)).toEqual([
      'CVE-2024-0002:1 seaworthy,Trivy',
      'CVE-2024-0001:1 seaworthy,Trivy',
      'CVE-2023-38545:3 seaworthy,Trivy',
      'CVE-2021-23337:4 seaworthy,Trivy',
    ]);
    expect(json(outcome)).toMatchObject({
      files: [
        {
          findings: [
            {},
            {},
            {
              severity: 'critical',
              foundBy: 'vulnerable-package',
              fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
              fix: { safety: 'review', title: 'Raise curl from 7.88.1-10 to 7.88.1-10+deb12u4' },
              vulnerability: {
                id: 'CVE-2023-38545',
                package: { name: 'curl', type: 'deb', installed: '7.88.1-10' },
                fixed: ['7.88.1-10+deb12u4'],
                image: 'acme/shop:1.4',
                cause: { kind: 'run', certainty: 'layer' },
              },
            },
            { vulnerability: { cause: { kind: 'copy', file: 'package-lock.json' } } },
          ],
        },
      ],
      reports: { scans: [{ target: 'acme/shop:1.4', vulnerabilities: 4, problem: null }] },
    });
  });

  test('groups them by line for people, the worst first', () => {
    const { stdout } = check(SHOP, [trivyReport()]);
    expect(stdout).toMatch(
      /^Dockerfile:1:6 +critical +vulnerable-base-image +2 vulnerabilities come with this image/,
    );
    expect(stdout).toContain('(1 critical, 1 high); seen by Trivy in acme/shop:1.4\n');
    expect(stdout).toMatch(
      /CVE-2024-0002 .*, no fixed version known\n.*CVE-2024-0001 .*3\.0\.14-1\n/,
    );
    expect(stdout).toContain('Dockerfile:3:66 ');
    expect(stdout).toContain('update lodash to 4.17.21 in package-lock.json');
    expect(stdout).toContain('\nReports\n  acme/shop:1.4: 4 vulnerabilities by Trivy\n');
    expect(stdout).toMatch(/\n4 problems in 1 file: 2 critical, 2 high; 1 with a fix to review\n$/);
  });

  test('makes valid SARIF with one rule for each advisory, and lines of the Dockerfile', () => {
    const { stdout } = check(SHOP, [trivyReport(), grypeReport()], ['--format', 'sarif']);
    expect(sarifErrors(stdout)).toBeNull();
    const { runs } = JSON.parse(stdout) as Sarif;
    const ids = runs[0]?.tool.driver.rules.map(({ id }) => id) ?? [];
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => id.startsWith('CVE-'))).toHaveLength(4);
    const results = runs[0]?.results ?? [];
    expect(
      results.map(
        ({ ruleId, locations }) => `${ruleId} ${locations[0]?.physicalLocation.region.startLine}`,
      ),
    ).toEqual(['CVE-2024-0002 1', 'CVE-2024-0001 1', 'CVE-2023-38545 3', 'CVE-2021-23337 4']);
    for (const { ruleId, ruleIndex } of results) expect(ids[ruleIndex]).toBe(ruleId);
  });

  test('annotates each line once on GitHub', () => {
    const { stdout } = check(SHOP, [trivyReport()], ['--format', 'github']);
    expect(stdout.split('\n').map((line) => line.replace(/,endLine.*/, ''))).toEqual([
      '::error file=Dockerfile,line=1',
      '::error file=Dockerfile,line=3',
      '::error file=Dockerfile,line=4',
      '',
    ]);
  });

  test('--fail-on counts what scanners found', () => {
    const report = [trivyReport([{ id: 'CVE-2024-1', package: 'a 1', severity: 'MEDIUM' }])];
    expect(check(SHOP, report, ['--fail-on', 'high']).code).toBe(0);
    expect(check(SHOP, report, ['--fail-on', 'medium']).code).toBe(1);
  });

  test('the same vulnerability from two scanners is one with two witnesses', () => {
    const outcome = check(SHOP, [trivyReport(), grypeReport()], JSON_WORDS);
    expect(witnessed(outcome)).toEqual([
      'CVE-2024-0002:1 seaworthy,Trivy,Grype',
      'CVE-2024-0001:1 seaworthy,Trivy,Grype',
      'CVE-2023-38545:3 seaworthy,Trivy,Grype',
      'CVE-2021-23337:4 seaworthy,Trivy,Grype',
    ]);
  });

  test('one that only the second scanner has is there, too', () => {
    const [first, ...others] = grypeRows();
    const outcome = check(SHOP, [trivyReport(others), grypeReport([first])], JSON_WORDS);
    expect(witnessed(outcome)).toContain('CVE-2024-7:1 seaworthy,Grype');
    expect(witnessed(outcome)).toContain('CVE-2024-8:1 seaworthy,Trivy');
  });
});

interface Sarif {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly locations: readonly {
        readonly physicalLocation: { readonly region: { readonly startLine: number } };
      }[];
    }[];
  }[];
}

function grypeRows() {
  return [
    { id: 'CVE-2024-7', package: 'perl-base 5.36' },
    { id: 'CVE-2024-8', package: 'tar 1.34' },
  ] as const;
}

describe('check with the report of a linter', () => {
  const TEXT = 'FROM debian:12-slim\nADD a /a\nADD b /b\nUSER 1000\nCMD ["/a"]\n';

  test.each([
    ['Trivy', configReport(['DS-0005:3'])],
    ['hadolint', hadolintReport(['DL3020:3'])],
    ['Checkov', checkovReport(['CKV_DOCKER_4:3'])],
  ])('%s is a witness on its line', (tool, report) => {
    const found = witnessed(check(TEXT, [report], ['--format', 'json']));
    expect(found).toEqual(['prefer-copy:2 seaworthy', `prefer-copy:3 seaworthy,${tool}`]);
  });

  test('a rule of taste speaks where a scanner reports the same', () => {
    expect(check(TEXT, [], []).stdout).not.toContain('no-healthcheck');
    const { stdout } = check(TEXT, [checkovReport(['CKV_DOCKER_2:1'])]);
    expect(stdout).toContain('no-healthcheck');
  });

  test('what is not there now, and what no rule knows, is told', () => {
    const { stdout } = check(TEXT, [hadolintReport(['DL3008:3', 'DL9999:2'])]);
    expect(stdout).toContain(
      'not found in the file as it is now:\n    Dockerfile:3 DL3008 (hadolint)',
    );
    expect(stdout).toContain('without a rule of ours:\n    Dockerfile:2 DL9999 (hadolint)');
  });
});
