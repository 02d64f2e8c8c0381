import { describe, expect, it } from 'vitest';
import checkov from '../../src/reports/checkov.ts';
import { itBearsWrongTypes } from './hostile-input.ts';
import { onlyScan, readWith } from './read-with.ts';

const CHECK = {
  check_id: 'CKV_DOCKER_3',
  bc_check_id: 'BC_DKR_3',
  check_name: 'Ensure that a user for the container has been created',
  check_result: { result: 'FAILED' },
  file_path: '/api/Dockerfile',
  file_line_range: [1, 9],
  severity: null,
  guideline: 'https://docs.example/ckv-docker-3',
};

function kind(type: string, failed: readonly unknown[], skipped: readonly unknown[] = []): object {
  const results = { passed_checks: [CHECK], failed_checks: failed, skipped_checks: skipped };
  return { check_type: type, results, summary: {} };
}

describe("Checkov's JSON", () => {
  it('is a problem for each failed check', () => {
    expect(onlyScan(checkov, kind('dockerfile', [CHECK])).problems).toEqual([
      {
        id: 'CKV_DOCKER_3',
        aliases: ['BC_DKR_3'],
        title: 'Ensure that a user for the container has been created',
        message: 'Ensure that a user for the container has been created',
        severity: 'medium',
        path: 'api/Dockerfile',
        lines: { first: 1, last: 9 },
        link: 'https://docs.example/ckv-docker-3',
        silencedBy: null,
      },
    ]);
  });

  it('has no lines for a check of the whole file', () => {
    const [problem] = onlyScan(
      checkov,
      kind('dockerfile', [{ ...CHECK, file_line_range: [0, 0] }]),
    ).problems;
    expect(problem?.lines).toBeNull();
  });

  it('keeps skipped checks, with the reason', () => {
    const skip = {
      ...CHECK,
      check_result: { result: 'SKIPPED', suppress_comment: 'built rootless' },
    };
    const { problems } = onlyScan(checkov, kind('dockerfile', [], [skip, CHECK]));
    expect(problems.map(({ silencedBy }) => silencedBy)).toEqual([
      'built rootless',
      'skipped by Checkov',
    ]);
  });

  it('is one scan for each kind of check', () => {
    const { scans } = readWith(checkov, [kind('terraform', [CHECK]), kind('dockerfile', [CHECK])]);
    expect(scans.map(({ target }) => target.name)).toEqual([
      'files (terraform)',
      'files (dockerfile)',
    ]);
  });

  it('has secrets without their text', () => {
    const check = { ...CHECK, check_id: 'CKV_SECRET_6', code_block: [[1, 'ghp_secret']] };
    const scan = onlyScan(checkov, kind('secrets', [check], [check]));
    expect(scan).toMatchObject({ problems: [], secrets: [{ id: 'CKV_SECRET_6' }] });
    expect(JSON.stringify(scan)).not.toContain('ghp_secret');
  });

  it('has vulnerabilities of packages', () => {
    const vulnerability_details = {
      ...{
        id: 'CVE-2020-28493',
        severity: 'medium',
        package_name: 'jinja2',
        package_type: 'python',
      },
      ...{
        package_version: '2.10',
        lowest_fixed_version: '2.11.3',
        cvss: 5.3,
        vector: 'CVSS:3.1/AV:N',
      },
    };
    const check = { ...CHECK, check_id: 'CKV_CVE_2020_28493', vulnerability_details };
    expect(onlyScan(checkov, kind('sca_image', [check])).vulnerabilities).toMatchObject([
      {
        id: 'CVE-2020-28493',
        severity: 'medium',
        fixed: ['2.11.3'],
        cvss: { score: 5.3, vector: 'CVSS:3.1/AV:N' },
        package: { name: 'jinja2', type: 'pypi', version: '2.10', path: 'api/Dockerfile' },
      },
    ]);
  });

  it('of a folder with nothing to check has only counts', () => {
    const counts = { passed: 0, failed: 0, skipped: 0, checkov_version: '2.1.269' };
    expect(readWith(checkov, counts)).toEqual({ scans: [], statements: [], notices: [] });
  });

  it('says which check cannot be read', () => {
    const { notices } = readWith(checkov, [kind('dockerfile', [CHECK, {}]), 5]);
    expect(notices).toEqual([
      'failed_checks of dockerfile[1]: check_id is missing or of a wrong type',
      'entry 1 has no results',
    ]);
  });

  itBearsWrongTypes(checkov, [kind('dockerfile', [CHECK], [CHECK])]);
});
