import { describe, expect, it } from 'vitest';
import gcloudArtifactAnalysis from '../../src/reports/gcloud-artifact-analysis.ts';
import { MANY, itBearsWrongTypes, itReadsManyRows } from './hostile-input.ts';
import { readWith } from './read-with.ts';

const digest = `sha256:${'d'.repeat(64)}`;
const issue = {
  affectedCpeUri: 'cpe:/o:debian:debian_linux:12',
  affectedPackage: 'go',
  affectedVersion: { fullName: '1.17.6' },
  fixedVersion: { fullName: '1.19.10', kind: 'NORMAL' },
  packageType: 'GO_STDLIB',
  effectiveSeverity: 'CRITICAL',
  fileLocation: [{ filePath: '/tmp/pdscan' }],
};
const system = {
  ...issue,
  affectedPackage: 'perl',
  packageType: 'OS',
  fixedVersion: { kind: 'MAXIMUM' },
  fileLocation: [],
};
const row = {
  kind: 'VULNERABILITY',
  noteName: 'projects/goog-vulnz/notes/CVE-2023-29405',
  resourceUri: `https://europe-docker.pkg.dev/acme/web@${digest}`,
  vulnerability: {
    severity: 'HIGH',
    cvssScore: 9.8,
    shortDescription: 'CVE-2023-29405',
    relatedUrls: [{ url: 'https://security-tracker.debian.org/tracker/CVE-2023-29405' }],
    packageIssue: [issue, system],
  },
};
const document = {
  image_summary: { fully_qualified_digest: `europe-docker.pkg.dev/acme/web@${digest}` },
  package_vulnerability_summary: { vulnerabilities: { CRITICAL: [row] } },
};
const expected = {
  target: { references: [`europe-docker.pkg.dev/acme/web@${digest}`], digests: [digest] },
  vulnerabilities: [
    {
      id: 'CVE-2023-29405',
      package: { name: 'go', type: 'golang', version: '1.17.6', path: 'tmp/pdscan' },
      fixed: ['1.19.10'],
      severity: 'critical',
      cvss: { score: 9.8 },
      link: 'https://security-tracker.debian.org/tracker/CVE-2023-29405',
    },
    { package: { name: 'perl', type: 'deb' }, fixed: [] },
  ],
};

describe('occurrences of Artifact Analysis', () => {
  it('of an image come by severity', () => {
    expect(readWith(gcloudArtifactAnalysis, document).scans[0]).toMatchObject(expected);
  });
  it('may come as a list', () => {
    expect(readWith(gcloudArtifactAnalysis, [row]).scans[0]).toMatchObject(expected);
  });

  it('may be silenced by a VEX assessment', () => {
    const vulnerability = { ...row.vulnerability, vexAssessment: { state: 'NOT_AFFECTED' } };
    const [scan] = readWith(gcloudArtifactAnalysis, [{ ...row, vulnerability }]).scans;
    expect(scan?.vulnerabilities[0]?.silencedBy).toBe('not affected, says its VEX assessment');
  });
});

describe('hostile input', () => {
  itBearsWrongTypes(gcloudArtifactAnalysis, document);
  itReadsManyRows(gcloudArtifactAnalysis, Array(MANY).fill(row));
});
