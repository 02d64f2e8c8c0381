import { describe, expect, it } from 'vitest';
import wiz from '../../src/reports/wiz.ts';
import { MANY, itBearsWrongTypes, itReadsManyRows } from './hostile-input.ts';
import { readWith } from './read-with.ts';

const row = {
  name: 'CVE-2023-44487',
  severity: 'MEDIUM',
  fixedVersion: '0.17.0',
  source: 'https://github.com/advisories/GHSA-qppj-fm5r-hxr3',
  score: 7.5,
  hasCisaKevExploit: true,
};
const library = {
  name: 'golang.org/x/net',
  version: '0.14.0',
  path: '/app/go.mod',
  vulnerabilities: [row],
};
const document = {
  scanOriginResource: { __typename: 'CICDScanOriginContainerImage', name: 'acme/web:1' },
  result: {
    osPackages: null as unknown,
    libraries: [{ ...library, layerMetadata: { id: 'sha256:1', details: 'COPY . .' } }],
    secrets: [
      {
        type: 'DB_PASSWORD',
        path: '/app/x.go',
        lineNumber: 35,
        description: 'Password in URL (hunter2)',
      },
    ],
  },
};

describe('a scan of Wiz', () => {
  it('tells packages, layers and known exploits', () => {
    expect(readWith(wiz, document).scans[0]).toMatchObject({
      target: { kind: 'image', references: ['acme/web:1'] },
      vulnerabilities: [
        {
          id: 'CVE-2023-44487',
          package: { name: 'golang.org/x/net', version: '0.14.0', path: 'app/go.mod' },
          fixed: ['0.17.0'],
          severity: 'medium',
          cvss: { score: 7.5 },
          isKnownExploited: true,
          layer: 'sha256:1',
          instruction: 'COPY . .',
        },
      ],
      secrets: [
        {
          id: 'db-password',
          title: 'db password',
          path: 'app/x.go',
          lines: { first: 35, last: 35 },
        },
      ],
    });
  });

  it('never keeps the text of a secret', () => {
    expect(JSON.stringify(readWith(wiz, document))).not.toContain('hunter2');
  });

  it('says what of a newer report it cannot read', () => {
    const result = { ...document.result, vulnerableSBOMArtifactsByNameVersion: [{}] };
    expect(readWith(wiz, { ...document, result }).notices).toEqual([
      'its vulnerableSBOMArtifactsByNameVersion cannot be read yet',
    ]);
  });
});

describe('hostile input', () => {
  itBearsWrongTypes(wiz, document);
  itReadsManyRows(wiz, {
    ...document,
    result: { osPackages: [{ ...library, vulnerabilities: Array(MANY).fill(row) }] },
  });
});
