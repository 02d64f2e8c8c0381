import { describe, expect, it } from 'vitest';
import csaf from '../../src/reports/csaf.ts';
import { MANY, itBearsWrongTypes, itReadsManyRows } from './hostile-input.ts';
import { readWith } from './read-with.ts';

const purl = 'pkg:rpm/redhat/openssl@3.0.7-1?arch=src';
const product = (id: string, name: string, helper: object = {}) => ({
  category: 'product_version',
  name,
  product: { product_id: id, name, product_identification_helper: helper },
});
const related = (id: string, part: string) => ({
  category: 'default_component_of',
  product_reference: part,
  relates_to_product_reference: 'image',
  full_product_name: { product_id: id, name: id },
});
const document = {
  document: { category: 'csaf_vex', csaf_version: '2.0', publisher: { name: 'Example Corp' } },
  product_tree: {
    full_product_names: [{ product_id: 'app', name: 'App 1.0' }],
    branches: [
      { branches: [product('image', 'Web Image'), product('openssl', 'openssl', { purl })] },
    ],
    relationships: [related('image:openssl', 'openssl'), related('image:app', 'app')],
  },
  vulnerabilities: [
    {
      cve: 'CVE-2026-1',
      ids: [{ text: 'EXAMPLE-1' }],
      product_status: { known_not_affected: ['app', 'image:openssl', 'image:app'] },
      flags: [{ label: 'vulnerable_code_not_present', product_ids: ['app', 'image:openssl'] }],
      threats: [{ category: 'impact', details: 'never loaded', product_ids: ['image:openssl'] }],
    },
  ],
};

const read = (row: object) =>
  readWith(csaf, { ...document, vulnerabilities: [{ cve: 'CVE-2026-1', ...row }] });

describe('a vulnerability', () => {
  it('is one statement for each product and reason, with its components as parts', () => {
    expect(readWith(csaf, document).statements).toEqual([
      {
        ...{ id: 'CVE-2026-1', aliases: ['EXAMPLE-1'], status: 'not_affected' },
        ...{
          products: ['App 1.0'],
          parts: [],
          reason: 'vulnerable_code_not_present',
          author: 'Example Corp',
        },
      },
      {
        ...{ id: 'CVE-2026-1', aliases: ['EXAMPLE-1'], status: 'not_affected' },
        ...{
          products: ['Web Image'],
          parts: [purl],
          reason: 'never loaded',
          author: 'Example Corp',
        },
      },
      {
        ...{ id: 'CVE-2026-1', aliases: ['EXAMPLE-1'], status: 'not_affected' },
        ...{ products: ['Web Image'], parts: ['App 1.0'], reason: null, author: 'Example Corp' },
      },
    ]);
  });

  it('may be fixed', () => {
    const { statements } = read({ product_status: { fixed: ['openssl'] } });
    expect(statements).toMatchObject([{ status: 'fixed', products: [purl], parts: [] }]);
  });

  it.each([
    ['its products are affected', { product_status: { known_affected: ['app'] } }],
    ['it is under investigation', { product_status: { under_investigation: ['app'] } }],
    ['nobody knows the product', { product_status: { fixed: ['nowhere'] } }],
    ['it says nothing of products', {}],
  ])('silences nothing when %s', (_, row) => {
    expect(read(row).statements).toEqual([]);
  });

  it('is a notice for products that the tree does not describe', () => {
    const report = read({ product_status: { fixed: ['app', 'other'], first_fixed: ['more'] } });
    expect(report.statements).toMatchObject([{ products: ['App 1.0'] }]);
    expect(report.notices).toEqual([
      'vulnerabilities[0]: 2 of its products are not in the product tree',
    ]);
  });

  it('has no reason in an impact that is about no product', () => {
    const threats = [{ category: 'impact', details: 'Moderate' }];
    const { statements } = read({ product_status: { fixed: ['app'] }, threats });
    expect(statements[0]?.reason).toBeNull();
  });
});

it('does not read another major version', () => {
  const old = { ...document, document: { csaf_version: '1.2' } };
  expect(csaf.read(old)).toEqual({
    ok: false,
    problem: 'only version 2 of CSAF can be read, not 1.2',
  });
});

it('walks branches of any depth', () => {
  let branches: unknown = [product('deep', 'Deep')];
  for (let depth = 0; depth < 20_000; depth++) branches = [{ branches }];
  const deep = { ...document, product_tree: { branches } };
  const vulnerabilities = [{ cve: 'CVE-2026-1', product_status: { fixed: ['deep'] } }];
  expect(readWith(csaf, { ...deep, vulnerabilities }).statements).toHaveLength(1);
});

describe('hostile input', () => {
  itBearsWrongTypes(csaf, document);
  itReadsManyRows(csaf, {
    ...document,
    vulnerabilities: Array(MANY).fill(document.vulnerabilities[0]),
  });
});
