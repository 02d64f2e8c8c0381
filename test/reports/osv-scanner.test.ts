import { describe, expect, it } from 'vitest';
import osvScanner from '../../src/reports/osv-scanner.ts';
import { MANY, itBearsWrongTypes, itReadsManyRows } from './hostile-input.ts';
import { readWith } from './read-with.ts';

const advisory = {
  id: 'GHSA-8348-2q94-ffjx',
  aliases: ['CVE-2023-1'],
  summary: 'It breaks',
  severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N' }],
  affected: [
    {
      package: { name: 'flot' },
      ranges: [
        { type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '1.2.0' }] },
        { type: 'GIT', events: [{ fixed: 'abcdef' }] },
      ],
    },
    { package: { name: 'other' }, ranges: [{ type: 'SEMVER', events: [{ fixed: '9' }] }] },
  ],
  database_specific: { severity: 'HIGH' },
};
const found = {
  package: { name: 'flot', version: '1.0.0', ecosystem: 'npm', image_origin_details: { index: 1 } },
  vulnerabilities: [advisory],
  groups: [
    {
      ids: ['GHSA-8348-2q94-ffjx'],
      aliases: ['CVE-2023-1', 'GO-2023-5'],
      max_severity: '7.5',
      experimental_analysis: { 'GHSA-8348-2q94-ffjx': { called: false } },
    },
  ],
};
const document = {
  results: [{ source: { path: '/app/yarn.lock', type: 'lockfile' }, packages: [found] }],
  image_metadata: {
    os: 'Alpine Linux v3.19',
    layer_metadata: [
      { diff_id: 'sha256:1', command: 'ADD rootfs', is_empty: false },
      { diff_id: 'sha256:2', command: 'COPY . .', is_empty: false },
      { diff_id: '', command: 'CMD x', is_empty: true },
    ],
  },
};

describe('a report of OSV-Scanner', () => {
  it('tells advisory, package, fix and layer', () => {
    expect(readWith(osvScanner, document).scans[0]?.vulnerabilities).toMatchObject([
      {
        id: 'CVE-2023-1',
        aliases: ['GHSA-8348-2q94-ffjx', 'GO-2023-5'],
        package: { name: 'flot', type: 'npm', version: '1.0.0', path: 'app/yarn.lock' },
        fixed: ['1.2.0'],
        severity: 'high',
        cvss: { score: 7.5, vector: 'CVSS:3.1/AV:N' },
        layer: 'sha256:2',
        silencedBy: 'the vulnerable code is never called',
      },
    ]);
  });
  it('tells the layers of an image', () => {
    expect(readWith(osvScanner, document).scans[0]?.target).toMatchObject({
      kind: 'image',
      distribution: { id: 'alpine', version: '3.19' },
      diffIds: ['sha256:1', 'sha256:2'],
      history: [{ isEmpty: false }, { createdBy: 'COPY . .' }, { isEmpty: true }],
    });
  });
  it('is of files without an image', () => {
    expect(readWith(osvScanner, { results: document.results }).scans[0]?.target).toMatchObject({
      kind: 'files',
      name: '/app/yarn.lock',
    });
  });
});

describe('hostile input', () => {
  itBearsWrongTypes(osvScanner, document);
  itReadsManyRows(osvScanner, {
    results: [
      { source: {}, packages: [{ ...found, vulnerabilities: Array(MANY).fill(advisory) }] },
    ],
  });
});
