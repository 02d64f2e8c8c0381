import trivy from '../../src/reports/trivy.ts';
import { onlyScan } from './read-with.ts';

export const DIFF = `sha256:${'d'.repeat(64)}`;
export const LAYER = `sha256:${'1'.repeat(64)}`;
export const IMAGE_ID = `sha256:${'c'.repeat(64)}`;
export const DIGEST = `sha256:${'a'.repeat(64)}`;

export const IMAGE = {
  SchemaVersion: 2,
  ArtifactName: 'ghcr.io/acme/api:1.4',
  ArtifactType: 'container_image',
  Metadata: {
    OS: { Family: 'redhat', Name: '9.3' },
    ImageID: IMAGE_ID,
    DiffIDs: [DIFF],
    RepoTags: ['ghcr.io/acme/api:1.4'],
    RepoDigests: [`ghcr.io/acme/api@${DIGEST}`],
    ImageConfig: {
      architecture: 'arm64',
      os: 'linux',
      created: '2024-05-01T10:00:00Z',
      config: { Labels: { 'org.opencontainers.image.title': 'api' } },
      rootfs: { type: 'layers', diff_ids: [DIFF] },
      history: [{ created_by: '/bin/sh -c #(nop) ADD file:1 in /', comment: '' }],
    },
    Layers: [{ Size: 5, Digest: LAYER, DiffID: DIFF }],
  },
  Results: [] as unknown[],
};

export const CURL = {
  VulnerabilityID: 'CVE-2024-0001',
  PkgID: 'curl@7.76.1-26.el9.x86_64',
  PkgName: 'curl',
  PkgIdentifier: { PURL: 'pkg:rpm/redhat/curl@7.76.1-26.el9?arch=x86_64&epoch=1' },
  InstalledVersion: '1:7.76.1-26.el9',
  FixedVersion: '1:7.76.1-29.el9, 1:7.76.1-30.el9',
  Status: 'fixed',
  Layer: { Digest: LAYER, DiffID: DIFF },
  Severity: 'MEDIUM',
  SeveritySource: 'redhat',
  PrimaryURL: 'https://avd.aquasec.com/nvd/cve-2024-0001',
  DataSource: { ID: 'redhat', Name: 'Red Hat', URL: 'https://access.redhat.com' },
  Title: 'curl: double free',
  VendorSeverity: { nvd: 4, redhat: 1, ubuntu: 0 },
  CVSS: {
    nvd: { V3Score: 9.8, V3Vector: 'CVSS:3.1/AV:N', V2Score: 7.5, V2Vector: 'AV:N' },
    redhat: { V3Score: 6.5, V3Vector: 'CVSS:3.1/AV:L' },
  },
};

export function imageWith(result: object): unknown {
  return { ...IMAGE, Results: [{ Target: 'ghcr.io/acme/api:1.4 (redhat 9.3)', ...result }] };
}

export function vulnerabilityOf(
  row: object,
  result: object = { Class: 'os-pkgs', Type: 'redhat' },
) {
  return onlyScan(trivy, imageWith({ ...result, Vulnerabilities: [row] })).vulnerabilities[0];
}
