import { describe, expect, it } from 'vitest';
import type { ReportedProblem } from '../../src/findings/scan-report.ts';
import type { MatchedScan } from '../../src/scans/matched-scan.ts';
import type { MergedScan } from '../../src/scans/merged-scan.ts';
import { assignProblems } from '../../src/scans/problems-by-file.ts';
import { newTarget } from '../../src/scans/vocabulary/new-target.ts';

const FILES = ['Dockerfile', 'services/api/Dockerfile', 'services/web/app.Dockerfile'];

function problemAt(path: string | null): ReportedProblem {
  const unknown = { lines: null, link: null, silencedBy: null } as const;
  return { id: 'DS-0002', aliases: [], title: '', message: '', severity: 'high', path, ...unknown };
}

function scanOf(folder: string, path: string | null): MergedScan {
  const problem = { problem: problemAt(path), tool: 'Trivy', silencedBy: null };
  const target = newTarget({ kind: 'files', name: folder });
  return {
    target,
    tools: ['Trivy'],
    vulnerabilities: [],
    secrets: [],
    packages: [],
    problems: [problem],
  };
}

/** The Dockerfile that one problem is assigned to. */
function ownerOf(folder: string, path: string): string | null {
  const { byPath, elsewhere } = assignProblems([scanOf(folder, path)], [], FILES);
  const owners = [...byPath.keys()];
  expect(owners.length + elsewhere.length).toBe(1);
  return owners[0] ?? null;
}

describe('a reported problem belongs to', () => {
  it.each([
    ['the file that it names', '.', 'services/api/Dockerfile', 'services/api/Dockerfile'],
    [
      'the file below the folder that was scanned',
      'services/api',
      'Dockerfile',
      'services/api/Dockerfile',
    ],
    ['the file at the root', '.', 'Dockerfile', 'Dockerfile'],
    ['a file of which it names the end', '/src', 'app.Dockerfile', 'services/web/app.Dockerfile'],
    [
      'a file below an absolute path',
      '.',
      '/workspace/services/api/Dockerfile',
      'services/api/Dockerfile',
    ],
    ['a file at an address', '.', 'file:///src/services/api/Dockerfile', 'services/api/Dockerfile'],
    [
      'a file of Windows',
      '.',
      String.raw`C:\src\services\api\Dockerfile`,
      'services/api/Dockerfile',
    ],
    ['no file, where none has the name', '.', 'main.tf', null],
    ['no file, where the name leads out of the folder', '.', '../../etc/passwd', null],
  ])('%s', (_, folder, path, owner) => {
    expect(ownerOf(folder, path)).toBe(owner);
  });

  it('the Dockerfile of the image, when it is about the configuration', () => {
    const scan = scanOf('ghcr.io/acme/api:1', null);
    const matched: MatchedScan = {
      ...{ scan, path: 'services/api/Dockerfile', role: 'built', target: null },
      ...{ base: null, baseEntries: null, because: '' },
    };
    const { byPath } = assignProblems([scan], [matched], FILES);
    expect([...byPath.keys()]).toEqual(['services/api/Dockerfile']);
    expect(assignProblems([scan], [], FILES).elsewhere.length).toBe(1);
  });
});
