import { describe, expect, it } from 'vitest';
import openvex from '../../src/reports/openvex.ts';
import { MANY, itBearsWrongTypes, itReadsManyRows } from './hostile-input.ts';
import { readWith } from './read-with.ts';

const statement = {
  vulnerability: {
    '@id': 'https://pkg.go.dev/vuln/GO-2024-2575',
    name: 'GO-2024-2575',
    aliases: ['CVE-2024-26147'],
  },
  products: [
    {
      '@id': 'pkg:oci/web',
      identifiers: { purl: 'pkg:oci/web@sha256:1' },
      subcomponents: [{ '@id': 'pkg:golang/helm.sh/helm/v3' }],
    },
  ],
  status: 'not_affected',
  justification: 'vulnerable_code_not_in_execute_path',
  impact_statement: 'never called',
};
const document = {
  '@context': 'https://openvex.dev/ns/v0.2.0',
  author: 'Example Org',
  timestamp: '2024-07-01T00:00:00Z',
  statements: [statement],
};

const statementsOf = (...changes: readonly object[]) =>
  readWith(openvex, {
    ...document,
    statements: changes.map((one) => ({ ...statement, ...one })),
  }).statements;

describe('a statement', () => {
  it('names advisory, product, part, reason and author', () => {
    expect(readWith(openvex, document).statements).toEqual([
      {
        id: 'CVE-2024-26147',
        aliases: ['GO-2024-2575'],
        status: 'not_affected',
        products: ['pkg:oci/web@sha256:1'],
        parts: ['pkg:golang/helm.sh/helm/v3'],
        reason: 'never called',
        author: 'Example Org',
      },
    ]);
  });

  it('may be written as before version 0.2.0', () => {
    const old = {
      vulnerability: 'CVE-2024-1',
      products: ['pkg:apk/alpine/zlib@1'],
      impact_statement: null,
    };
    expect(statementsOf(old)).toMatchObject([
      {
        id: 'CVE-2024-1',
        products: ['pkg:apk/alpine/zlib@1'],
        reason: 'vulnerable_code_not_in_execute_path',
      },
    ]);
  });

  it('is one for each product, because each has its own parts', () => {
    const products = [
      { '@id': 'a', subcomponents: ['x'] },
      { '@id': 'b', subcomponents: ['y'] },
    ];
    expect(statementsOf({ products }).map((one) => [one.products, one.parts])).toEqual([
      [['a'], ['x']],
      [['b'], ['y']],
    ]);
  });

  it.each(['affected', 'under_investigation'])('silences nothing when it says %s', (status) => {
    expect(statementsOf({ status })).toEqual([]);
  });

  it('silences nothing when it names no product', () => {
    expect(statementsOf({ products: [{}] })).toEqual([]);
  });

  it('is taken back by a later one, wherever that stands', () => {
    const affected = { status: 'affected', timestamp: '2024-08-01T00:00:00Z' };
    expect(statementsOf(affected, {})).toEqual([]);
    expect(statementsOf({ ...affected, timestamp: '2024-01-01T00:00:00Z' }, {})).toHaveLength(1);
  });

  it.each([
    ['none', []],
    ['one without a name', [...statement.products, { identifiers: {} }]],
    ['one that is none', [...statement.products, 7]],
  ])('is a notice when of its products there is %s', (_, products) => {
    const report = readWith(openvex, { ...document, statements: [{ ...statement, products }] });
    expect(report.statements).toHaveLength(products.length === 0 ? 0 : 1);
    expect(report.notices).toEqual(['statements[0]: a product of it cannot be named']);
  });

  it('is a notice when it names no advisory', () => {
    const report = readWith(openvex, {
      ...document,
      statements: [{ ...statement, vulnerability: '' }],
    });
    expect(report.notices).toEqual(['statements[0]: it has no id or no name']);
  });
});

it('reads the predicate of an attestation', () => {
  const attestation = { predicateType: 'https://openvex.dev/ns', predicate: document };
  expect(readWith(openvex, attestation).statements).toHaveLength(1);
});

describe('hostile input', () => {
  itBearsWrongTypes(openvex, document);
  const many = Array.from({ length: MANY }, (_, at) => ({
    ...statement,
    vulnerability: { name: `CVE-2024-${at}` },
  }));
  itReadsManyRows(openvex, { ...document, statements: many });
});
