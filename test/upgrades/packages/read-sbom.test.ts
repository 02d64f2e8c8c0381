import { describe, expect, it } from 'vitest';
import { readSbom } from '../../../src/upgrades/packages/read-sbom.ts';

function read(value: unknown) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return readSbom(new TextEncoder().encode(text));
}

const SPDX = {
  spdxVersion: 'SPDX-2.3',
  name: 'sbom',
  packages: [
    {
      name: 'curl',
      versionInfo: '8.5.0-r0',
      externalRefs: [
        {
          referenceCategory: 'SECURITY',
          referenceType: 'cpe23Type',
          referenceLocator: 'cpe:2.3:a',
        },
        {
          referenceCategory: 'PACKAGE-MANAGER',
          referenceType: 'purl',
          referenceLocator: 'pkg:apk/alpine/curl@8.5.0-r0?arch=x86_64',
        },
      ],
    },
    { name: 'the image itself', versionInfo: 'sha256:0' },
    {
      name: 'no version',
      externalRefs: [{ referenceType: 'purl', referenceLocator: 'pkg:npm/x' }],
    },
  ],
};

const CYCLONE_DX = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  components: [
    { type: 'library', name: 'curl', purl: 'pkg:apk/alpine/curl@8.5.0-r0?arch=x86_64' },
    { type: 'operating-system', name: 'alpine' },
  ],
};

function statement(predicateType: string, predicate: unknown) {
  return { _type: 'https://in-toto.io/Statement/v0.1', predicateType, subject: [], predicate };
}

function envelope(value: unknown) {
  const payload = Buffer.from(JSON.stringify(value)).toString('base64');
  return { payloadType: 'application/vnd.in-toto+json', payload, signatures: [] };
}

const IN_TOTO = statement('https://spdx.dev/Document', SPDX);

describe('a bill of materials', () => {
  it.each([
    ['in an attestation of BuildKit', IN_TOTO],
    ['in SPDX', SPDX],
    ['in CycloneDX', CYCLONE_DX],
    ['in an attestation of CycloneDX', statement('https://cyclonedx.org/bom', CYCLONE_DX)],
    ['in a signed envelope', envelope(IN_TOTO)],
    ['in a Sigstore bundle', { mediaType: 'x', dsseEnvelope: envelope(IN_TOTO) }],
  ])('%s is read', (_name, value) => {
    expect(read(value)).toEqual({
      packages: [
        { name: 'curl', version: '8.5.0-r0', type: 'apk', source: null, architecture: 'x86_64' },
      ],
      problem: null,
    });
  });

  it.each([
    ['no JSON', '<html>', 'the bill of materials is no JSON'],
    ['empty', '', 'the bill of materials is no JSON'],
    ['cut off', JSON.stringify(IN_TOTO).slice(0, 200), 'the bill of materials is no JSON'],
    ['null', 'null', 'the bill of materials is neither SPDX nor CycloneDX'],
    [
      'a statement of something else',
      statement('https://slsa.dev/provenance/v0.2', { builder: {} }),
      'the bill of materials is neither SPDX nor CycloneDX',
    ],
    ['a broken envelope', { payload: '%%%' }, 'the bill of materials is no JSON'],
    [
      'SPDX without packages',
      { spdxVersion: 'SPDX-2.3', packages: 'none' },
      'the SPDX document has no list of packages',
    ],
    [
      'CycloneDX without components',
      { bomFormat: 'CycloneDX' },
      'the CycloneDX document has no list of components',
    ],
  ])('that is %s says so', (_name, value, problem) => {
    expect(read(value)).toEqual({ packages: [], problem });
  });

  it('with a broken package gives the others', () => {
    const packages = [...SPDX.packages, null, 7, { externalRefs: 'x' }];
    expect(read({ ...SPDX, packages })).toMatchObject({
      packages: [{ name: 'curl' }],
      problem: '3 records of the SPDX document cannot be read',
    });
  });
});
