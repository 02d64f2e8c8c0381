import { describe, expect, it } from 'vitest';
import dockerScout from '../../src/reports/docker-scout.ts';
import { MANY, itBearsWrongTypes, itReadsManyRows } from './hostile-input.ts';
import { readWith } from './read-with.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const purl = 'pkg:deb/debian/libssl1.1@1.1.1n?upstream=openssl';
const row = {
  purl,
  source: 'debian',
  source_id: 'CVE-2022-4450',
  fixed_by: '1.1.1n-0+deb11u4',
  nist_cve: {
    source_id: 'CVE-2022-4450',
    references: [{ source: 'nist', scores: [{ type: 'cvss_score', value: '7.5' }] }],
  },
};
const document = {
  source: {
    image: {
      name: 'acme/web',
      digest,
      tags: ['1'],
      config: { created: '2024-01-01T00:00:00Z', rootfs: { diff_ids: ['sha256:1'] } },
      distro: { os_name: 'debian', os_version: '11' },
      platform: { os: 'linux', architecture: 'arm64' },
    },
  },
  artifacts: [{ purl, locations: [{ path: '/var/lib/dpkg/status', diff_id: 'sha256:1' }] }],
  vulnerabilities: [row, { ...row, fixed_by: 'not fixed' }],
  descriptor: { name: 'docker scout', sbom_version: '1' },
};

describe('a bill of materials of Docker Scout', () => {
  it('tells vulnerabilities by package URL, with the layer of the package', () => {
    expect(readWith(dockerScout, document).scans[0]?.vulnerabilities).toMatchObject([
      {
        id: 'CVE-2022-4450',
        package: { name: 'libssl1.1', type: 'deb', version: '1.1.1n', source: 'openssl' },
        fixed: ['1.1.1n-0+deb11u4'],
        severity: 'high',
        cvss: { score: 7.5 },
        layer: 'sha256:1',
      },
      { fixed: [] },
    ]);
  });
  it('tells the image', () => {
    expect(readWith(dockerScout, document).scans[0]?.target).toMatchObject({
      references: ['acme/web:1', 'acme/web'],
      digests: [digest],
      platform: { architecture: 'arm64' },
      distribution: { id: 'debian', version: '11' },
      diffIds: ['sha256:1'],
    });
  });

  it('is none of Syft', () => {
    expect(
      dockerScout.recognizes({ ...document, descriptor: { name: 'syft', version: '1' } }),
    ).toBe(false);
  });
});

describe('hostile input', () => {
  itBearsWrongTypes(dockerScout, document);
  itReadsManyRows(dockerScout, { ...document, vulnerabilities: Array(MANY).fill(row) });
});
