import { describe, expect, it } from 'vitest';
import { discoverRules } from '../../src/discover.ts';
import type { ReportedProblem } from '../../src/findings/scan-report.ts';
import { DEFAULTS } from '../../src/config/defaults.ts';
import { checkFile } from '../../src/remediation/check.ts';
import { checkContext } from '../../src/remediation/policy.ts';
import { NO_SCANS } from '../../src/remediation/scan-knowledge.ts';
import { knowing } from '../../src/remediation/image-knowledge.ts';

const rules = await discoverRules();

function problem(id: string, first: number | null, last = first): ReportedProblem {
  const lines = first === null || last === null ? null : { first, last };
  const unknown = { path: 'Dockerfile', link: null, silencedBy: null } as const;
  return { id, aliases: [], title: '', message: '', severity: 'high', lines, ...unknown };
}

/** Who found what where: `prefer-copy:2 seaworthy,Trivy`. */
function findingsWith(text: string, problems: readonly ReportedProblem[], off: string[] = []) {
  const scans = {
    ...NO_SCANS,
    problems: () => problems.map((one) => ({ problem: one, tool: 'Trivy' })),
  };
  const config = { ...DEFAULTS, rules: Object.fromEntries(off.map((id) => [id, 'off' as const])) };
  const context = checkContext(config, { rules, images: knowing({}), scans, today: null });
  const { findings } = checkFile({ path: 'Dockerfile', text }, context);
  return findings.map(({ rule, place, witnesses }) => `${rule}:${place.line} ${witnesses.join()}`);
}

const TWO = 'FROM debian:12\nADD a /a\nADD b /b\nUSER 1000\n';

describe('a scanner that reports what a rule finds', () => {
  it('is a witness of the finding on its line, and of no other', () => {
    const found = findingsWith(TWO, [problem('DS-0005', 3)]);
    expect(found).toContain('prefer-copy:2 seaworthy');
    expect(found).toContain('prefer-copy:3 seaworthy,Trivy');
  });

  it('is one by every spelling of the id', () => {
    for (const id of ['DS005', 'AVD-DS-0005', 'DL3020', 'CKV_DOCKER_4']) {
      expect(findingsWith(TWO, [problem(id, 2)])).toContain('prefer-copy:2 seaworthy,Trivy');
    }
  });

  it('counts once for each tool', () => {
    const found = findingsWith(TWO, [problem('DS-0005', 2), problem('DS005', 2)]);
    expect(found).toContain('prefer-copy:2 seaworthy,Trivy');
  });

  it('means the instruction, whichever of its lines it names', () => {
    const text = 'FROM debian:12\nADD a \\\n  /a\nADD b /b\nUSER 1000\n';
    expect(findingsWith(text, [problem('DS-0005', 3)])).toContain('prefer-copy:2 seaworthy,Trivy');
  });

  it('is none where its line is not in the file any more, or of another kind', () => {
    const text = 'FROM debian:12\nADD a /a\nENV A=1\nUSER 1000\n';
    for (const line of [3, 99]) {
      expect(findingsWith(text, [problem('DS-0005', line)])).toContain('prefer-copy:2 seaworthy');
    }
  });

  it('makes no finding where the file has changed since', () => {
    const found = findingsWith('FROM debian:12\nCOPY a /a\nUSER 1000\n', [problem('DS-0005', 2)]);
    expect(found.filter((one) => one.startsWith('prefer-copy'))).toEqual([]);
  });
});

describe('a rule of taste', () => {
  const text = 'FROM debian:12\nCMD ["a"]\nUSER 1000\n';

  it('is silent', () => {
    expect(findingsWith(text, []).join()).not.toContain('no-healthcheck');
  });

  it('speaks where a scanner reports the same', () => {
    const found = findingsWith(text, [problem('DS-0026', null)]).join();
    expect(found).toContain('no-healthcheck');
    expect(found).toContain('seaworthy,Trivy');
  });

  it('stays off where the configuration says so', () => {
    const found = findingsWith(text, [problem('DS-0026', null)], ['no-healthcheck']);
    expect(found.join()).not.toContain('no-healthcheck');
  });
});
