import { describe, expect, it } from 'vitest';
import klar from '../../src/reports/klar.ts';
import { MANY, itBearsWrongTypes, itReadsManyRows } from './hostile-input.ts';
import { readWith } from './read-with.ts';

const row = {
  Name: 'RHSA-2019:0109',
  NamespaceName: 'centos:7',
  Link: 'https://access.redhat.com/errata/RHSA-2019:0109',
  Severity: 'High',
  FixedBy: '4:5.16.3-294.el7_6',
  FeatureName: 'perl-libs',
  FeatureVersion: '4:5.16.3-293.el7',
};
const document = { LayerCount: 9, Vulnerabilities: { High: [row], Low: [] } };

describe('a report of klar', () => {
  it('has its vulnerabilities by severity', () => {
    expect(readWith(klar, document).scans[0]?.vulnerabilities).toMatchObject([
      {
        id: 'RHSA-2019:0109',
        package: { name: 'perl-libs', type: 'rpm', version: '4:5.16.3-293.el7' },
        fixed: ['4:5.16.3-294.el7_6'],
        severity: 'high',
      },
    ]);
  });
});

describe('hostile input', () => {
  itBearsWrongTypes(klar, document);
  itReadsManyRows(klar, { ...document, Vulnerabilities: { High: Array(MANY).fill(row) } });
});
