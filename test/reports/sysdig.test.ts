import { describe, expect, it } from 'vitest';
import sysdig from '../../src/reports/sysdig.ts';
import { MANY, itBearsWrongTypes, itReadsManyRows } from './hostile-input.ts';
import { readWith } from './read-with.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const row = {
  name: 'CVE-2023-50782',
  severity: { value: 'High', sourceName: 'nvd' },
  cvssScore: { value: { version: '3.1', score: 7.5, vector: 'CVSS:3.1/AV:N' } },
  fixedInVersion: 'v42.0.0',
};
const found = {
  type: 'python',
  name: 'cryptography',
  version: '1.7.1',
  path: '/usr/lib/python2.7/dist-packages/cryptography-1.7.1.egg-info/PKG-INFO',
  layerDigest: 'sha256:2',
  vulns: [row],
};
const result = {
  type: 'dockerImage',
  metadata: {
    pullString: 'acme/web:1',
    digest,
    baseOs: 'debian 9.13',
    os: 'linux',
    architecture: 'amd64',
  },
  packages: [
    found,
    { type: 'os', name: 'bash', version: '4.4', path: '/var/lib/dpkg/status', vulns: [row] },
  ],
  layers: [
    { digest: 'sha256:1', command: 'ADD rootfs' },
    { command: 'CMD bash' },
    { digest: 'sha256:2', command: 'RUN pip install' },
  ],
};
const document = { scanner: { name: 'sysdig-cli-scanner' }, result };

describe('a scan of Sysdig', () => {
  it('tells packages and their layers', () => {
    expect(readWith(sysdig, document).scans[0]?.vulnerabilities).toMatchObject([
      {
        id: 'CVE-2023-50782',
        package: { name: 'cryptography', type: 'pypi', version: '1.7.1' },
        fixed: ['42.0.0'],
        severity: 'high',
        severities: [{ source: 'nvd', severity: 'high' }],
        cvss: { score: 7.5 },
        layer: 'sha256:2',
      },
      { package: { name: 'bash', type: 'deb', path: null }, layer: null },
    ]);
  });
  it('tells the image and its history', () => {
    expect(readWith(sysdig, document).scans[0]?.target).toMatchObject({
      references: ['acme/web:1'],
      digests: [digest],
      platform: { architecture: 'amd64' },
      distribution: { id: 'debian', version: '9.13' },
      diffIds: ['sha256:1', 'sha256:2'],
      history: [{ isEmpty: false }, { createdBy: 'CMD bash', isEmpty: true }, { isEmpty: false }],
    });
  });
});

describe('hostile input', () => {
  itBearsWrongTypes(sysdig, document);
  itReadsManyRows(sysdig, {
    ...document,
    result: { ...result, packages: [{ ...found, vulns: Array(MANY).fill(row) }] },
  });
});
