import { describe, expect, it } from 'vitest';
import hadolint from '../../src/reports/hadolint.ts';
import { itBearsWrongTypes } from './hostile-input.ts';
import { onlyScan, readWith } from './read-with.ts';

const ROW = {
  ...{ line: 9, column: 1, code: 'DL3008', message: 'Pin versions', level: 'warning' },
  file: 'api/Dockerfile',
};

describe("hadolint's JSON", () => {
  it('is a problem a row', () => {
    const { tool, target, problems } = onlyScan(hadolint, [ROW]);
    expect({ tool, kind: target.kind, name: target.name }).toEqual({
      ...{ tool: 'hadolint', kind: 'files', name: 'api/Dockerfile' },
    });
    expect(problems).toEqual([
      {
        id: 'DL3008',
        aliases: [],
        title: 'Pin versions',
        message: 'Pin versions',
        severity: 'medium',
        path: 'api/Dockerfile',
        lines: { first: 9, last: 9 },
        link: 'https://github.com/hadolint/hadolint/wiki/DL3008',
        silencedBy: null,
      },
    ]);
  });

  it.each([
    ['error', 'high'],
    ['warning', 'medium'],
    ['info', 'info'],
    ['style', 'info'],
    ['?', 'medium'],
  ])('has the level %s as %s', (level, severity) => {
    expect(onlyScan(hadolint, [{ ...ROW, level }]).problems[0]?.severity).toBe(severity);
  });

  it('of ShellCheck has numbers as codes', () => {
    const scan = onlyScan(hadolint, [{ ...ROW, code: 2086, file: 'a.sh', endLine: 12 }]);
    expect(scan).toMatchObject({
      tool: 'ShellCheck',
      problems: [{ id: 'SC2086', path: 'a.sh', lines: { first: 9, last: 12 } }],
    });
  });

  it('for GitLab is read too', () => {
    const row = {
      ...{ check_name: 'DL3008', description: 'Pin', severity: 'major', fingerprint: 'x' },
      location: { path: 'Dockerfile', lines: { begin: 3, end: 3 } },
    };
    expect(onlyScan(hadolint, [row]).problems).toMatchObject([
      { id: 'DL3008', message: 'Pin', severity: 'medium', path: 'Dockerfile', lines: { first: 3 } },
    ]);
  });

  it('of files without problems is an empty list', () => {
    expect(readWith(hadolint, [])).toEqual({ scans: [], statements: [], notices: [] });
  });

  it('says which row cannot be read', () => {
    const report = readWith(hadolint, [ROW, { message: 'no code' }]);
    expect(report.notices).toEqual(['problems[1]: code is missing or of a wrong type']);
  });

  it.each([
    ['alerts', [{ number: 1, rule: {} }]],
    ['code quality of another tool', [{ check_name: 'complexity', location: {} }]],
    ['an object', { code: 'DL3008' }],
  ])('is not %s', (_name, document) => {
    expect(hadolint.recognizes(document)).toBe(false);
  });

  itBearsWrongTypes(hadolint, [ROW, ROW]);
});
