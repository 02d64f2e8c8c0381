import { describe, expect, it } from 'vitest';
import type { VexStatement } from '../../src/findings/scan-report.ts';
import { mergeScans } from '../../src/scans/merge-scans.ts';
import { newSilencer, silenceScan } from '../../src/scans/silence.ts';
import { vexSilences } from '../../src/scans/vex-silences.ts';
import { digest, image, scan, weakness } from './make-scan.ts';

const D = digest('x');
const TARGET = image('ghcr.io/acme/api:1.2', {
  digests: [D],
  platform: { os: 'linux', architecture: 'amd64', variant: null, osVersion: null },
});
const BASH = 'pkg:deb/debian/bash@5.2-1?arch=amd64&distro=debian-12';

/** What a statement about CVE-2024-1 says of bash 5.2-1 in the image. */
function said(statement: Partial<VexStatement>, purl: string | null = BASH): string | null {
  const whole: VexStatement = {
    ...{ id: 'CVE-2024-1', aliases: [], status: 'not_affected', products: [], parts: [] },
    ...{ reason: null, author: null, ...statement },
  };
  const row = weakness('CVE-2024-1 GHSA-aaaa-bbbb-cccc', 'bash@5.2-1', {
    package: { type: 'deb', purl },
  });
  const [merged] = mergeScans([scan('A', TARGET, [row])]).scans;
  if (merged === undefined) throw new Error('nothing merged');
  const silent = silenceScan(merged, newSilencer(vexSilences([whole])), null);
  return silent.vulnerabilities[0]?.silencedBy ?? null;
}

describe('a statement silences', () => {
  it.each<[string, Partial<VexStatement>]>([
    ['without products', {}],
    ['by another id of the advisory', { id: 'GHSA-AAAA-BBBB-CCCC' }],
    ['the image by name', { products: ['pkg:oci/api'] }],
    ['the image by digest', { products: [`pkg:oci/api@${encodeURIComponent(D)}`] }],
    ['the image by address', { products: ['pkg:oci/api?repository_url=ghcr.io/acme/api'] }],
    [
      'the image by the address of its folder',
      { products: ['pkg:oci/api?repository_url=ghcr.io/acme'] },
    ],
    ['the image by tag and architecture', { products: ['pkg:oci/api?tag=1.2&arch=amd64'] }],
    [
      'the image by the type docker',
      { products: ['pkg:docker/acme/api@1.2?repository_url=ghcr.io'] },
    ],
    ['the image by reference', { products: ['ghcr.io/acme/api'] }],
    ['the image by reference and digest', { products: [`ghcr.io/acme/api@${D}`] }],
    ['one of several products', { products: ['pkg:oci/web', 'pkg:oci/api'] }],
    ['the package as a product', { products: ['pkg:deb/debian/bash'] }],
    ['a part', { products: ['pkg:oci/api'], parts: ['pkg:deb/debian/bash@5.2-1'] }],
    ['a part with qualifiers', { parts: ['pkg:deb/debian/bash@5.2-1?arch=amd64'] }],
    ['a part by name', { parts: ['bash'] }],
  ])('%s', (_name, statement) => {
    expect(said(statement)).toBe('a VEX statement (not affected)');
  });

  it('a package of which the report has no package URL', () => {
    expect(said({ parts: ['pkg:deb/debian/bash@5.2-1'] }, null)).not.toBeNull();
  });

  it('and says who and why, on one line', () => {
    const text = said({ author: 'Acme\u001B[31m', status: 'fixed', reason: 'patched\nby us' });
    expect(text).toBe('the VEX statement of Acme [31m (fixed: patched by us)');
  });
});

describe('a statement does not silence', () => {
  it.each<[string, Partial<VexStatement>]>([
    ['another id', { id: 'CVE-2024-2' }],
    ['another image', { products: ['pkg:oci/web'] }],
    ['another digest', { products: [`pkg:oci/api@${encodeURIComponent(digest('y'))}`] }],
    ['another address', { products: ['pkg:oci/api?repository_url=docker.io/acme/api'] }],
    ['another tag', { products: ['pkg:oci/api?tag=1.3'] }],
    ['another architecture', { products: ['pkg:oci/api?arch=arm64'] }],
    ['another package', { products: ['pkg:deb/debian/dash'] }],
    ['another version', { parts: ['pkg:deb/debian/bash@5.3'] }],
    ['another type', { parts: ['pkg:rpm/debian/bash'] }],
    ['another distribution', { parts: ['pkg:deb/ubuntu/bash'] }],
    ['other qualifiers', { parts: ['pkg:deb/debian/bash?arch=arm64'] }],
    ['the part of another image', { products: ['pkg:oci/web'], parts: ['pkg:deb/debian/bash'] }],
    ['a part of a program', { products: ['pkg:golang/x/y'], parts: ['pkg:deb/debian/bash'] }],
    ['by a broken package URL', { products: ['pkg:oci/%zz'] }],
  ])('%s', (_name, statement) => {
    expect(said(statement)).toBeNull();
  });
});
