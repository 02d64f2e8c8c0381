import { describe, expect, it } from 'vitest';
import dockle from '../../src/reports/dockle.ts';
import { itBearsWrongTypes } from './hostile-input.ts';
import { onlyScan } from './read-with.ts';

function report(details: readonly unknown[], image?: string): object {
  return { ...(image === undefined ? {} : { image }), summary: { fatal: 1, pass: 3 }, details };
}

const DETAIL = {
  ...{ code: 'CIS-DI-0001', title: 'Create a user', level: 'WARN', alerts: ['Last user is root'] },
};

describe("Dockle's JSON", () => {
  it('is a problem a checkpoint, without a place', () => {
    const { target, problems } = onlyScan(dockle, report([DETAIL], 'acme/api:1'));
    expect(target).toMatchObject({ kind: 'image', name: 'acme/api:1', references: ['acme/api:1'] });
    expect(problems).toEqual([
      {
        id: 'CIS-DI-0001',
        aliases: [],
        title: 'Create a user',
        message: 'Last user is root',
        severity: 'medium',
        path: null,
        lines: null,
        link: 'https://github.com/goodwithtech/dockle/blob/master/CHECKPOINT.md#CIS-DI-0001',
        silencedBy: null,
      },
    ]);
  });

  it.each([
    ['FATAL', 'high'],
    ['INFO', 'info'],
  ])('has the level %s as %s', (level, severity) => {
    expect(onlyScan(dockle, report([{ ...DETAIL, level }])).problems[0]?.severity).toBe(severity);
  });

  it.each(['PASS', 'SKIP'])('leaves out what has the level %s', (level) => {
    expect(onlyScan(dockle, report([{ ...DETAIL, level }])).problems).toEqual([]);
  });

  it('keeps what Dockle was told to ignore, silenced', () => {
    const [problem] = onlyScan(dockle, report([{ ...DETAIL, level: 'IGNORE' }])).problems;
    expect(problem?.silencedBy).toBe('ignored in the settings of Dockle');
  });

  it('shortens a long list of alerts', () => {
    const alerts = Array.from({ length: 5_000 }, (_, index) => `file ${index}`);
    const [problem] = onlyScan(dockle, report([{ ...DETAIL, alerts }])).problems;
    expect(problem?.message).toMatch(/file 19 and 4980 more$/);
  });

  itBearsWrongTypes(dockle, report([DETAIL], 'acme/api:1'));
});
