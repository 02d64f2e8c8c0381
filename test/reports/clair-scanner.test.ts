import { describe, expect, it } from 'vitest';
import clairScanner from '../../src/reports/clair-scanner.ts';
import { MANY, itBearsWrongTypes, itReadsManyRows } from './hostile-input.ts';
import { readWith } from './read-with.ts';

const row = {
  featurename: 'sqlite3',
  featureversion: '3.22.0-1ubuntu0.1',
  vulnerability: 'CVE-2020-13630',
  namespace: 'ubuntu:18.04',
  link: 'https://ubuntu.com/security/CVE-2020-13630',
  severity: 'Defcon1',
  fixedby: '3.22.0-1ubuntu0.4',
};
const document = { image: 'registry.example.com/was:1', unapproved: [], vulnerabilities: [row] };

describe('a report of clair-scanner', () => {
  it('tells advisory, package and image', () => {
    expect(readWith(clairScanner, document).scans[0]).toMatchObject({
      tool: 'Clair',
      target: {
        references: ['registry.example.com/was:1'],
        distribution: { id: 'ubuntu', version: '18.04' },
      },
      vulnerabilities: [
        {
          id: 'CVE-2020-13630',
          package: { name: 'sqlite3', type: 'deb', version: '3.22.0-1ubuntu0.1' },
          fixed: ['3.22.0-1ubuntu0.4'],
          severity: 'critical',
          silencedBy: null,
        },
      ],
    });
  });
});

describe('hostile input', () => {
  itBearsWrongTypes(clairScanner, document);
  itReadsManyRows(clairScanner, { ...document, vulnerabilities: Array(MANY).fill(row) });
});
