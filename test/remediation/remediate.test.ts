import { describe, expect, it } from 'vitest';
import type { Rule } from '../../src/findings/rule.ts';
import { OFFLINE_DOWNLOADS } from '../../src/remediation/download-plan.ts';
import type { ChangeProver } from '../../src/remediation/prove-proposal.ts';
import { remediate } from '../../src/remediation/remediate.ts';
import type { RemediationReport } from '../../src/remediation/remediate.ts';
import { createMemoryRegistry } from '../upgrades/memory-registry.ts';
import { memoryRepository } from './memory-repository.ts';
import { replacing, sampleRule } from './sample-rules.ts';

const SAFE = sampleRule(
  'apt ',
  replacing('apt ', 'apt-get ', {
    commands: [{ kind: 'rename', command: 'apt', by: 'apt-get' }],
  }),
  { id: 'safe-rule' },
);
const REVIEW = sampleRule('USER root', replacing('USER root', 'USER 1', { effects: ['user'] }), {
  id: 'review-rule',
  safety: 'review',
});
const TASTE = sampleRule(
  'EXPOSE 80',
  replacing('EXPOSE 80', 'EXPOSE 81', { effects: ['expose'] }),
  {
    id: 'taste-rule',
    opinionated: true,
  },
);

async function run(
  files: Readonly<Record<string, string | null>>,
  rules: readonly Rule[] = [SAFE, REVIEW, TASTE],
  dryRun = false,
  prover: ChangeProver | null = null,
) {
  const { repository, proposed } = memoryRepository(files);
  const { registry } = createMemoryRegistry();
  const report = await remediate(repository, {
    rules,
    registry,
    downloads: OFFLINE_DOWNLOADS,
    reports: [],
    scanner: null,
    prover,
    now: new Date('2026-11-24'),
    dryRun,
  });
  return { report, proposed };
}

function summary(report: RemediationReport): string[] {
  return report.results.map(
    ({ proposal }) => `${proposal.branch}: ${proposal.files.map((file) => file.path).join(' ')}`,
  );
}

const BOTH = 'FROM a\nRUN apt update\nUSER root\nEXPOSE 80\n';

const STYLE = sampleRule('workdir ', replacing('workdir ', 'WORKDIR ', {}), {
  id: 'style-rule',
  onlyStyle: true,
});

describe('fixes of style', () => {
  it('make no proposal by themselves, and say when they go in', async () => {
    const { report, proposed } = await run({ Dockerfile: 'FROM a\nworkdir /a\n' }, [SAFE, STYLE]);
    expect(proposed).toEqual([]);
    expect(report.left.map(({ rule, line, reason }) => [rule, line, reason])).toEqual([
      ['style-rule', 2, expect.stringMatching(/^its fix changes only how the file is written/)],
    ]);
  });

  it('ride along with another fix', async () => {
    const files = { Dockerfile: 'FROM a\nworkdir /a\nRUN apt update\n' };
    const { report, proposed } = await run(files, [SAFE, STYLE]);
    expect(proposed.map(({ files: [file] }) => file?.after)).toEqual([
      'FROM a\nWORKDIR /a\nRUN apt-get update\n',
    ]);
    expect(report.left).toEqual([]);
  });

  it('make none where each of them needs a review, either', async () => {
    const rule: Rule = { ...STYLE, safety: 'review' };
    const { report, proposed } = await run({ Dockerfile: 'FROM a\nworkdir /a\n' }, [rule]);
    expect(proposed).toEqual([]);
    expect(report.left.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^its fix changes only how the file is written/),
    ]);
  });
});

describe('the text about safe fixes', () => {
  it('says where a fix is that needs a person', async () => {
    const { report } = await run({ Dockerfile: BOTH });
    expect(report.results[0]?.proposal.body).toContain(
      'its fix needs the eye of a person, and is proposed on its own',
    );
  });

  it('says how to get it where the posture is gentle', async () => {
    const files = { Dockerfile: BOTH, '.github/seaworthy.yml': 'posture: gentle\n' };
    const { report } = await run(files);
    expect(report.results[0]?.proposal.body).toContain(
      '`seaworthy fix --safety safe,review --rule review-rule` makes it',
    );
  });
});

describe('remediate', () => {
  it('makes one proposal of all safe fixes and one per rule to review', async () => {
    const { report, proposed } = await run({ 'a/Dockerfile': BOTH, 'b/Dockerfile': BOTH });
    expect(summary(report)).toEqual([
      'seaworthy/hardening: a/Dockerfile b/Dockerfile',
      'seaworthy/review-review-rule: a/Dockerfile b/Dockerfile',
    ]);
    expect(proposed.map((proposal) => proposal.files.map((file) => file.after))).toEqual([
      Array(2).fill('FROM a\nRUN apt-get update\nUSER root\nEXPOSE 80\n'),
      Array(2).fill('FROM a\nRUN apt update\nUSER 1\nEXPOSE 80\n'),
    ]);
    expect(report.left).toEqual([]);
  });

  it('writes nothing in a dry run', async () => {
    const { report, proposed } = await run({ Dockerfile: BOTH }, [SAFE], true);
    expect(report.results.map((result) => result.outcome)).toEqual([null]);
    expect(proposed).toEqual([]);
  });

  it('proposes nothing where there is nothing to do', async () => {
    const { report } = await run({ Dockerfile: 'FROM a\n', 'README.md': 'apt update' });
    expect(report).toEqual({
      results: [],
      left: [],
      objection: null,
      leftToBots: [],
      skipped: [],
      fileCount: 1,
      images: ['a'],
      waiting: [],
      withdrawn: [],
      history: { proposals: [], isFirstContact: false },
      reports: null,
      notices: [],
      questions: [],
    });
  });

  it('lists templates and unreadable files and goes on', async () => {
    const { report } = await run({ 'Dockerfile.j2': BOTH, 'x/Dockerfile': null, Dockerfile: BOTH });
    expect(report.skipped.map(({ path }) => path)).toEqual(['Dockerfile.j2', 'x/Dockerfile']);
    expect(summary(report)[0]).toBe('seaworthy/hardening: Dockerfile');
  });

  const configured: Record<string, [config: string, proposals: string[]]> = {
    'gentle: no review fixes': ['posture: gentle\n', ['seaworthy/hardening: Dockerfile']],
    'strict: matters of taste, too': [
      'posture: strict\nrules:\n  safe-rule: off\n  review-rule: off\n',
      ['seaworthy/hardening: Dockerfile'],
    ],
    'a rule turned off': [
      'rules:\n  safe-rule: off\n',
      ['seaworthy/review-review-rule: Dockerfile'],
    ],
    'an excluded path': ['paths:\n  exclude: [Dockerfile]\n', []],
    'a limit': ['pullRequests:\n  limit: 1\n', ['seaworthy/hardening: Dockerfile']],
    'another prefix': [
      'pullRequests:\n  branchPrefix: fix/\nposture: gentle\n',
      ['fix/hardening: Dockerfile'],
    ],
    'an accepted finding': [
      'posture: gentle\nignore:\n  - rule: safe-rule\n    until: 2027-01-01\n',
      [],
    ],
    'an acceptance that has ended': [
      'posture: gentle\nignore:\n  - rule: safe-rule\n    until: 2026-11-24\n',
      ['seaworthy/hardening: Dockerfile'],
    ],
  };
  it.each(Object.entries(configured))('obeys %s', async (_name, [config, proposals]) => {
    const { report } = await run({ Dockerfile: BOTH, '.github/seaworthy.yml': config });
    expect(summary(report)).toEqual(proposals);
  });

  it('says of a review fix that is not proposed what it is left for', async () => {
    const doubted = sampleRule(
      'USER root',
      replacing('USER root', 'USER 1', {
        effects: ['user'],
        preconditions: [{ text: 'the program needs no root', state: 'unknown' }],
      }),
      { id: 'review-rule', safety: 'review' },
    );
    const { report } = await run({ Dockerfile: BOTH }, [SAFE, doubted]);
    expect(report.left.map(({ rule, reason }) => [rule, reason])).toEqual([
      [
        'review-rule',
        'it is not known whether this holds: the program needs no root; where it does: Replace USER root',
      ],
    ]);
  });

  it.each([
    [['Add `-x`', 'Add `-x` and name `a`'], 'Add `-x` in 2 Dockerfiles'],
    [['Run as `a`', 'Run as `b`'], 'Run as `a`, and 1 more like it, in 2 Dockerfiles'],
  ])(
    'names a proposal of the fixes %j by what is done',
    async ([first = '', second = ''], title) => {
      const rule: Rule = {
        ...REVIEW,
        *check(dockerfile, facts) {
          const isFirst = dockerfile.text.startsWith('FROM a');
          for (const problem of REVIEW.check(dockerfile, facts)) {
            if (problem.fix === null || problem.fix === undefined) continue;
            yield { ...problem, fix: { ...problem.fix, title: isFirst ? first : second } };
          }
        },
      };
      const files = {
        'a/Dockerfile': 'FROM a\nUSER root\n',
        'b/Dockerfile': 'FROM b\nUSER root\n',
      };
      const { proposed } = await run(files, [rule]);
      expect(proposed.map((proposal) => proposal.title)).toEqual([title]);
      expect(proposed[0]?.body).toContain(
        '**2 fixes for you to look at, in 2 Dockerfiles.** They are right as far as',
      );
    },
  );

  it('speaks of one fix as one', async () => {
    const { proposed } = await run({ Dockerfile: BOTH }, [SAFE]);
    expect(proposed[0]?.body).toMatch(
      /^\*\*One safe fix in `Dockerfile`\.\*\* It leaves the behaviour/,
    );
  });

  it('lets a proposal wait beyond the limit', async () => {
    const config = 'pullRequests:\n  limit: 1\n';
    const { report } = await run({ Dockerfile: BOTH, '.github/seaworthy.yml': config });
    expect(report.waiting.map((proposal) => proposal.branch)).toEqual([
      'seaworthy/review-review-rule',
    ]);
  });

  it('refuses an invalid configuration with its place', async () => {
    const run_ = run({
      Dockerfile: BOTH,
      '.github/seaworthy.yml': 'version: 1\nposture: gentel\n',
    });
    await expect(run_).rejects.toThrow(/^\.github\/seaworthy\.yml:2:10: .*gentle/);
  });

  it('gives the same key to the same fixes and another one to others', async () => {
    const key = async (text: string) =>
      (await run({ Dockerfile: text }, [SAFE])).proposed[0]?.key.to;
    expect(await key(BOTH)).toBe(await key(`${BOTH}# a comment\n`));
    expect(await key(BOTH)).not.toBe(await key(`${BOTH}RUN apt clean\n`));
  });
});

describe('a proposal that is built', () => {
  const OTHER = sampleRule(
    'LABEL a=1',
    replacing('LABEL a=1', 'LABEL a=2', { effects: ['labels'] }),
    {
      id: 'other-rule',
    },
  );
  const text = 'FROM a\nRUN apt update\nLABEL a=1\n';
  const files = { 'a/Dockerfile': text, 'b/Dockerfile': text };
  const side = { built: true, error: null };
  const proof = { before: side, context: '.', target: null, differences: [], runs: [] };

  /** Builds, but for texts that hold a word. */
  const failingWith =
    (word: string, path: string): ChangeProver =>
    (change) => {
      const fails = change.path === path && change.after.includes(word);
      const after = fails ? { built: false, error: 'no such command' } : side;
      const verdict = fails ? 'broken' : 'proven';
      return Promise.resolve([{ ...proof, path: change.path, after, verdict }]);
    };

  it('does without the fix that breaks one file, and keeps all others', async () => {
    const prover = failingWith('apt-get', 'b/Dockerfile');
    const { report, proposed } = await run(files, [SAFE, OTHER], false, prover);
    expect(proposed.map(({ files: some }) => some.map(({ after }) => after))).toEqual([
      ['FROM a\nRUN apt-get update\nLABEL a=2\n', 'FROM a\nRUN apt update\nLABEL a=2\n'],
    ]);
    const reason =
      'a real build of b/Dockerfile speaks against it: the image does not build with it: no such command';
    expect(report.left).toMatchObject([{ path: 'b/Dockerfile', rule: 'safe-rule', reason }]);
    expect(report.results[0]?.proposal.body).toContain(reason);
  });

  it('is not made where nothing of it holds', async () => {
    const prover = failingWith('apt-get', 'a/Dockerfile');
    const { report, proposed } = await run({ 'a/Dockerfile': text }, [SAFE], false, prover);
    expect(proposed).toEqual([]);
    expect(report.left).toMatchObject([{ path: 'a/Dockerfile', rule: 'safe-rule' }]);
  });
});
