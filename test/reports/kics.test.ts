import { describe, expect, it } from 'vitest';
import kics from '../../src/reports/kics.ts';
import { itBearsWrongTypes } from './hostile-input.ts';
import { onlyScan, readWith } from './read-with.ts';

const QUERY = {
  query_id: 'fd54f200-402c-4333-a5a4-36ef6709af2f',
  query_name: 'Missing User Instruction',
  query_url: 'https://docs.docker.com/engine/reference/builder/#user',
  severity: 'HIGH',
  platform: 'Dockerfile',
  description: 'A user should be specified',
  files: [{ file_name: 'api/Dockerfile', line: 1, actual_value: 'ghp_secret' }],
};

function report(queries: readonly unknown[]): object {
  return { kics_version: 'v2', queries_total: 1, paths: ['.'], queries };
}

describe("KICS's JSON", () => {
  it('is a problem for each file of each query', () => {
    const { problems } = onlyScan(kics, report([QUERY]));
    expect(problems).toEqual([
      {
        id: 'fd54f200-402c-4333-a5a4-36ef6709af2f',
        aliases: ['Missing User Instruction'],
        title: 'Missing User Instruction',
        message: 'A user should be specified',
        severity: 'high',
        path: 'api/Dockerfile',
        lines: { first: 1, last: 1 },
        link: 'https://docs.docker.com/engine/reference/builder/#user',
        silencedBy: null,
      },
    ]);
  });

  it('has secrets without their text', () => {
    const scan = onlyScan(
      kics,
      report([{ ...QUERY, query_name: 'Passwords And Secrets - Token' }]),
    );
    expect(scan).toMatchObject({ problems: [], secrets: [{ path: 'api/Dockerfile' }] });
    expect(JSON.stringify(scan)).not.toContain('ghp_secret');
  });

  it('without findings is a scan without problems', () => {
    expect(onlyScan(kics, report([]))).toMatchObject({ tool: 'KICS', problems: [], secrets: [] });
  });

  it('says which query and which file cannot be read', () => {
    const { notices } = readWith(kics, report([{}, { ...QUERY, files: [{ line: 1 }] }]));
    expect(notices).toEqual([
      'queries[0]: query_id is missing or of a wrong type',
      'files of fd54f200-402c-4333-a5a4-36ef6709af2f[0]: file_name is missing or of a wrong type',
    ]);
  });

  itBearsWrongTypes(kics, report([QUERY]));
});
