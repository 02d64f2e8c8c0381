import { describe, expect, it } from 'vitest';
import trivy from '../../src/reports/trivy.ts';
import { onlyScan, readWith } from './read-with.ts';
import { DIFF, CURL, imageWith } from './trivy-image.ts';

describe('a misconfiguration', () => {
  const ROW = {
    ID: 'DS-0002',
    AVDID: 'AVD-DS-0002',
    Title: 'Image user should not be root',
    Message: 'Specify at least 1 USER',
    Severity: 'HIGH',
    PrimaryURL: 'https://avd.aquasec.com/misconfig/ds-0002',
    Status: 'FAIL',
    CauseMetadata: { StartLine: 3, EndLine: 4, Code: { Lines: [{ Content: 'ENV KEY=hunter2' }] } },
  };
  const DOCKERFILE = { Target: 'app/Dockerfile', Class: 'config', Type: 'dockerfile' };

  function problemsOf(row: object, result: object = DOCKERFILE) {
    return onlyScan(trivy, imageWith({ ...result, Misconfigurations: [row] })).problems;
  }

  it('has what the report tells', () => {
    expect(problemsOf(ROW)).toEqual([
      {
        id: 'DS-0002',
        aliases: ['AVD-DS-0002'],
        title: 'Image user should not be root',
        message: 'Specify at least 1 USER',
        severity: 'high',
        path: 'app/Dockerfile',
        lines: { first: 3, last: 4 },
        link: 'https://avd.aquasec.com/misconfig/ds-0002',
        silencedBy: null,
      },
    ]);
  });

  it('that passed is none', () => {
    expect(problemsOf({ ...ROW, Status: 'PASS' })).toEqual([]);
  });

  it('that an exception covers no longer counts', () => {
    const [problem] = problemsOf({ ...ROW, Status: 'EXCEPTION' });
    expect(problem?.silencedBy).toBe('an exception of the scanner’s policy');
  });

  it('of the configuration of an image has no path and no lines', () => {
    const [problem] = problemsOf(ROW, { ...DOCKERFILE, Target: 'ghcr.io/acme/api:1.4' });
    expect([problem?.path, problem?.lines]).toEqual([null, null]);
  });
});

describe('a secret', () => {
  const SECRET = {
    RuleID: 'aws-access-key-id',
    Category: 'AWS',
    Severity: 'CRITICAL',
    Title: 'AWS Access Key ID',
    StartLine: 1,
    EndLine: 2,
    Match: 'key = AKIAHUNTER2',
    Code: { Lines: [{ Content: 'key = AKIAHUNTER2' }] },
    Layer: { DiffID: DIFF },
  };

  it('has what the report tells, and not the secret', () => {
    const report = readWith(
      trivy,
      imageWith({ Target: '/root/.aws', Class: 'secret', Secrets: [SECRET] }),
    );
    expect(report.scans[0]?.secrets).toEqual([
      {
        id: 'aws-access-key-id',
        title: 'AWS Access Key ID',
        severity: 'critical',
        path: 'root/.aws',
        lines: { first: 1, last: 2 },
        layer: DIFF,
      },
    ]);
    expect(JSON.stringify(report)).not.toContain('AKIAHUNTER2');
  });

  it('of the configuration of an image has no path', () => {
    const result = { Target: 'ghcr.io/acme/api:1.4', Class: 'secret', Secrets: [SECRET] };
    expect(onlyScan(trivy, imageWith(result)).secrets[0]?.path).toBeNull();
  });
});

describe('a finding that Trivy no longer counts', () => {
  it.each([
    [
      { Status: 'ignored', Source: '.trivyignore', Statement: 'not reachable' },
      'ignored, says .trivyignore: not reachable',
    ],
    [{ Status: 'not_affected', Source: 'app.vex.json' }, 'not affected, says app.vex.json'],
    [{ Status: 'fixed', Statement: 'patched' }, 'fixed already: patched'],
  ])('%j says why', (fields, reason) => {
    const row = { Type: 'vulnerability', Finding: CURL, ...fields };
    const result = { Class: 'os-pkgs', Type: 'redhat', ExperimentalModifiedFindings: [row] };
    const { vulnerabilities } = onlyScan(trivy, imageWith(result));
    expect(vulnerabilities.map(({ silencedBy }) => silencedBy)).toEqual([reason]);
  });

  it('may be a misconfiguration', () => {
    const Finding = { ID: 'DS-0002', Status: 'FAIL', Title: 'root' };
    const row = { Type: 'misconfiguration', Status: 'ignored', Source: '.trivyignore', Finding };
    const { problems } = onlyScan(trivy, imageWith({ ExperimentalModifiedFindings: [row] }));
    expect(problems.map(({ id, silencedBy }) => [id, silencedBy])).toEqual([
      ['DS-0002', 'ignored, says .trivyignore'],
    ]);
  });
});

describe('a modified finding that is left out', () => {
  it.each([
    [
      { Type: 'secret', Status: 'ignored', Finding: { Match: 'hunter2' } },
      'a secret with the status ignored',
    ],
    [
      { Type: 'vulnerability', Status: 'affected', Finding: CURL },
      'a vulnerability with the status affected',
    ],
  ])('%j becomes a notice', (row, what) => {
    const report = readWith(trivy, imageWith({ ExperimentalModifiedFindings: [row] }));
    expect(report.notices).toEqual([
      `Results[0].ExperimentalModifiedFindings[0]: ${what} is left out`,
    ]);
  });

  it('for a licence becomes none', () => {
    const row = { Type: 'license', Status: 'ignored', Finding: { Name: 'MIT' } };
    expect(readWith(trivy, imageWith({ ExperimentalModifiedFindings: [row] })).notices).toEqual([]);
  });
});
