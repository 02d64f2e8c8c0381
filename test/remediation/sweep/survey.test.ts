import { expect, test } from 'vitest';
import { OFFLINE_DOWNLOADS } from '../../../src/remediation/download-plan.ts';
import { remediate } from '../../../src/remediation/remediate.ts';
import { surveyOf } from '../../../src/remediation/sweep/survey.ts';
import { createMemoryRegistry } from '../../upgrades/memory-registry.ts';
import { memoryRepository } from '../memory-repository.ts';
import { replacing, sampleRule } from '../sample-rules.ts';

const CURED = sampleRule(
  'apt ',
  replacing('apt ', 'apt-get ', {
    commands: [{ kind: 'rename', command: 'apt', by: 'apt-get' }],
  }),
  { id: 'cured', severity: 'high' },
);
const LEFT = sampleRule('USER root', () => ({ title: '', edits: [] }), {
  id: 'left',
  *check() {
    yield { span: { start: 0, end: 4 }, message: 'It is root.', fix: null, left: 'nobody knows' };
  },
});

async function survey(dryRun: boolean) {
  const text = 'FROM a\nRUN apt update\nRUN apt upgrade\n';
  const { repository } = memoryRepository({ Dockerfile: text, 'Dockerfile.j2': '' });
  const report = await remediate(repository, {
    rules: [CURED, LEFT],
    registry: createMemoryRegistry().registry,
    downloads: OFFLINE_DOWNLOADS,
    ...{ reports: [], scanner: null, prover: null, now: new Date('2026-11-24'), dryRun },
  });
  return surveyOf(report);
}

test('counts what is found, what would be cured, and what was proposed', async () => {
  expect(await survey(true)).toEqual({
    files: 1,
    skipped: 1,
    findings: [
      { rule: 'cured', severity: 'high', count: 2, curable: 2 },
      { rule: 'left', severity: 'medium', count: 1, curable: 0 },
    ],
    proposals: [
      {
        branch: 'seaworthy/hardening',
        title: 'Replace apt  in Dockerfile',
        state: 'planned',
        note: null,
      },
    ],
  });
  expect((await survey(false)).proposals).toMatchObject([{ state: 'created' }]);
});
