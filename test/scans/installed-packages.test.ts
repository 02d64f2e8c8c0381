import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import type { Scan } from '../../src/findings/scan-report.ts';
import { installedPackages } from '../../src/scans/installed-packages.ts';
import type { MatchedScan } from '../../src/scans/matched-scan.ts';
import { mergeScans } from '../../src/scans/merge-scans.ts';
import { newPackage } from '../../src/scans/vocabulary/new-vulnerability.ts';
import { image, scan, weakness } from './make-scan.ts';

const TEXT = 'FROM golang:1 AS build\nRUN x\nFROM debian:12 AS base\nRUN y\nFROM base\nRUN z\n';

const FLASK = newPackage('Flask', { type: 'pypi', version: '3.0.0', path: 'a/METADATA' });

function versionsIn(
  stage: number,
  name: string,
  fields: Partial<Scan>,
  match: Partial<MatchedScan> = {},
): string[] {
  const dockerfile = parseDockerfile(TEXT);
  const { scans } = mergeScans([scan('Trivy', image('app:1'), [], fields)]);
  const matched = scans.map((one): MatchedScan => {
    const rest = { base: null, baseEntries: null, because: 'it says so' };
    return { scan: one, path: 'Dockerfile', role: 'built', target: null, ...rest, ...match };
  });
  const installed = installedPackages(new Map([['Dockerfile', matched]]));
  const asked = dockerfile.stages[stage];
  if (asked === undefined) throw new Error(`there is no stage ${stage}`);
  return installed('Dockerfile', dockerfile, asked, 'pypi', name).map(
    ({ version, path, image: from, advisory }) => `${version} ${path} ${from} ${advisory}`,
  );
}

describe('the versions of a package in built images', () => {
  it.each<[string, number, Partial<MatchedScan>, string[]]>([
    ['are those of the last stage', 2, {}, ['3.0.0 a/METADATA app:1 null']],
    ['are those of the stages that it is built on', 1, {}, ['3.0.0 a/METADATA app:1 null']],
    ['are not those of a stage from which it only copies', 0, {}, []],
    [
      'are those of the stage that was built',
      0,
      { target: 'BUILD' },
      ['3.0.0 a/METADATA app:1 null'],
    ],
    ['are not those of its base image', 2, { role: 'base' }, []],
  ])('%s', (_name, stage, match, expected) => {
    expect(versionsIn(stage, 'flask', { packages: [FLASK] }, match)).toEqual(expected);
  });

  it('are those of findings, too, and say where a newer one fixes a weakness', () => {
    const type = { package: { type: 'pypi' } };
    const vulnerabilities = [
      weakness('CVE-1', 'flask@3.0.0', type),
      weakness('CVE-2', 'flask@3.0.0', { ...type, fixed: ['3.0.1'] }),
      weakness('CVE-3', 'flask@2.0.0', { ...type, fixed: ['2.0.1'], silencedBy: 'it is ignored' }),
    ];
    expect(versionsIn(2, 'FLASK', { packages: [FLASK], vulnerabilities })).toEqual([
      '3.0.0 a/METADATA app:1 CVE-2',
      '3.0.0 null app:1 CVE-2',
      '2.0.0 null app:1 null',
    ]);
  });

  it('are none for a package that is not there', () => {
    expect(versionsIn(2, '__proto__', { packages: [FLASK] })).toEqual([]);
  });
});
